import { describe, expect, it } from 'vitest'
import { registry } from '#nodes/index.ts'
import type { Document, Instance } from '#shared/graph/document.ts'
import type { Edit } from '#shared/graph/edits.ts'
import { newDocument, newInstance } from '#shared/graph/new-document.ts'
import { createDocumentStore } from './document-store.ts'
import { MOST_STEPS } from './history.ts'

function instance(type: string, id: string): Instance {
  const definition = registry.get(type)
  if (!definition) throw new Error(`no ${type}`)
  return newInstance(definition, id)
}

const open = () => createDocumentStore(newDocument('doc', 'Film'))
const wire = (id: string, from: string, to: string): Edit => {
  const [node = '', port = ''] = from.split('.')
  const [target = '', input = ''] = to.split('.')
  return { kind: 'connect', edge: { id, from: { node, port }, to: { node: target, port: input } } }
}

const MIXED: readonly Edit[] = [
  { kind: 'add-node', node: instance('prompt', 'p') },
  { kind: 'add-node', node: instance('model', 'm') },
  { kind: 'add-node', node: instance('model', 'n') },
  { kind: 'add-node', node: instance('sequence', 's') },
  { kind: 'add-node', node: instance('export', 'x') },
  wire('e1', 'p.text', 'm.prompt'),
  wire('e2', 'm.video', 's.clips'),
  wire('e3', 'n.video', 's.clips'),
  wire('e4', 's.sequence', 'x.sequence'),
  { kind: 'set-param', node: 'p', param: 'text', value: 'a lake' },
  { kind: 'set-params', node: 'm', params: { duration: 4, seed: 7 } },
  { kind: 'set-title', node: 'm', title: 'Lake' },
  { kind: 'move-nodes', positions: { m: { x: 10, y: 20 }, n: { x: 10, y: 220 } } },
  { kind: 'reorder-edges', node: 's', port: 'clips', edges: ['e3', 'e2'] },
  { kind: 'set-bypass', node: 'n', bypass: true },
  { kind: 'set-pick', baseKey: 'b', takes: 3, pick: 2 },
  { kind: 'decide', digest: 'd', decision: { answer: 'approved' } },
  { kind: 'disconnect', edge: 'e4' },
  { kind: 'remove-node', node: 'n' },
  { kind: 'rename-document', name: 'Lake film' },
]

describe('undo and redo', () => {
  it('goes back and forth over twenty mixed edits to equal documents', () => {
    const { edit, undo, redo, document } = open()
    const stages: Document[] = [document()]
    for (const each of MIXED) {
      expect(edit([each])).toBeNull()
      stages.push(document())
    }
    expect(stages).toHaveLength(21)
    for (const stage of stages.slice(0, -1).reverse()) {
      undo()
      expect(JSON.stringify(document())).toBe(JSON.stringify(stage))
    }
    undo()
    expect(document()).toBe(stages[0])
    for (const stage of stages.slice(1)) {
      redo()
      expect(JSON.stringify(document())).toBe(JSON.stringify(stage))
    }
    redo()
    expect(document()).toBe(stages.at(-1))
  })

  it('takes edits of one group in a row as one step, until another edit or the end of the group', () => {
    const { edit, undo, document, closeGroup } = open()
    const name = (text: string, group: string | null = 'name') => edit([{ kind: 'rename-document', name: text }], group)
    name('a')
    name('ab')
    closeGroup()
    name('abc')
    name('x', null)
    name('y')
    const names = Array.from({ length: 4 }, () => {
      undo()
      return document().name
    })
    expect(names).toEqual(['x', 'abc', 'ab', 'Film'])
  })

  it('makes a gesture one step, and gives it up whole', () => {
    const { edit, undo, begin, commit, bail, document, store } = open()
    edit([{ kind: 'add-node', node: instance('prompt', 'p') }])
    const before = document()
    const move = (x: number) => edit([{ kind: 'move-nodes', positions: { p: { x, y: 0 } } }])
    begin()
    move(1)
    move(2)
    bail()
    expect(document()).toBe(before)
    begin()
    move(1)
    move(2)
    commit()
    expect(document().nodes[0]?.position.x).toBe(2)
    undo()
    expect(document()).toBe(before)
    begin()
    commit()
    expect(store.getState().history.future).toHaveLength(1)
  })

  it('refuses an impossible list of edits whole, with the reason', () => {
    const { edit, document, store } = open()
    const before = store.getState()
    expect(
      edit([
        { kind: 'rename-document', name: 'x' },
        { kind: 'remove-node', node: 'gone' },
      ]),
    ).toMatch(/gone/)
    expect(store.getState()).toBe(before)
    expect(document().name).toBe('Film')
  })

  it('records nothing for an edit that changes nothing, and keeps redo', () => {
    const { edit, undo, redo, document } = open()
    edit([{ kind: 'rename-document', name: 'x' }])
    undo()
    edit([{ kind: 'rename-document', name: 'Film' }])
    redo()
    expect(document().name).toBe('x')
  })

  it(`goes back ${MOST_STEPS} steps`, () => {
    const { edit, undo, document } = open()
    for (let n = 1; n <= MOST_STEPS + 10; n++) edit([{ kind: 'rename-document', name: `${n}` }])
    for (let n = 0; n < MOST_STEPS + 10; n++) undo()
    expect(document().name).toBe('10')
  })
})

describe('saved', () => {
  it('is the document that was written, not one edited since', () => {
    const { edit, document, markSaved, store } = open()
    edit([{ kind: 'rename-document', name: 'a' }])
    const written = document()
    edit([{ kind: 'rename-document', name: 'b' }])
    markSaved(written)
    expect(store.getState().saved === document()).toBe(false)
    expect(store.getState().saved).toBe(written)
  })
})
