import { describe, expect, it } from 'vitest'
import { kit } from './kit.ts'
import { evaluate, image, problemsOf } from './testing/context.ts'

function named(name: string) {
  return evaluate(kit, { params: { name }, inputs: { images: [image('a'), image('b'), image('c')] } })
}

describe('kit', () => {
  it('gives each still a name of its own', () => {
    expect(named('mug')).toEqual({
      references: {
        type: 'references',
        references: [
          { name: 'mug', image: image('a') },
          { name: 'mug-2', image: image('b') },
          { name: 'mug-3', image: image('c') },
        ],
      },
    })
  })

  it('leaves the stills of a kit without a name without names', () => {
    expect(named('')).toMatchObject({ references: { references: [{ name: '' }, { name: '' }, { name: '' }] } })
  })

  it('refuses a name that a prompt could not call', () => {
    expect(problemsOf(kit, { name: 'my mug' })).toEqual([expect.stringContaining('my mug')])
    expect(problemsOf(kit, { name: 'my mug' }, ['name'])).toEqual([])
    expect(() => named('my mug')).toThrow('cannot name a kit')
  })
})
