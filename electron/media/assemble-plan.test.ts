import { describe, expect, it } from 'vitest'
import type { Clip, MediaValue } from '#shared/graph/values.ts'
import { concatList } from './assemble-picture.ts'
import { planSegments, planTimeline, type Segment, segmentFrames } from './assemble-plan.ts'
import { clipVoices, mixGraph, trackVoices } from './assemble-sound.ts'

const FPS = { num: 24, den: 1 }
const source: MediaValue = {
  type: 'video',
  digest: 'a'.repeat(64),
  facts: { format: 'mp4', bytes: 1, audioCodec: 'flac', seconds: 10 },
}
const clip = (from: number, to: number, dissolve = 0): Clip => {
  return {
    source,
    in: from,
    out: to,
    transition: { kind: dissolve > 0 ? 'dissolve' : 'cut', seconds: dissolve },
    gainDb: 0,
  }
}
const plan = (clips: Clip[], frames: number[]) => planTimeline(clips, frames, FPS)
const short = (segments: readonly Segment[]) =>
  segments.map((segment) =>
    segment.kind === 'copy'
      ? `copy ${segment.piece.clip} ${segment.piece.from}-${segment.piece.to}`
      : `encode ${segment.pieces.map(({ clip: of, from, to }) => `${of} ${from}-${to}`).join(' + ')} over ${segment.dissolve}`,
  )

describe('planTimeline', () => {
  it('rounds to frames, keeps within the clip and overlaps dissolves', () => {
    const { clips, frames } = plan([clip(-1, 99), clip(0.51, 2, 0.5)], [60, 72])
    expect(clips).toEqual([
      { from: 0, to: 60, start: 0, dissolveIn: 0, dissolveOut: 12, frames: 60 },
      { from: 12, to: 48, start: 48, dissolveIn: 12, dissolveOut: 0, frames: 72 },
    ])
    expect(frames).toBe(84)
  })

  it('ignores the transition of the first clip', () => {
    expect(plan([clip(0, 1, 5)], [24]).clips[0]).toMatchObject({ dissolveIn: 0, start: 0 })
  })

  it('names the clip that does not fit', () => {
    expect(() => plan([clip(0, 1), clip(3, 4)], [24, 48])).toThrow(
      'Clip 2 shows nothing (3 s to 4 s of a clip 2.00 s long)',
    )
    expect(() => plan([clip(0, 3), clip(0, 1, 0.6), clip(0, 3, 0.6)], [72, 24, 72])).toThrow(
      'Clip 2 is too short for its dissolves (1.00 s long, its dissolves take 1.17 s)',
    )
  })
})

describe('planSegments', () => {
  const segments = (clips: Clip[], frames: number[]) => short(planSegments(plan(clips, frames), FPS))

  it('copies whole clips at plain cuts', () => {
    expect(segments([clip(0, 2.5), clip(0, 3)], [60, 72])).toEqual(['copy 0 0-60', 'copy 1 0-72'])
  })

  it('encodes from the last key frame before a dissolve to the first after', () => {
    expect(segments([clip(0, 3), clip(0, 3, 0.5)], [72, 72])).toEqual([
      'copy 0 0-48',
      'encode 0 48-72 + 1 0-24 over 12',
      'copy 1 24-72',
    ])
  })

  it('encodes the ragged ends of trims with their neighbours', () => {
    expect(segments([clip(0.5, 2.5), clip(0.25, 3)], [72, 72])).toEqual([
      'encode 0 12-24 over 0',
      'copy 0 24-48',
      'encode 0 48-60 + 1 6-24 over 0',
      'copy 1 24-72',
    ])
  })

  it('encodes a clip without a whole GOP by itself', () => {
    expect(segments([clip(0, 3), clip(0, 1, 0.25), clip(0, 3, 0.25)], [72, 24, 72])).toEqual([
      'copy 0 0-48',
      'encode 0 48-72 + 1 0-6 over 6',
      'encode 1 6-18 over 0',
      'encode 1 18-24 + 2 0-24 over 6',
      'copy 2 24-72',
    ])
  })

  it('covers every frame of the timeline once, whatever the cut', () => {
    let seed = 7
    const random = (below: number) => {
      seed = (seed * 48_271) % 2_147_483_647
      return seed % below
    }
    for (let round = 0; round < 300; round++) {
      const frames = Array.from({ length: 1 + random(6) }, () => 30 + random(120))
      const clips = frames.map((length) =>
        clip(random(6) / 24, (length - random(6)) / 24, random(2) * (random(10) / 24)),
      )
      const timeline = plan(clips, frames)
      const parts = planSegments(timeline, FPS)
      expect(parts.reduce((sum, part) => sum + segmentFrames(part), 0)).toBe(timeline.frames)
      for (const part of parts) expect(segmentFrames(part)).toBeGreaterThan(0)
    }
  })

  it('cuts inside clips only where microseconds name key frames exactly', () => {
    const odd = { num: 70, den: 3 }
    const timeline = planTimeline([clip(0, 9), clip(0, 9, 0.4)], [81, 81], odd)
    expect(planSegments(timeline, odd).every((segment) => segment.kind === 'encode')).toBe(true)
  })
})

describe('concatList', () => {
  it('quotes paths and never lets rounding add up', () => {
    const fps = { num: 24000, den: 1001 }
    const timeline = planTimeline(
      Array.from({ length: 40 }, () => clip(0, 99)),
      Array.from({ length: 40 }, () => 50),
      fps,
    )
    const parts = planSegments(timeline, fps)
    const list = concatList(
      parts,
      parts.map((_, index) => (index === 0 ? "/a/it's here.mp4" : '/b.mp4')),
      fps,
    )
    expect(list).toContain("file '/a/it'\\''s here.mp4'\n")
    const lengths = [...list.matchAll(/duration (\S+)/g)].map(([, seconds]) => Number(seconds))
    expect(lengths.reduce((sum, seconds) => sum + seconds, 0)).toBeCloseTo((40 * 50 * 1001) / 24000, 6)
  })
})

describe('sound', () => {
  it('crosses clips with equal power where they dissolve', () => {
    const clips = [clip(0, 2), clip(0.5, 2, 0.5)]
    expect(clipVoices(plan(clips, [48, 48]), clips, FPS)).toEqual([
      { file: 0, from: 0, to: 96_000, start: 0, gainDb: 0, fadeIn: 0, fadeOut: 24_000, curve: 'qsin' },
      { file: 1, from: 24_000, to: 96_000, start: 72_000, gainDb: 0, fadeIn: 24_000, fadeOut: 0, curve: 'qsin' },
    ])
  })

  it('places tracks, cut at both ends of the film', () => {
    const track = { source, start: -1, in: 0.5, out: 99, gainDb: 0, fadeIn: 0, fadeOut: 100 }
    expect(trackVoices([track], 3, 96_000)).toEqual([
      { file: 3, from: 72_000, to: 168_000, start: 0, gainDb: 0, fadeIn: 0, fadeOut: 96_000, curve: 'tri' },
    ])
    expect(trackVoices([{ ...track, start: 5 }], 3, 96_000)).toEqual([])
    expect(() => trackVoices([{ ...track, out: 0.5 }], 3, 96_000)).toThrow('Track 1 plays nothing')
  })

  it('gives silence of the exact length where there is no sound', () => {
    expect(mixGraph([], 1234)).toBe('anullsrc=r=48000:cl=stereo,apad,atrim=end_sample=1234,asetpts=N/SR/TB[mix]')
  })
})
