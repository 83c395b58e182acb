import { describe, expect, it } from 'vitest'
import type { StatedEvent } from './execute-host.ts'
import { digestOf } from './slot.ts'
import { createRig, documentOf, sha } from './testing/rig.ts'
import { WorkError } from './work-error.ts'

const many = (count: number) => Array.from({ length: count }, (_, index) => index)

describe('large graphs', () => {
  it('a chain of 20,000 nodes needs no deep stack', async () => {
    const rig = createRig()
    const nodes = Object.fromEntries(many(20_000).map((index) => [`n${index}`, ['gate'] as const]))
    const wires = many(19_999).map((index) => `n${index}.value > n${index + 1}.value`)
    const seen = digestOf({ type: 'text', text: 'x' }, sha)
    const answer = { decisions: { [seen]: { answer: 'approved' } } } as const
    const run = await rig.run(
      documentOf({ s: ['say', { text: 'x' }], ...nodes }, ['s.text > n0.value', ...wires], answer),
    )
    expect(run.status).toBe('done')
    expect(run.upToDate).toHaveLength(20_000)
  })

  it('10,000 items out of one node and 10,000 wires into another', async () => {
    const rig = createRig()
    const text = many(10_000)
      .map((index) => `v${index}`)
      .join(',')
    const fanOut = documentOf({ t: ['rows', { text }], w: ['work'], j: ['join'] }, [
      't.cell > w.text',
      'w.text > j.texts',
    ])
    expect((await rig.run(fanOut)).ran).toHaveLength(10_002)
    const nodes = Object.fromEntries(many(10_000).map((index) => [`n${index}`, ['work'] as const]))
    const wires = many(10_000).flatMap((index) => [`s.text > n${index}.text`, `n${index}.text > j.texts`])
    const fanIn = await rig.run(documentOf({ s: ['say', { text: 'x' }], ...nodes, j: ['join'] }, wires))
    expect(fanIn.status).toBe('done')
    expect(fanIn.outputs['j']?.['text']).toEqual([
      {
        type: 'text',
        text: many(10_000)
          .map(() => 'X')
          .join('+'),
      },
    ])
  })
})

describe('an error inside the engine', () => {
  const document = documentOf({ s: ['say', { text: 'x' }], w: ['work'], b: ['work', { mode: 'fail' }] }, [
    's.text > w.text',
    's.text > b.text',
  ])
  it.each<[string, string]>([
    ['failed', 'b'],
    ['blocked', 'c'],
  ])('ends the run when nobody can be told that something %s', async (state, node) => {
    const rig = createRig()
    const more = documentOf({ s: ['say', { text: 'x' }], b: ['work', { mode: 'fail' }], c: ['work'], w: ['work'] }, [
      's.text > b.text',
      'b.text > c.text',
      's.text > w.text',
    ])
    const onEvent = (event: StatedEvent) => {
      if (event.event === 'item' && event.node === node && event.state === state) throw new Error('nobody listens')
    }
    await expect(rig.run(more, { onEvent })).rejects.toThrow('nobody listens')
    expect(rig.cache.claimed()).toEqual([])
  })

  it('fails the work item whose own event cannot be stated, and goes on', async () => {
    const rig = createRig()
    const onEvent = (event: StatedEvent) => {
      if (event.event === 'item' && event.node === 'w' && event.state === 'ran') throw new Error('nobody listens')
    }
    const run = await rig.run(document, { onEvent })
    expect(run.failed.map(({ workItem }) => workItem).sort()).toEqual(['b', 'w'])
  })
})

describe('equal work', () => {
  const pair = (params: Record<string, string>) => documentOf({ a: ['make', params], b: ['make', params] })

  it.each([
    ['budget', 'budget'],
    ['waiting', 'waiting'],
    ['failed', 'failed'],
  ] as const)('ends alike: %s', async (outcome, status) => {
    const rig = createRig()
    rig.faults.set('f', new WorkError(outcome, 'it ended so.'))
    const run = await rig.run(pair({ prompt: 'p', fault: 'f' }))
    expect(run.status).toBe(status)
    expect(rig.counts.submits).toBe(1)
    expect([...run.failed.map(({ workItem }) => workItem), ...run.waiting]).toEqual(['a', 'b'])
  })

  it('goes on by itself where its namesake is never come to', async () => {
    const rig = createRig()
    const same = { prompt: 'p', seed: 1 }
    const document = (fault: string) =>
      documentOf(
        {
          s: ['make', { ...same, model: 'free/one', fault }],
          t: ['make', { ...same, model: 'paid/one' }],
          a: ['make', { prompt: 'x' }],
          b: ['make', { prompt: 'x' }],
        },
        ['s.video > a.start', 't.video > b.start'],
      )
    await rig.run(document(''), { targets: ['s', 't'] })
    const [s] = rig.cache.rows()
    rig.cache.evict(s?.key ?? '')
    rig.faults.set('f', new Error('it went wrong.'))
    const run = await rig.run(document('f'))
    expect(run.failed.map(({ workItem }) => workItem)).toEqual(['s'])
    expect(run.blocked).toEqual(['a'])
    expect(run.ran).toEqual(['b'])
  })
})
