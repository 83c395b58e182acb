import { describe, expect, it } from 'vitest'
import type { Document } from '#shared/graph/document.ts'
import type { Group } from '#shared/graph/groups.ts'
import { around } from './box.ts'
import { boxOf } from './card-box.ts'
import { startDrag } from './drag.ts'
import { groupAround, nodesIn } from './groups.ts'
import { edited, film, node } from './testing/film.ts'

const group = (id: string, x: number, y: number, width: number, height: number): Group => ({
  ...{ id, title: id, colour: 'grey', x, y, width, height },
})
const FREE = { to: 'nothing' } as const
const at = (document: Document, id: string) => document.nodes.find((each) => each.id === id)?.position

describe('dragging', () => {
  it('moves what is dragged, and the dots between nodes that are', () => {
    const via = [{ x: 700, y: 90 }]
    const document = edited(film, [
      { kind: 'route-edge', edge: 'e2', via },
      { kind: 'route-edge', edge: 'e1', via },
    ])
    const drag = startDrag(document, ['m', 'cut'], [])
    const after = edited(document, drag.edits(drag.at({ x: 10.4, y: -5 }, FREE)))
    expect([at(after, 'm'), at(after, 'n'), at(after, 'cut')]).toEqual([
      { x: 410, y: -5 },
      { x: 400, y: 400 },
      { x: 810, y: -5 },
    ])
    expect(after.edges.map((edge) => edge.via)).toEqual([via, undefined, [{ x: 710, y: 85 }], undefined])
  })

  it('of a group takes along the nodes and the groups in it', () => {
    const outer = group('outer', 350, -50, 400, 900)
    const document: Document = {
      ...film,
      groups: [outer, group('inner', 380, 380, 300, 300), group('far', 2000, 0, 9, 9)],
    }
    expect(nodesIn(document, outer)).toEqual(['m', 'n'])
    const drag = startDrag(document, [], ['outer'])
    const after = edited(document, drag.edits(drag.at({ x: 100, y: 0 }, FREE)))
    expect([at(after, 'p'), at(after, 'm'), at(after, 'n')]).toEqual([
      { x: 0, y: 0 },
      { x: 500, y: 0 },
      { x: 500, y: 400 },
    ])
    expect(after.groups).toMatchObject([{ x: 450 }, { x: 480 }, { x: 2000 }])
  })

  it('snaps to the grid by the upper left corner of all that moves', () => {
    const drag = startDrag(film, ['m', 'n'], [])
    const { moved } = drag.at({ x: 5, y: 11 }, { to: 'grid' })
    expect(moved.nodes.get('m')).toEqual({ x: 408, y: 12 })
    expect(moved.nodes.get('n')).toEqual({ x: 408, y: 412 })
  })

  it('puts a lone node on a wire that it fits into, in one step', () => {
    const document: Document = { ...film, nodes: [...film.nodes, node('normalize', 'fit', 0, 900)] }
    const drag = startDrag(document, ['fit'], [])
    expect(drag.at({ x: 0, y: 0 }, FREE).wire).toBeNull()
    const step = drag.at({ x: 620, y: -900 }, FREE)
    expect(step.wire?.edge.id).toBe('e2')
    const after = edited(document, drag.edits(step))
    expect(after.edges.find(({ id }) => id === 'e2')?.from).toEqual({ node: 'fit', port: 'video' })
    const wired = startDrag(document, ['n'], [])
    expect(wired.at({ x: 220, y: -400 }, FREE).wire).toBeNull()
  })
})

describe('a group round nodes', () => {
  it('has room for them and its title', () => {
    const made = groupAround(film, new Set(['m', 'n']), new Set(), 'Act')
    const inside = around(film.nodes.slice(1, 3).map((each) => boxOf(film, each)))
    expect(made && inside && made.x < inside.x && made.y + 34 < inside.y).toBe(true)
    expect(made && nodesIn(film, made)).toEqual(['m', 'n'])
    expect(groupAround(film, new Set(), new Set(), 'Act')).toBeNull()
  })
})
