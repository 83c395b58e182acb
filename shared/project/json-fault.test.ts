import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { jsonFault } from './json-fault.ts'

const parses = (text: string) => {
  try {
    JSON.parse(text)
    return true
  } catch {
    return false
  }
}

describe('jsonFault', () => {
  it.each([
    ['{"a": }', 1, 7, 'a value'],
    ['{"a" 1}', 1, 6, 'a colon'],
    ['{\n"a": 1\n"b": 2}', 3, 1, 'a comma or "}"'],
    ['[1 2]', 1, 4, 'a comma or "]"'],
    ['[1,]', 1, 4, 'a value'],
    ['{"a":1,}', 1, 8, 'a name in double quotes'],
    ["{'a':1}", 1, 2, 'a name in double quotes'],
    ['{} x', 1, 4, 'the end of the file'],
    ['["\\x"]', 1, 3, 'a legal escape'],
    ['["a\nb"]', 1, 4, 'a closing quote'],
    ['[01]', 1, 2, 'a value or "]"'],
    ['[NaN]', 1, 2, 'a value or "]"'],
    ['[1, -]', 1, 5, 'a value'],
  ])('finds the fault of %j', (text, line, column, expected) => {
    expect(jsonFault(text)).toMatchObject({ line, column, expected })
  })

  it('knows when only the rest is missing', () => {
    for (const text of ['{', '[1', '{"a"', '{"a":', '["open', ''])
      expect(jsonFault(text)).toMatchObject({ atEnd: true })
  })

  it('agrees with JSON.parse on what is JSON', () => {
    const cutOut = fc.tuple(
      fc.json(),
      fc.nat(),
      fc.nat(),
      fc.constantFrom('', ',', '"', '}', '[', ':', '0', '-', '\\', ' ', 'e'),
    )
    fc.assert(
      fc.property(cutOut, ([text, at, length, instead]) => {
        const start = at % (text.length + 1)
        const broken = text.slice(0, start) + instead + text.slice(start + (length % 4))
        expect(jsonFault(broken) === null).toBe(parses(broken))
        expect(jsonFault(text)).toBeNull()
      }),
      { numRuns: 2000 },
    )
  })
})
