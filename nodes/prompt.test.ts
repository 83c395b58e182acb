import { describe, expect, it } from 'vitest'
import type { Value } from '#shared/graph/values.ts'
import { prompt } from './prompt.ts'
import { evaluate, problemsOf, text } from './testing/context.ts'

function filled(words: string, more: Record<string, Value> = {}) {
  return evaluate(prompt, { params: { text: words }, more })
}

describe('prompt', () => {
  it('gives its words, without white space at the ends', () => {
    expect(filled('  a red car\n')).toEqual({ text: text('a red car') })
  })

  it('makes an input of each token, once, in order of use', () => {
    const inputs = prompt.moreInputs?.({ text: '{{b}} and {{ a }} and {{b}} with {{ref:hero}}' })
    expect(Object.keys(inputs ?? {})).toEqual(['b', 'a'])
    expect(inputs?.a).toMatchObject({ type: 'text', label: 'a' })
  })

  it('replaces every use of a token by its wired text or number', () => {
    expect(filled('{{what}}, {{ what }}, {{n}}', { what: text('tea'), n: { type: 'number', number: 2 } })).toEqual({
      text: text('tea, tea, 2'),
    })
  })

  it('leaves reference tokens for the model', () => {
    expect(filled('{{ref:hero}} walks')).toEqual({ text: text('{{ref:hero}} walks') })
  })

  it('takes braces and dollars in a wired value as they are', () => {
    expect(filled('{{a}}!', { a: text('{{b}} for $& and $1') })).toEqual({ text: text('{{b}} for $& and $1!') })
  })

  it('says which token has nothing wired, before the run and in it', () => {
    expect(problemsOf(prompt, { text: '{{a}} {{b}}' }, ['a'])).toEqual([expect.stringContaining('{{b}}')])
    expect(() => filled('{{a}}')).toThrow('Nothing is wired to {{a}}')
  })

  it('does not count the tokens of a literal that a wire replaces', () => {
    expect(problemsOf(prompt, { text: '{{a}}' }, ['text'])).toEqual([])
  })

  it.each(['{{my product}}', '{{}}', '{{text}}', '{{-a}}'])('refuses %s', (token) => {
    expect(problemsOf(prompt, { text: token })).toHaveLength(1)
    expect(prompt.moreInputs?.({ text: token })).toEqual({})
    expect(() => filled(token)).toThrow('token')
  })
})
