import { describe, expect, it } from 'vitest'
import { lookOf, type SceneKind, sceneOf, titleOf, wordOf } from './look.ts'

const TABLE: readonly (readonly [string, SceneKind])[] = [
  ['Aerial establishing shot, dawn over a mountain lake, mist', 'landscape'],
  ['Macro close-up of a ceramic coffee dripper on a pedestal, studio light', 'product'],
  ['Abstract flowing ink and light, liquid transition, violet and amber', 'abstract'],
  ['A founder speaks to camera, warm studio', 'person'],
  ['Logo reveal, stylised mark, wordmark "NORTHLIGHT", deep blue', 'logo'],
  ['Neon city street at night', 'city'],
  ['A woman walks through a forest', 'landscape'],
  ['A man with a hat', 'person'],
  ['logo over a mountain lake', 'logo'],
]

const input = { model: 'm', prompt: 'A quiet lake', negative: '', seed: 1, pictures: [] }

describe('lookOf', () => {
  it.each(TABLE)('shows "%s" as %s', (prompt, scene) => {
    expect(sceneOf(prompt, 5)).toBe(scene)
  })

  it('chooses by seed among calm scenes where no word tells', () => {
    const scenes = new Set([0, 1, 2].map((seed) => sceneOf('something nice', seed)))
    expect(scenes).toEqual(new Set(['landscape', 'abstract', 'city']))
  })

  it('is the same for the same input and another for another prompt, seed, model or picture', () => {
    const seeds = [
      input,
      { ...input, prompt: 'A quiet lake.' },
      { ...input, seed: 2 },
      { ...input, model: 'n' },
      { ...input, pictures: ['a'] },
    ]
    expect(lookOf(input)).toEqual(lookOf({ ...input }))
    expect(new Set(seeds.map((one) => lookOf(one).seed)).size).toBe(seeds.length)
  })

  it('takes the palette from the words', () => {
    const palette = (prompt: string) => lookOf({ ...input, prompt }).palette.name
    expect(palette('dawn over a lake')).toBe('dawn')
    expect(palette('a neon street')).toBe('neon')
    expect(palette('snow in the valley')).toBe('winter')
  })

  it('makes a title of the first telling words', () => {
    expect(titleOf('Aerial establishing shot, dawn over a mountain lake')).toBe('DAWN MOUNTAIN LAKE')
    expect(titleOf('')).toBe('UNTITLED SHOT')
    expect(titleOf('naïve café')).toBe('NAÏVE CAFÉ')
  })

  it('finds the wordmark', () => {
    expect(wordOf('Logo, wordmark "North Light", blue')).toBe('North Light')
    expect(wordOf('Logo of ACME on black')).toBe('ACME')
    expect(wordOf('logo for lumen')).toBe('LOGO')
  })
})
