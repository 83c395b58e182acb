import { describe, expect, it } from 'vitest'
import { createBatches } from './batches.ts'

/** Batches whose first `failures` requests fail, and what was sent. */
function stage(failures: number) {
  const sent: (readonly [string, string])[][] = []
  const batches = createBatches<string>(async (batch) => {
    sent.push([...batch])
    if (sent.length <= failures) throw new Error('Reelay cannot be reached.')
  })
  return { ...batches, sent }
}
const settled = () => new Promise((resolve) => setImmediate(resolve))

describe('batches', () => {
  it('ask with one request for what is wanted at once', async () => {
    const { ask, sent } = stage(0)
    ask('a', '1')
    ask('b', '1')
    ask('a', '2')
    await settled()
    ask('c', '1')
    await settled()
    expect(sent).toEqual([
      [
        ['a', '2'],
        ['b', '1'],
      ],
      [['c', '1']],
    ])
  })

  it('ask again once for what failed, and only when told to', async () => {
    const { ask, again, sent } = stage(3)
    ask('a', '1')
    await settled()
    expect(sent).toHaveLength(1)
    again()
    await settled()
    expect(sent).toEqual([[['a', '1']], [['a', '1']]])
    again()
    await settled()
    expect(sent).toHaveLength(2)
    ask('a', '2')
    await settled()
    again()
    await settled()
    expect(sent.slice(2)).toEqual([[['a', '2']], [['a', '2']]])
  })

  it('do not ask again for what came, was asked anew, or is forgotten', async () => {
    const { ask, again, forget, sent } = stage(1)
    ask('a', '1')
    ask('b', '1')
    await settled()
    ask('a', '2')
    await settled()
    forget()
    again()
    await settled()
    expect(sent.slice(1)).toEqual([[['a', '2']]])
  })
})
