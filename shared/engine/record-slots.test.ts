import { expect, it } from 'vitest'
import type { OutputRecord } from './interfaces.ts'
import { recordSlots } from './record-slots.ts'

const item = (text: string, id?: string) => ({
  ...(id === undefined ? {} : { id }),
  digest: text,
  value: { type: 'text', text } as const,
})
const record: OutputRecord = {
  one: [item('a')],
  none: [],
  rows: [item('a', 'r1'), item('b', 'r2')],
  plain: [item('a'), item('b')],
}
const slots = (port: string, nested = false) =>
  recordSlots(record, { node: 'n', index: 3, take: 0 }, 'x', port, nested).map(
    (slot) => `${slot.id}:${slot.state === 'known' ? slot.digest : slot.state}`,
  )

it.each([
  ['one', false, ['x:a']],
  ['none', false, []],
  ['rows', false, ['r1:a', 'r2:b']],
  ['rows', true, ['x/r1:a', 'x/r2:b']],
  ['plain', false, ['0:a', '1:b']],
  ['plain', true, ['x/0:a', 'x/1:b']],
  ['missing', false, ['x:absent']],
  ['constructor', false, ['x:absent']],
])('the items of ‘%s’, nested: %s', (port, nested, expected) => {
  expect(slots(port, nested)).toEqual(expected)
})
