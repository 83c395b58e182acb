import { describe, expect, it } from 'vitest'
import type { Document } from '#shared/graph/document.ts'
import { applyEdits, type Edit } from '#shared/graph/edits.ts'
import { newDocument } from '#shared/graph/new-document.ts'
import type { NodePlanRow } from '#shared/ipc/engine-messages.ts'
import { markOf, pickEdit, rejectEdit, starEdit, takeRows } from './takes.ts'

const film = newDocument('d', 'Film')
const applied = (document: Document, edit: Edit) => {
  const result = applyEdits(document, [edit])
  if (!result.ok) throw new Error(result.problem)
  return result.document
}
const planned = (items: readonly object[]) => ({ items }) as unknown as NodePlanRow

describe('rows of takes', () => {
  it('come from the plan, one per work item, with the picks of the document', () => {
    const plan = planned([
      { baseKey: 'k', item: '0', take: 0, state: 'up-to-date' },
      { baseKey: 'k', item: '0', take: 1, state: 'run' },
      { baseKey: 'l', item: 'row7', take: 0, state: 'run' },
      { item: 'repeats', take: 0, state: 'run' },
    ])
    expect(takeRows(plan, { k: { takes: 2, pick: 1, note: 'kept' } })).toEqual([
      {
        baseKey: 'k',
        item: '0',
        takes: 2,
        pick: 1,
        states: new Map([
          [0, 'up-to-date'],
          [1, 'run'],
        ]),
      },
      { baseKey: 'l', item: 'row7', takes: 1, pick: 0, states: new Map([[0, 'run']]) },
    ])
    expect(takeRows(undefined, {})).toEqual([])
  })

  it('are one where two items ask for the same', () => {
    const same = { baseKey: 'k', take: 0, state: 'run' }
    expect(
      takeRows(
        planned([
          { ...same, item: 'a' },
          { ...same, item: 'b' },
        ]),
        {},
      ).map(({ item }) => item),
    ).toEqual(['a'])
  })
})

describe('another number of takes', () => {
  it('keeps the pick inside it', () => {
    expect(pickEdit({ baseKey: 'k' }, 2, 4)).toEqual({ kind: 'set-pick', baseKey: 'k', takes: 2, pick: 1 })
  })

  it('leaves nothing behind when it is one again', () => {
    const more = applied(film, pickEdit({ baseKey: 'k' }, 2, 0))
    expect(applied(more, pickEdit({ baseKey: 'k' }, 1, 0))).toEqual(film)
  })
})

describe('marks', () => {
  it('come and go; a star and a rejection do not stand together', () => {
    const starred = applied(film, starEdit(film.marks, 'k', 1))
    expect(markOf(starred.marks, 'k', 1)).toEqual({ star: true })
    expect(applied(starred, starEdit(starred.marks, 'k', 1))).toEqual(film)
    const rejected = applied(starred, rejectEdit(starred.marks, 'k', 1, '  Six fingers. '))
    expect(markOf(rejected.marks, 'k', 1)).toEqual({ rejected: 'Six fingers.' })
    expect(applied(rejected, rejectEdit(rejected.marks, 'k', 1, null))).toEqual(film)
    const again = applied(rejected, starEdit(rejected.marks, 'k', 1))
    expect(markOf(again.marks, 'k', 1)).toEqual({ star: true })
  })

  it('of a take without any are empty', () => {
    expect(markOf(undefined, 'k', 0)).toEqual({})
    expect(markOf({}, 'constructor', 0)).toEqual({})
  })
})
