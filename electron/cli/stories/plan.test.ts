import { afterAll, describe, expect, it } from 'vitest'
import type { JsonObject } from '#shared/json.ts'
import { documentOf, node, rowsOf, wires } from '../testing/documents.ts'
import { expectKept, writtenItems } from '../testing/promise.ts'
import { openWorkspace } from '../testing/workspace.ts'

const work = openWorkspace()
afterAll(work.remove)

const foley = (text: string): JsonObject => ({ model: 'standin/foley', text, duration: 0.5 })
const still = { model: 'standin/still' }

/** Plans, runs at once, holds the run to the plan, and gives both by state. */
async function planAndRun(name: string, ...args: string[]) {
  const plan = await work.plan(name, ...args)
  const run = await work.run(name, ...args)
  expectKept(plan, run.report)
  const items = writtenItems(plan)
  const names = (state: string) => items.filter((item) => item.state === state).map(({ name }) => name)
  return { plan, ...run, names }
}

describe('a plan directly before a run', () => {
  it('holds for a new document, equal work, an edit, a target and what failed', async () => {
    const nodes = [
      node('words', 'prompt', { text: 'a quiet street' }),
      node('image', 'model', still),
      node('twin', 'model', still),
      node('large', 'upscale', { scale: 2 }),
      node('kit', 'kit', { name: 'street' }),
      node('again', 'model', { ...still, prompt: '{{ref:street}} at night' }),
      node('bad', 'audio', { ...foley('thunder'), standInFault: 'fail' }),
    ]
    const edges = wires(
      'words.text>image.prompt',
      'words.text>twin.prompt',
      'image.image>large.image',
      'large.image>kit.images',
      'kit.references>again.references',
    )
    work.write('street.reelay', documentOf('street', nodes, edges))
    const fresh = await planAndRun('street.reelay')
    expect(fresh.code).toBe(1)
    expect(fresh.names('run')).toEqual(expect.arrayContaining(['words', 'image', 'bad']))
    expect(fresh.names('restore')).toEqual(['twin'])
    expect([...fresh.names('unknown')].sort()).toEqual(['again', 'kit', 'large'])
    expect(fresh.report.restored).toEqual(['twin'])

    const failed = await planAndRun('street.reelay')
    expect(failed.names('run')).toEqual(['bad'])
    const reasons = failed.plan.items.find((item) => item.node === 'bad')?.reasons.join('; ')
    expect(reasons).toMatch(/fail/)

    await work.set('street.reelay', 'large.scale=4', 'bad.standInFault=')
    const edited = await planAndRun('street.reelay', '--target', 'kit')
    expect(edited.names('run')).toEqual(['large'])
    expect(edited.plan.items.find((item) => item.node === 'large')?.reasons).toEqual([
      expect.stringMatching(/^param scale: .* → 4$/),
    ])
    expect(edited.report.ran).toEqual(['large', 'kit'])
    const rest = await planAndRun('street.reelay')
    expect([...rest.report.ran].sort()).toEqual(['again', 'bad'])
    expect((await planAndRun('street.reelay')).names('up-to-date')).toHaveLength(7)
  })

  it('holds for lists, another document, stand-in mode and pruned files', async () => {
    work.write(
      'rows.reelay',
      documentOf(
        'rows',
        [
          node('rows', 'table', { rows: rowsOf('line', ['rain', 'wind', 'rain']) }),
          node('sound', 'audio', { model: 'standin/foley', duration: 0.5 }),
          node('hero', 'model', { model: 'runway/gen4_image', prompt: 'a dune' }),
        ],
        wires('rows.line>sound.text'),
      ),
    )
    const lists = await planAndRun('rows.reelay', '--stand-in')
    expect([...lists.report.ran].sort()).toEqual(['hero', 'rows', 'sound', 'sound#r2'])
    expect(lists.report.restored).toEqual(['sound#r3'])

    work.write('street copy.reelay', { ...work.read('street.reelay'), id: 'copy' })
    const copy = await planAndRun('street copy.reelay')
    expect(copy.names('restore')).toHaveLength(7)
    expect(copy.report.ran).toEqual([])

    // Pruned files dirty nothing, and are made again only when something that runs needs them.
    const everything = ['shown', 'picked', 'approved', 'pinned'].flatMap((kind) => ['--include', kind])
    const pruned = await work.reelay('cache', 'prune', '--max-bytes', '0', ...everything)
    expect(pruned.last.evicted).not.toEqual([])
    expect((await planAndRun('street.reelay')).report).toMatchObject({ ran: [], failed: [] })
    await work.set('street.reelay', 'kit.name=road', 'again.prompt={{ref:road}} in the morning')
    const needed = await planAndRun('street.reelay')
    expect(needed.report.failed).toEqual([])
    expect(needed.report.ran).toEqual(expect.arrayContaining(['kit', 'again', 'large', 'image']))
    await work.verify()
  })
})
