import { describe, expect, it } from 'vitest'
import { type BoundInput, settingsPerItem, shapeOf, slotAt } from './shape.ts'
import type { SlotList } from './slot.ts'
import { knownSlotOf } from './testing/slots.ts'

const list = (...ids: string[]): SlotList => ({ slots: ids.map((id) => knownSlotOf(id, id)) })
const input = (port: string, ...nodes: string[]): BoundInput => ({
  ...{ port, type: 'text', required: false, list: false, param: null },
  sources: nodes.map((node, index) => ({ edge: `${port}${index}`, node, port: 'text' })),
})
const shape = (lists: Record<string, SlotList>, inputs: readonly BoundInput[]) =>
  shapeOf(inputs, ({ node }) => lists[node] ?? { slots: [] })

describe('shapeOf', () => {
  it.each<[string, Record<string, SlotList>, string[] | RegExp]>([
    ['no inputs: one work item', {}, ['0']],
    ['a single value', { a: list('0') }, ['0']],
    ['a list gives its ids', { a: list('r1', 'r2') }, ['r1', 'r2']],
    ['a single value is repeated', { a: list('0'), b: list('r1', 'r2') }, ['r1', 'r2']],
    ['the id of a list of one is kept beside a single value', { a: list('0'), b: list('r1') }, ['r1']],
    ['lists of one length are zipped, the first names them', { a: list('x', 'y'), b: list('0', '1') }, ['x', 'y']],
    ['ids of its own go before mere places', { a: list('0', '1'), b: list('x', 'y') }, ['x', 'y']],
    ['none with one gives none', { a: list(), b: list('0') }, []],
    ['none with none gives none', { a: list(), b: list() }, []],
    ['none with two is a mismatch', { a: list(), b: list('x', 'y') }, /‘a’ has 0 items and ‘b’ has 2/],
    ['two with three is a mismatch', { a: list('x', 'y'), b: list('p', 'q', 'r') }, /‘a’ has 2 items and ‘b’ has 3/],
  ])('%s', (_, lists, expected) => {
    const found = shape(
      lists,
      Object.keys(lists).map((node) => input(node, node)),
    )
    if (expected instanceof RegExp) expect('problem' in found ? found.problem : '').toMatch(expected)
    else expect('problem' in found ? found : found.ids).toEqual(expected)
  })

  it('a list port takes every item of every edge in order and does not map', () => {
    const found = shape({ a: list('x', 'y'), b: list('0') }, [{ ...input('all', 'a', 'b'), list: true }])
    if ('problem' in found) throw new Error(found.problem)
    expect(found.count).toBe(1)
    expect(found.lists[0]?.gathered.map(({ edge, slot }) => `${edge}#${slot.id}`)).toEqual([
      ...['all0#x', 'all0#y', 'all1#0'],
    ])
  })

  it('says where the number of items is not known yet', () => {
    const open: SlotList = { slots: [{ state: 'unknown', id: '0', from: 'a' }], open: 'a' }
    expect(shape({ a: open, b: list('0') }, [input('p', 'a'), input('q', 'b')])).toMatchObject({ count: 1, open: 'a' })
  })
})

it('slotAt repeats a list of one and refuses what is not there', () => {
  expect(slotAt(list('0').slots, 7).id).toBe('0')
  expect(slotAt(list('x', 'y').slots, 1).id).toBe('y')
  expect(() => slotAt(list('x', 'y').slots, 2)).toThrow('no item 2')
})

it('settings follow their item, fall back to those of the edge, and to none for ids that every object answers to', () => {
  const gathered = [
    { edge: 'e', slot: knownSlotOf('1', '') },
    { edge: 'e', slot: knownSlotOf('2', '') },
    { edge: 'constructor', slot: knownSlotOf('0', '') },
  ]
  expect(settingsPerItem({ 'e#1': { a: 1 }, e: { a: 9 } }, gathered)).toEqual([{ a: 1 }, { a: 9 }, {}])
})
