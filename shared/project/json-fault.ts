/** Where a text stops being JSON; line and column count from 1, the column in UTF-16 units. */
export interface JsonFault {
  readonly line: number
  readonly column: number
  /** What JSON wants there: `a value`, `a comma or "}"`. */
  readonly expected: string
  /** True where nothing but the rest of the file is missing. */
  readonly atEnd: boolean
}

type Container = '{' | '['
type Want = 'value' | 'value or ]' | 'name' | 'name or }' | 'colon' | 'comma or close' | 'end'

/**
 * Finds the first fault of a text that JSON.parse refused; null where there is none. Engines report the position in words of
 * their own, and for some faults not at all.
 */
export function jsonFault(text: string): JsonFault | null {
  const open: Container[] = []
  let want: Want = 'value'
  let at = 0
  for (;;) {
    at = skipSpace(text, at)
    const inner = open.at(-1)
    const token = text[at]
    if (token === undefined) return want === 'end' ? null : fault(text, at, expected(want, inner))
    const isEmpty = (want === 'value or ]' && token === ']') || (want === 'name or }' && token === '}')
    const closes = want === 'comma or close' && token === (inner === '{' ? '}' : ']')
    if (isEmpty || closes) {
      open.pop()
      want = open.length === 0 ? 'end' : 'comma or close'
      at++
    } else if (want === 'comma or close' && token === ',') {
      want = inner === '{' ? 'name' : 'value'
      at++
    } else if (want === 'colon' && token === ':') {
      want = 'value'
      at++
    } else if (want === 'name' || want === 'name or }') {
      const end = token === '"' ? stringEnd(text, at) : null
      if (end === null || end.missing !== undefined)
        return fault(text, end?.at ?? at, end?.missing ?? expected(want, inner))
      want = 'colon'
      at = end.at
    } else if ((want === 'value' || want === 'value or ]') && (token === '{' || token === '[')) {
      open.push(token)
      want = token === '{' ? 'name or }' : 'value or ]'
      at++
    } else if (want === 'value' || want === 'value or ]') {
      const end = scalarEnd(text, at)
      if (end.missing !== undefined) return fault(text, end.at, end.missing ?? expected(want, inner))
      want = open.length === 0 ? 'end' : 'comma or close'
      at = end.at
    } else {
      return fault(text, at, expected(want, inner))
    }
  }
}

interface End {
  readonly at: number
  /** Set where the token is broken at `at`: what should stand there, null for what the place calls for. */
  readonly missing?: string | null
}

function skipSpace(text: string, from: number): number {
  let at = from
  while (text[at] === ' ' || text[at] === '\n' || text[at] === '\r' || text[at] === '\t') at++
  return at
}

function scalarEnd(text: string, from: number): End {
  if (text[from] === '"') return stringEnd(text, from)
  const token = /(?:-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null)(?![\w.+-])/y
  token.lastIndex = from
  return token.test(text) ? { at: token.lastIndex } : { at: from, missing: null }
}

function stringEnd(text: string, from: number): End {
  for (let at = from + 1; at < text.length; at++) {
    const character = text[at] as string
    if (character === '"') return { at: at + 1 }
    if (character < ' ') return { at, missing: 'a closing quote' }
    if (character !== '\\') continue
    const sequence = /["\\/bfnrt]|u[0-9a-fA-F]{4}/y
    sequence.lastIndex = at + 1
    if (!sequence.test(text)) return { at, missing: 'a legal escape' }
    at = sequence.lastIndex - 1
  }
  return { at: text.length, missing: 'a closing quote' }
}

function fault(text: string, at: number, expected: string): JsonFault {
  const before = text.slice(0, at)
  const lineStart = before.lastIndexOf('\n') + 1
  return { line: before.split('\n').length, column: at - lineStart + 1, expected, atEnd: at >= text.length }
}

function expected(want: Want, inner: Container | undefined): string {
  switch (want) {
    case 'value':
      return 'a value'
    case 'value or ]':
      return 'a value or "]"'
    case 'name':
    case 'name or }':
      return 'a name in double quotes'
    case 'colon':
      return 'a colon'
    case 'comma or close':
      return inner === '{' ? 'a comma or "}"' : 'a comma or "]"'
    case 'end':
      return 'the end of the file'
  }
}
