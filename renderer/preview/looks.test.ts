import { describe, expect, it } from 'vitest'
import type { ShownItem } from '#shared/ipc/contract.ts'
import { apart, choiceOf, type MadeItem, resolve, sightsOf } from './looks.ts'

const text = (words: string) => ({ type: 'text' as const, text: words })
const shown = (item: string, take: number, key: string, words: readonly string[] = [key]): ShownItem => ({
  ...{ item, take, key, present: true },
  ports: { text: words.map(text) },
})
const made = (key: string): MadeItem => ({
  ...{ item: '0', take: 0, key, present: true, made: 1, model: null, params: {}, inputs: {}, usd: null },
  ports: { text: [text(key)] },
})
const first = () => 0
const takes = [shown('0', 0, 'k0'), shown('0', 1, 'k1')]
const at = (item: string, take: number) => ({ from: 'shown', item, take, port: 'text', index: 0 }) as const

describe('what is looked at', () => {
  it('is the picked take where nothing is chosen', () => {
    expect(resolve(null, takes, [], () => 1)?.key).toBe('k1')
    expect(resolve(null, takes, [], () => 7)?.key).toBe('k0')
    expect(resolve(null, [], [], first)).toBeNull()
  })

  it('is the chosen take, also after another run', () => {
    expect(resolve(at('0', 1), takes, [], first)?.key).toBe('k1')
    expect(resolve(at('0', 1), [shown('0', 0, 'k0'), shown('0', 1, 'newer')], [], first)?.key).toBe('newer')
  })

  it('is the item’s picked take where the chosen one is not made', () => {
    const items = [...takes, shown('row7', 0, 'r0'), shown('row7', 1, 'r1')]
    expect(resolve(at('row7', 5), items, [], () => 1)?.key).toBe('r1')
    expect(resolve(at('gone', 0), items, [], first)?.key).toBe('k0')
  })

  it('is what a key stored, also when the node shows something else by now', () => {
    const choice = { from: 'made', key: 'old', port: 'text', index: 0 } as const
    expect(resolve(choice, takes, [made('old')], first)?.key).toBe('old')
    expect(resolve({ ...choice, key: 'k1' }, takes, [], first)?.key).toBe('k1')
    expect(resolve(choice, takes, [], first)?.key).toBe('k0')
  })

  it('is found again by its choice', () => {
    for (const sight of sightsOf([shown('a', 0, 'x', ['one', 'two']), shown('b', 2, 'y')]))
      expect(resolve(choiceOf(sight), [shown('a', 0, 'x', ['one', 'two']), shown('b', 2, 'y')], [], first)).toEqual(
        sight,
      )
  })
})

describe('the name of a sight', () => {
  const name = (items: readonly ShownItem[]) =>
    sightsOf(items).map((sight, _, all) => apart(sight, all, (take) => `take ${take + 1}`))

  it('says only what sets it apart', () => {
    expect(name([shown('0', 0, 'k')])).toEqual([''])
    expect(name(takes)).toEqual(['take 1', 'take 2'])
    expect(name([shown('0', 2, 'k')])).toEqual(['take 3'])
    expect(name([shown('a', 0, 'k', ['x', 'y']), shown('b', 0, 'l')])).toEqual(['a · 1', 'a · 2', 'b · 1'])
  })
})
