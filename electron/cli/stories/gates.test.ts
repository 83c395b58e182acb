import { afterAll, describe, expect, it } from 'vitest'
import { documentOf, node, rowsOf, wires } from '../testing/documents.ts'
import { writtenItems } from '../testing/promise.ts'
import { openWorkspace } from '../testing/workspace.ts'

const work = openWorkspace()
afterAll(work.remove)

const waitingIn = async (file: string) =>
  (await work.reelay('plan', file)).last.items as { node: string; state: string; digest?: string }[]

describe('a gate', () => {
  const text = (line: string) =>
    documentOf(
      'gate',
      [
        node('words', 'prompt', { text: line }),
        node('look', 'gate'),
        node('film', 'prompt', { text: 'film: {{line}}' }),
      ],
      wires('words.text>look.value', 'look.value>film.line'),
    )

  it('waits for a person, and the next run goes on from there', async () => {
    work.write('gate.reelay', text('one'))
    const first = await work.run('gate.reelay')
    expect(first.code).toBe(4)
    expect(first.report).toMatchObject({ ran: ['words'], waiting: ['look'], failed: [] })
    expect(writtenItems(await work.plan('gate.reelay')).find(({ node: id }) => id === 'look')?.state).toBe('waiting')

    const other = await work.reelay('approve', 'gate.reelay', 'look', '--digest', '0000')
    expect(other.code).toBe(2)
    expect(other.stderr).toMatch(/look waits with [0-9a-f]{64}, not with 0000/)

    const digest = (await waitingIn('gate.reelay')).find((item) => item.state === 'waiting')?.digest ?? ''
    expect((await work.reelay('approve', 'gate.reelay', 'look', '--digest', digest)).last).toEqual({ event: 'saved' })
    const next = await work.run('gate.reelay')
    expect(next).toMatchObject({ code: 0, report: { waiting: [] } })
    expect(next.report.outputs.film?.text).toEqual([{ type: 'text', text: 'film: one' }])
    expect((await work.run('gate.reelay')).report.ran).toEqual([])
  })

  it('asks again for changed content, never for equal content, and passes what was edited', async () => {
    await work.set('gate.reelay', 'words.text=two')
    expect((await work.run('gate.reelay')).code).toBe(4)
    expect((await work.reelay('approve', 'gate.reelay', 'look', '--edit', 'two and a half')).code).toBe(0)
    const edited = await work.run('gate.reelay')
    expect(edited.code).toBe(0)
    expect(edited.report.outputs.film?.text).toEqual([{ type: 'text', text: 'film: two and a half' }])

    await work.set('gate.reelay', 'words.text=one')
    const before = await work.run('gate.reelay')
    expect(before).toMatchObject({ code: 0, report: { ran: [] } })
  })

  it('ends its branch where it is turned down', async () => {
    await work.set('gate.reelay', 'words.text=three')
    await work.run('gate.reelay')
    expect((await work.reelay('approve', 'gate.reelay', 'look', '--reject')).code).toBe(0)
    const rejected = await work.run('gate.reelay')
    expect(rejected.report).toMatchObject({ ran: [], waiting: [], blocked: ['look', 'film'] })
    expect(rejected.report.outputs).not.toHaveProperty('film')
    const nothing = await work.reelay('approve', 'gate.reelay', 'words')
    expect(nothing.code).toBe(2)
    expect(nothing.stderr).toMatch(/gate\.reelay: ‘words’ is no gate/)
  })

  it('asks for each item by itself, and another branch goes on', async () => {
    work.write(
      'items.reelay',
      documentOf(
        'items',
        [
          node('rows', 'table', { rows: rowsOf('line', ['a', 'b']) }),
          node('look', 'gate'),
          node('below', 'prompt', { text: '{{line}}!' }),
          node('beside', 'prompt', { text: '{{line}}?' }),
        ],
        wires('rows.line>look.value', 'look.value>below.line', 'rows.line>beside.line'),
      ),
    )
    const first = await work.run('items.reelay')
    expect(first.report).toMatchObject({ waiting: ['look', 'look#r2'], ran: ['rows', 'beside', 'beside#r2'] })
    expect((await work.reelay('approve', 'items.reelay', 'look', '--item', 'r2')).code).toBe(0)
    const second = await work.run('items.reelay')
    expect(second.code).toBe(4)
    expect(second.report).toMatchObject({ waiting: ['look'], ran: ['below#r2'] })
  })

  it('lets another take pass', async () => {
    work.write(
      'take.reelay',
      documentOf(
        'take',
        [node('sound', 'audio', { model: 'standin/foley', text: 'rain', duration: 0.5 }), node('look', 'gate')],
        wires('sound.audio>look.value'),
      ),
    )
    await work.set('take.reelay', 'sound.takes=2')
    const first = await work.run('take.reelay')
    expect([...first.report.ran].sort()).toEqual(['sound', 'sound@1'])
    expect((await work.reelay('approve', 'take.reelay', 'look', '--pick', '1')).code).toBe(0)
    const second = await work.run('take.reelay')
    expect(second).toMatchObject({ code: 0, report: { ran: [] } })
    const digest = (port: unknown) => (port as { digest: string }[])[0]?.digest
    expect(digest(second.report.outputs.look?.value)).not.toBe(digest(first.report.outputs.sound?.audio))
  })
})
