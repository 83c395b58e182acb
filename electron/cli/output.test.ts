import { Writable } from 'node:stream'
import { describe, expect, it } from 'vitest'
import { byteText, createOutput, dollarRange, dollars, printable, tableLines } from './output.ts'

const printed = (json: boolean) => {
  let text = ''
  const stream = new Writable({
    write(chunk, _, done) {
      text += String(chunk)
      done()
    },
  })
  const out = createOutput(json, stream)
  out.text('for people')
  out.text('a\u001b[2Jb\u0007')
  out.object({ event: 'x', said: '\u001b[2J' })
  return text
}

it('text is for people, objects are for programs, and neither holds what a terminal would obey', () => {
  expect(printed(false)).toBe('for people\nab \n')
  expect(printed(true)).toBe('{"event":"x","said":"\\u001b[2J"}\n')
})

it.each([
  ['plain words', 'plain words'],
  ['two\nlines\tof it', 'two\nlines\tof it'],
  ['\u001b]0;title\u0007x', 'x'],
  ['\u001b[31mred\u001b[0m', 'red'],
  ['over\rwritten\u0008\u009b1m', /^over written/],
])('printable %j', (text, expected) => {
  const shown = printable(text)
  if (typeof expected === 'string') expect(shown).toBe(expected)
  else expect(shown).toMatch(expected)
  expect(shown).not.toMatch(/[^\P{Cc}\n\t]/u)
})

describe('numbers for people', () => {
  it.each([
    [0, '$0'],
    [0.0035, '$0.0035'],
    [0.4, '$0.40'],
    [12, '$12.00'],
  ])('%f', (usd, text) => expect(dollars(usd)).toBe(text))

  it.each([
    [0, '0 B'],
    [999, '999 B'],
    [1_000, '1.0 kB'],
    [2_500_000_000, '2.5 GB'],
    [5e15, '5000.0 TB'],
  ])('%d bytes', (bytes, text) => expect(byteText(bytes)).toBe(text))

  it('a range that is one price is one', () => {
    expect([dollarRange([1, 1]), dollarRange([0, 0.5])]).toEqual(['$1.00', '$0 to $0.50'])
  })
})

it('a table has columns of equal width and no white space at the end of lines', () => {
  expect(
    tableLines([
      ['a', 'bb', ''],
      ['ccc', 'd', 'e'],
    ]),
  ).toEqual(['a    bb', 'ccc  d   e'])
})
