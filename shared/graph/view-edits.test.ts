import { describe, expect, it } from 'vitest'
import { createRig, documentOf } from '../engine/testing/rig.ts'
import { applyEdits, type Edit } from './edits.ts'

const film = documentOf({ a: ['say', { text: 'boat' }], b: ['work'], c: ['work', { level: 2 }] }, [
  'a.text > b.text',
  'b.text > c.text',
])

describe('how a graph is drawn', () => {
  it.each<Edit>([
    { kind: 'route-edge', edge: 'e1', via: [{ x: 1, y: 2 }] },
    { kind: 'set-collapsed', node: 'b', collapsed: true },
    { kind: 'move-nodes', positions: { b: { x: 900, y: 4 } } },
    { kind: 'set-title', node: 'b', title: 'Boat' },
    { kind: 'set-group', group: { id: 'g', title: 'Act', colour: 'red', x: 0, y: 0, width: 90, height: 90 } },
    { kind: 'set-groups', groups: [{ id: 'x' }] },
  ])('never enters a key ($kind)', async (edit) => {
    const result = applyEdits(film, [edit])
    if (!result.ok) throw new Error(result.problem)
    expect(result.document).not.toBe(film)
    const rig = createRig()
    const first = await rig.run(film)
    expect(first.ran).toEqual(['a', 'b', 'c'])
    expect(rig.plan(result.document).nodes.flatMap(({ items }) => items.map(({ state }) => state))).toEqual([
      ...['up-to-date', 'up-to-date', 'up-to-date'],
    ])
  })
})
