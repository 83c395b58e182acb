import { describe, expect, it } from 'vitest'
import { type Clip, type Value, zSequenceValue } from '#shared/graph/values.ts'
import { sequence } from './sequence.ts'
import { audio, evaluate, video } from './testing/context.ts'

const CLIP = { in: 0, out: null, transition: 'default', transitionSeconds: null, gainDb: 0 }
const TRACK = { start: 0, in: 0, out: null, gainDb: 0, fadeIn: 0, fadeOut: 0 }
const CUT = { kind: 'cut', seconds: 0 }

function edit(params: Readonly<Record<string, unknown>>, inputs: Readonly<Record<string, readonly Value[]>>) {
  return zSequenceValue.parse(evaluate(sequence, { params, inputs }).sequence)
}
function joins(clips: readonly Clip[]) {
  return clips.map((clip) => clip.transition)
}

const three = [video('a', 4), video('b', 5), video('c', 6)]

describe('sequence', () => {
  it('puts whole clips one after the other', () => {
    expect(edit({}, { clips: three })).toEqual({
      type: 'sequence',
      clips: [
        { source: video('a', 4), in: 0, out: 4, transition: CUT, gainDb: 0 },
        { source: video('b', 5), in: 0, out: 5, transition: CUT, gainDb: 0 },
        { source: video('c', 6), in: 0, out: 6, transition: CUT, gainDb: 0 },
      ],
      tracks: [],
    })
  })

  it('takes each clip’s own points and level', () => {
    const clips = [{ ...CLIP, in: 1, out: 3.5, gainDb: -6 }, CLIP, { ...CLIP, in: 2 }]
    expect(edit({ clips }, { clips: three }).clips).toMatchObject([
      { in: 1, out: 3.5, gainDb: -6 },
      { in: 0, out: 5, gainDb: 0 },
      { in: 2, out: 6, gainDb: 0 },
    ])
  })

  it('joins clips as the sequence says unless they say otherwise, and begins with a cut', () => {
    const params = { transition: 'dissolve', transitionSeconds: 0.5 }
    const own = [CLIP, { ...CLIP, transition: 'cut' }, { ...CLIP, transitionSeconds: 2 }]
    expect(joins(edit(params, { clips: three }).clips)).toEqual([
      CUT,
      { kind: 'dissolve', seconds: 0.5 },
      { kind: 'dissolve', seconds: 0.5 },
    ])
    expect(joins(edit({ ...params, clips: own }, { clips: three }).clips)).toEqual([
      CUT,
      CUT,
      { kind: 'dissolve', seconds: 2 },
    ])
  })

  it('dissolves a single clip of a sequence of cuts', () => {
    const clips = [{ ...CLIP, transition: 'dissolve' }, CLIP, { ...CLIP, transition: 'dissolve' }]
    expect(joins(edit({ clips }, { clips: three }).clips)).toEqual([CUT, CUT, { kind: 'dissolve', seconds: 1 }])
  })

  it('writes equal edits alike: a cut has no length, a dissolve without length is a cut', () => {
    const clips = [
      CLIP,
      { ...CLIP, transition: 'cut', transitionSeconds: 3 },
      { ...CLIP, transition: 'dissolve', transitionSeconds: 0 },
    ]
    expect(edit({ clips }, { clips: three })).toEqual(edit({}, { clips: three }))
  })

  it('lets a shorter take stand where the out point lies behind its end', () => {
    expect(edit({ clips: [{ ...CLIP, out: 9 }] }, { clips: [video('a', 4)] }).clips).toMatchObject([{ out: 4 }])
  })

  it('places sounds', () => {
    const tracks = [{ ...TRACK, start: 2, in: 1, out: 8, gainDb: -12, fadeIn: 0.5, fadeOut: 2 }]
    expect(edit({ tracks }, { clips: three, audio: [audio('song', 10), audio('rain', 3)] }).tracks).toEqual([
      { source: audio('song', 10), start: 2, in: 1, out: 8, gainDb: -12, fadeIn: 0.5, fadeOut: 2 },
      { source: audio('rain', 3), start: 0, in: 0, out: 3, gainDb: 0, fadeIn: 0, fadeOut: 0 },
    ])
  })

  describe('refuses with the number of the clip or sound', () => {
    const dissolve = { ...CLIP, transition: 'dissolve', transitionSeconds: 2 }
    it.each([
      [
        'a clip cut to nothing',
        { clips: [CLIP, { ...CLIP, in: 5 }] },
        {},
        'Clip 2 is 5 s long and would run from 5 s to 5 s',
      ],
      ['points in the wrong order', { clips: [{ ...CLIP, in: 2, out: 1 }] }, {}, 'Clip 1 is 4 s long'],
      [
        'dissolves that overlap',
        { clips: [CLIP, { ...dissolve, out: 3 }, dissolve] },
        {},
        'Clip 2 plays for 3 s, too short for 4 s',
      ],
      [
        'a dissolve longer than the clip before',
        { clips: [{ ...CLIP, out: 1 }, dissolve] },
        {},
        'Clip 1 plays for 1 s',
      ],
      [
        'a dissolve longer than the last clip',
        { clips: [CLIP, CLIP, { ...dissolve, out: 1 }] },
        {},
        'Clip 3 plays for 1 s',
      ],
      [
        'fades longer than the sound',
        { tracks: [{ ...TRACK, fadeIn: 2, fadeOut: 2 }] },
        { audio: [audio('rain', 3)] },
        'Sound 1 plays for 3 s',
      ],
      [
        'a sound cut to nothing',
        { tracks: [{ ...TRACK, in: 3 }] },
        { audio: [audio('rain', 3)] },
        'Sound 1 is 3 s long',
      ],
    ])('%s', (_what, params, inputs, message) => {
      expect(() => edit(params, { clips: three, ...inputs })).toThrow(message)
    })

    it('a clip that does not play', () => {
      expect(() => edit({}, { clips: [video('a', 0)] })).toThrow('Clip 1 has no length')
    })
  })

  it('lets two dissolves meet in the middle of a clip', () => {
    const dissolve = { ...CLIP, transition: 'dissolve', transitionSeconds: 2.5 }
    expect(joins(edit({ clips: [CLIP, dissolve, dissolve] }, { clips: three }).clips)).toHaveLength(3)
  })
})
