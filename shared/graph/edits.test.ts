import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { serialiseProject } from '../project/serialise.ts'
import { type Document, type Edge, type Instance, zDocument } from './document.ts'
import { applyEdit, applyEdits, type Edit } from './edits.ts'
import { type Group, groupsOf } from './groups.ts'
import { newDocument } from './new-document.ts'
import { anyEdit, frozen } from './testing/arbitraries.ts'

const node = (id: string): Instance => ({
  id,
  type: 'shot',
  version: 1,
  title: `Shot ${id}`,
  position: { x: 0, y: 0 },
  params: { duration: 5, look: { grain: [1, 2] } },
  bypass: false,
})
const edge = (id: string, from: string, to: string, port = 'clips'): Edge => ({
  id,
  from: { node: from, port: 'video' },
  to: { node: to, port },
})

const film: Document = frozen({
  ...newDocument('doc', 'Film'),
  nodes: [node('a'), node('b'), node('cut')],
  edges: [edge('e1', 'a', 'cut'), edge('x', 'a', 'b', 'start'), edge('e2', 'b', 'cut')],
  picks: { key: { takes: 2, pick: 0, later: 'kept' } },
  decisions: { seen: { answer: 'approved' } },
  definitions: { macro: { nodes: [] } },
})

function apply(...edits: Edit[]): Document {
  const result = applyEdits(film, edits)
  if (!result.ok) throw new Error(result.problem)
  return frozen(result.document)
}
function problem(edit: Edit): string {
  const result = applyEdit(film, edit)
  if (result.ok) throw new Error('it was applied')
  return result.problem
}
/** Members of the document, and nodes, that are no longer the same object. */
function touched(after: Document): readonly string[] {
  const members = Object.keys(after).filter((key) => after[key] !== film[key])
  const nodes = after.nodes.filter((each) => !film.nodes.includes(each)).map((each) => each.id)
  return [...members, ...nodes]
}

describe('edits of nodes', () => {
  it('add-node appends the node as given', () => {
    const added = node('new')
    const after = apply({ kind: 'add-node', node: added })
    expect(after.nodes.at(-1)).toBe(added)
    expect(touched(after)).toEqual(['nodes', 'new'])
    expect(problem({ kind: 'add-node', node: node('a') })).toMatch(/already a node with the id ‘Shot a’ \(a\)/)
  })

  it('remove-node takes its edges with it', () => {
    const after = apply({ kind: 'remove-node', node: 'b' })
    expect(after.nodes.map(({ id }) => id)).toEqual(['a', 'cut'])
    expect(after.edges.map(({ id }) => id)).toEqual(['e1'])
    expect(touched(after)).toEqual(['nodes', 'edges'])
    expect(touched(apply({ kind: 'add-node', node: node('z') }, { kind: 'remove-node', node: 'z' }))).toEqual(['nodes'])
  })

  it('set-param and set-params set what differs and leave the rest', () => {
    const after = apply({ kind: 'set-param', node: 'b', param: 'duration', value: 8 })
    expect(after.nodes[1]?.params).toEqual({ duration: 8, look: { grain: [1, 2] } })
    expect(touched(after)).toEqual(['nodes', 'b'])
    const many = apply({ kind: 'set-params', node: 'b', params: { duration: 3, seed: null, look: { grain: [1, 2] } } })
    expect(many.nodes[1]?.params).toEqual({ duration: 3, seed: null, look: { grain: [1, 2] } })
    expect(many.nodes[1]?.params.look).toBe(film.nodes[1]?.params.look)
  })

  it('remove-param takes one out', () => {
    expect(apply({ kind: 'remove-param', node: 'a', param: 'look' }).nodes[0]?.params).toEqual({ duration: 5 })
  })

  it('set-title, set-bypass and move-nodes change only those nodes', () => {
    const after = apply(
      { kind: 'set-title', node: 'a', title: 'Hero' },
      { kind: 'set-bypass', node: 'a', bypass: true },
      { kind: 'move-nodes', positions: { a: { x: 3, y: 4 }, b: { x: 0, y: 0 } } },
    )
    expect(after.nodes[0]).toEqual({ ...node('a'), title: 'Hero', bypass: true, position: { x: 3, y: 4 } })
    expect(touched(after)).toEqual(['nodes', 'a'])
  })

  it('set-collapsed leaves no trace when a card is opened again', () => {
    const after = apply({ kind: 'set-collapsed', node: 'a', collapsed: true })
    expect(after.nodes[0]).toEqual({ ...node('a'), collapsed: true })
    const again = applyEdit(after, { kind: 'set-collapsed', node: 'a', collapsed: false })
    expect(again.ok && again.document.nodes[0]).toEqual(node('a'))
  })

  it.each<Edit>([
    { kind: 'remove-node', node: 'gone' },
    { kind: 'set-param', node: 'gone', param: 'p', value: 1 },
    { kind: 'set-params', node: 'gone', params: {} },
    { kind: 'remove-param', node: 'gone', param: 'p' },
    { kind: 'set-title', node: 'gone', title: '' },
    { kind: 'set-bypass', node: 'gone', bypass: true },
    { kind: 'set-collapsed', node: 'gone', collapsed: true },
    { kind: 'move-nodes', positions: { a: { x: 1, y: 1 }, gone: { x: 1, y: 1 } } },
    { kind: 'connect', edge: edge('new', 'gone', 'a') },
    { kind: 'connect', edge: edge('new', 'a', 'gone') },
  ])('$kind refuses an unknown node', (edit) => {
    expect(problem(edit)).toBe('There is no node with the id ‘gone’.')
  })
})

describe('edits of edges', () => {
  const order = (document: Document) => document.edges.map(({ id }) => id)

  it('connect appends, or goes before another edge', () => {
    const added = edge('new', 'a', 'cut')
    const after = apply({ kind: 'connect', edge: added })
    expect(after.edges.at(-1)).toBe(added)
    expect(touched(after)).toEqual(['edges'])
    expect(order(apply({ kind: 'connect', edge: added, before: 'e2' }))).toEqual(['e1', 'x', 'new', 'e2'])
  })

  it('connect refuses a second edge of that id, a node wired to itself and an unknown neighbour', () => {
    expect(problem({ kind: 'connect', edge: edge('e1', 'a', 'b') })).toMatch(/already an edge with the id ‘e1’/)
    expect(problem({ kind: 'connect', edge: edge('new', 'a', 'a') })).toMatch(/‘a’ cannot be wired to itself/)
    expect(problem({ kind: 'connect', edge: edge('new', 'a', 'b'), before: 'gone' })).toMatch(
      /no edge with the id ‘gone’/,
    )
  })

  it('disconnect takes one edge out', () => {
    expect(order(apply({ kind: 'disconnect', edge: 'x' }))).toEqual(['e1', 'e2'])
    expect(problem({ kind: 'disconnect', edge: 'gone' })).toMatch(/no edge with the id ‘gone’/)
  })

  it('route-edge leads one wire through dots, and straight again', () => {
    const via = [{ x: 10, y: 20 }]
    const after = apply({ kind: 'route-edge', edge: 'x', via })
    expect(after.edges[1]).toEqual({ ...film.edges[1], via })
    expect(touched(after)).toEqual(['edges'])
    const straight = applyEdit(after, { kind: 'route-edge', edge: 'x', via: [] })
    expect(straight.ok && straight.document.edges[1]).toEqual(film.edges[1])
    expect(problem({ kind: 'route-edge', edge: 'gone', via })).toMatch(/no edge with the id ‘gone’/)
  })

  it('reorder-edges lets the edges of one port change places', () => {
    const after = apply({ kind: 'reorder-edges', node: 'cut', port: 'clips', edges: ['e2', 'e1'] })
    expect(order(after)).toEqual(['e2', 'x', 'e1'])
    expect(after.edges[1]).toBe(film.edges[1])
    for (const edges of [['e1'], ['e1', 'e1'], ['e1', 'x'], ['e1', 'e2', 'x'], []]) {
      expect(problem({ kind: 'reorder-edges', node: 'cut', port: 'clips', edges })).toMatch(
        /‘cut\.clips’ .* \(e1, e2\)/,
      )
    }
  })
})

describe('edits of the document', () => {
  it('set-pick sets takes and pick of a base key', () => {
    const after = apply(
      { kind: 'set-pick', baseKey: 'key', takes: 3, pick: 2 },
      { kind: 'set-pick', baseKey: 'other', takes: 1, pick: 0 },
    )
    expect(after.picks).toEqual({ key: { takes: 3, pick: 2, later: 'kept' }, other: { takes: 1, pick: 0 } })
    expect(touched(after)).toEqual(['picks'])
    expect(problem({ kind: 'set-pick', baseKey: 'key', takes: 2, pick: 2 })).toBe(
      'Take 3 cannot be picked: there are 2.',
    )
  })

  it('set-pick takes an entry out again', () => {
    expect(apply({ kind: 'set-pick', baseKey: 'key', takes: 1, pick: null }).picks).toEqual({})
    expect(apply({ kind: 'set-pick', baseKey: 'absent', takes: 1, pick: null })).toBe(film)
    expect(problem({ kind: 'set-pick', baseKey: 'key', takes: 2, pick: null })).toBe('Of 2 takes one has to be picked.')
  })

  it('mark-take stars and rejects, and leaves no trace once every mark is gone', () => {
    const star = { kind: 'mark-take', baseKey: 'key', take: 1, mark: { star: true } } as const
    const reject = { kind: 'mark-take', baseKey: 'key', take: 0, mark: { rejected: 'Six fingers.' } } as const
    const after = apply(star, reject)
    expect(after.marks).toEqual({ key: { 0: { rejected: 'Six fingers.' }, 1: { star: true } } })
    expect(touched(after)).toEqual(['marks'])
    expect(serialiseProject(apply(star, reject, { ...star, mark: null }, { ...reject, mark: {} }))).toBe(
      serialiseProject(film),
    )
  })

  it('decide answers, changes the answer and takes it back', () => {
    const after = apply({ kind: 'decide', digest: 'new', decision: { answer: 'approved', edit: 'Better.' } })
    expect(after.decisions).toEqual({ seen: { answer: 'approved' }, new: { answer: 'approved', edit: 'Better.' } })
    expect(apply({ kind: 'decide', digest: 'seen', decision: { answer: 'rejected' } }).decisions).toEqual({
      seen: { answer: 'rejected' },
    })
    expect(apply({ kind: 'decide', digest: 'seen', decision: null }).decisions).toEqual({})
  })

  it('set-settings, rename-document, set-groups and replace-definition replace their part', () => {
    const settings = { ...film.settings, delivery: { ...film.settings.delivery, fps: 25 } }
    expect(apply({ kind: 'set-settings', settings }).settings).toBe(settings)
    expect(apply({ kind: 'rename-document', name: 'Other' }).name).toBe('Other')
    expect(apply({ kind: 'set-groups', groups: [{ id: 'g' }] }).groups).toEqual([{ id: 'g' }])
    const after = apply(
      { kind: 'replace-definition', id: 'two', definition: { x: 1 } },
      { kind: 'replace-definition', id: 'macro', definition: null },
    )
    expect(after.definitions).toEqual({ two: { x: 1 } })
    expect(touched(after)).toEqual(['definitions'])
  })
})

describe('edits of groups', () => {
  const act: Group = { id: 'act', title: 'Act one', colour: 'blue', x: 0, y: 0, width: 400, height: 300 }
  const other = { id: 'lane', shape: 'circle' }
  const before = apply({ kind: 'set-groups', groups: [other, act] })
  const edited = (edit: Edit) => {
    const result = applyEdit(before, edit)
    if (!result.ok) throw new Error(result.problem)
    return result.document
  }

  it('find those that can be read and keep the others', () => {
    expect(groupsOf(before)).toEqual([act])
    expect(groupsOf(apply({ kind: 'set-groups', groups: [act, { ...act, title: 'Twin' }, 7, null] }))).toEqual([act])
    const wider = edited({ kind: 'set-group', group: { ...act, width: 500 } })
    expect(wider.groups).toEqual([other, { ...act, width: 500 }])
    expect(edited({ kind: 'set-group', group: { ...act, id: 'two' } }).groups).toHaveLength(3)
    expect(edited({ kind: 'set-group', group: { ...act } })).toBe(before)
  })

  it('take away the group, never the nodes in it', () => {
    const without = edited({ kind: 'remove-group', group: 'act' })
    expect(without.groups).toEqual([other])
    expect(without.nodes).toBe(before.nodes)
    expect(problem({ kind: 'remove-group', group: 'gone' })).toBe('There is no group with the id ‘gone’.')
  })
})

describe('every edit', () => {
  it.each<Edit>([
    { kind: 'set-param', node: 'a', param: 'look', value: { grain: [1, 2] } },
    { kind: 'set-params', node: 'a', params: { duration: 5 } },
    { kind: 'remove-param', node: 'a', param: 'absent' },
    { kind: 'set-title', node: 'a', title: 'Shot a' },
    { kind: 'set-bypass', node: 'a', bypass: false },
    { kind: 'set-collapsed', node: 'a', collapsed: false },
    { kind: 'route-edge', edge: 'e1', via: [] },
    { kind: 'move-nodes', positions: { a: { y: 0, x: 0 } } },
    { kind: 'reorder-edges', node: 'cut', port: 'clips', edges: ['e1', 'e2'] },
    { kind: 'set-pick', baseKey: 'key', takes: 2, pick: 0 },
    { kind: 'mark-take', baseKey: 'constructor', take: 0, mark: null },
    { kind: 'decide', digest: 'seen', decision: { answer: 'approved' } },
    { kind: 'decide', digest: 'constructor', decision: null },
    { kind: 'set-settings', settings: structuredClone(film.settings) },
    { kind: 'rename-document', name: 'Film' },
    { kind: 'set-groups', groups: [] },
    { kind: 'replace-definition', id: 'macro', definition: { nodes: [] } },
  ])('gives the document itself where it changes nothing ($kind)', (edit) => {
    expect(apply(edit)).toBe(film)
  })

  it('is all or nothing in a list', () => {
    const result = applyEdits(film, [
      { kind: 'rename-document', name: 'Other' },
      { kind: 'remove-node', node: 'gone' },
    ])
    expect(result).toEqual({ ok: false, problem: 'There is no node with the id ‘gone’.' })
  })

  it('leaves what it is given alone, gives legal documents, and touches only what it names', () => {
    fc.assert(
      fc.property(fc.array(anyEdit, { maxLength: 30 }), (edits) => {
        let document = film
        for (const edit of edits) {
          const result = applyEdit(document, edit)
          if (!result.ok) continue
          const named = namedNodes(edit)
          const kept = document.nodes.filter(({ id }) => !named.includes(id))
          expect(kept.every((each) => result.document.nodes.includes(each))).toBe(true)
          document = frozen(result.document)
        }
        expect(zDocument.safeParse(document).success).toBe(true)
        expect(new Set(document.nodes.map(({ id }) => id)).size).toBe(document.nodes.length)
        expect(new Set(document.edges.map(({ id }) => id)).size).toBe(document.edges.length)
      }),
    )
  })
})

function namedNodes(edit: Edit): readonly string[] {
  if (edit.kind === 'move-nodes') return Object.keys(edit.positions)
  return 'node' in edit ? [typeof edit.node === 'string' ? edit.node : edit.node.id] : []
}
