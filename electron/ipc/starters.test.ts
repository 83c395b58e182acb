import { existsSync, readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { groupsOf } from '#shared/graph/groups.ts'
import { resourcesFolder } from '../folders.ts'
import { openProject } from '../project/project-file.ts'
import { openTestEditor, type TestEditor } from './testing/editor.ts'

const folder = join(resourcesFolder(), 'pipelines')
const ids = readdirSync(folder)
  .filter((name) => name.endsWith('.reelay'))
  .map((name) => name.slice(0, -'.reelay'.length))

let editor: TestEditor
beforeAll(async () => {
  editor = await openTestEditor()
})
afterAll(() => editor.close())

describe('the starters', () => {
  it('are at least six, listed with what they are about, the smallest first', async () => {
    const { starters } = await editor.client().ask('starters.list', {})
    expect(starters.map(({ id }) => id).sort()).toEqual([...ids].sort())
    expect(starters.length).toBeGreaterThanOrEqual(6)
    expect(starters.filter(({ title, about }) => title === '' || about === '')).toEqual([])
    const sizes = starters.map(({ nodes }) => nodes)
    expect(sizes).toEqual(sizes.toSorted((a, b) => a - b))
  })

  it.each(ids)('%s runs as it is, for free', async (id) => {
    const file = join(folder, `${id}.reelay`)
    const { document, warnings, migrated } = await openProject(file, editor.host.registry)
    expect([warnings, migrated]).toEqual([[], false])
    const plan = await editor.host.runs.plan({ document, file, targets: null, standIn: false })
    expect(plan.problems).toEqual([])
    expect(plan.usd).toEqual([0, 0])
    expect(groupsOf(document).length).toBe(document.groups.length)
  })

  it.each(ids)('%s stands from left to right, no node on another', async (id) => {
    const { document } = await openProject(join(folder, `${id}.reelay`), editor.host.registry)
    const at = new Map(document.nodes.map((node) => [node.id, node.position]))
    const backwards = document.edges.filter(({ from, to }) => (at.get(from.node)?.x ?? 0) > (at.get(to.node)?.x ?? 0))
    expect(backwards).toEqual([])
    expect(new Set(document.nodes.map(({ position: { x, y } }) => `${x} ${y}`)).size).toBe(document.nodes.length)
  })

  it.each(ids)('%s has a small picture', (id) => {
    const picture = join(folder, 'pictures', `${id}.jpg`)
    expect(existsSync(picture)).toBe(true)
    expect(statSync(picture).size).toBeLessThan(30_000)
  })
})
