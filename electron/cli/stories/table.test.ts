import { afterAll, describe, expect, it } from 'vitest'
import { documentOf, node, rowsOf, wires } from '../testing/documents.ts'
import { expectKept, writtenItems } from '../testing/promise.ts'
import { openWorkspace } from '../testing/workspace.ts'

const work = openWorkspace()
afterAll(work.remove)

const SCENES = Array.from({ length: 20 }, (_, index) => `scene ${index + 1}`)
const tableOf = (scenes: readonly string[]) =>
  documentOf(
    'table',
    [
      node('rows', 'table', { rows: rowsOf('scene', scenes) }),
      node('words', 'prompt', { text: '{{scene}}, wide' }),
      node('image', 'model', { model: 'standin/still', standInFault: 'fail@r3' }),
    ],
    wires('rows.scene>words.scene', 'words.text>image.prompt'),
  )

describe('a table of 20 rows through a model node', () => {
  it('makes 20 work items; one that fails leaves 19 done; a changed row re-runs one', async () => {
    work.write('table.reelay', tableOf(SCENES))
    const plan = await work.plan('table.reelay')
    expect(writtenItems(plan).filter((item) => item.node === 'image' && item.state === 'run')).toHaveLength(20)

    const first = await work.run('table.reelay')
    expect(first.code).toBe(1)
    expect(first.report.failed).toMatchObject([{ node: 'image' }])
    expect(first.report.failed[0]?.item).toContain('r3')
    expect(first.report.ran.filter((name) => name.startsWith('image'))).toHaveLength(19)
    expectKept(plan, first.report)

    await work.set('table.reelay', 'image.standInFault=')
    expect((await work.run('table.reelay')).report.ran).toEqual(['image#r3'])
    const submits = work.submits()

    work.write('table.reelay', tableOf(SCENES.map((scene, index) => (index === 6 ? 'another scene' : scene))))
    const changed = await work.run('table.reelay')
    expect(changed.report).toMatchObject({ ran: ['rows', 'words#r7', 'image#r7'], failed: [] })
    expect(work.submits()).toBe(submits + 1)
  })
})
