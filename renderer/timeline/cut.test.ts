import { describe, expect, it } from 'vitest'
import { registry } from '#nodes/index.ts'
import type { Edge, Instance } from '#shared/graph/document.ts'
import type { MediaValue } from '#shared/graph/values.ts'
import type { Json } from '#shared/json.ts'
import { clipsOf, endOf, type SourceItem, soundsOf } from './cut.ts'
import { lanesOf } from './lanes.ts'

const lanes = lanesOf(registry.get('sequence'))
if (!lanes?.sounds) throw new Error('the sequence declares its lanes')
const { clips: clipLane, sounds: soundLane } = lanes

function cut(params: Record<string, Json> = {}): Instance {
  return { id: 'cut', type: 'sequence', version: 1, title: '', position: { x: 0, y: 0 }, params, bypass: false }
}
function wire(id: string, port = 'clips'): Edge {
  return { id, from: { node: `${id}-node`, port: 'video' }, to: { node: 'cut', port } }
}
function video(seconds: number): MediaValue {
  return { type: 'video', digest: 'd'.repeat(64), facts: { format: 'mp4', bytes: 1, seconds } }
}
function made(seconds: number, item = '0'): SourceItem {
  return { item, media: video(seconds), seconds, current: true }
}

const wires = [wire('a'), wire('b'), wire('c')]
const sources = new Map([
  ['a', [made(4)]],
  ['b', [made(5)]],
  ['c', [made(6)]],
])

describe('the clips of a cut', () => {
  it('stand one after the other in the order of the wires', () => {
    const clips = clipsOf(cut(), wires, clipLane, sources)
    expect(clips.map(({ key, start, length }) => [key, start, length])).toEqual([
      ['a#0', 0, 4],
      ['b#0', 4, 5],
      ['c#0', 9, 6],
    ])
    expect(endOf(clips)).toBe(15)
    const turned = clipsOf(cut(), [wire('x', 'audio'), ...wires.toReversed()], clipLane, sources)
    expect(turned.map(({ edge }) => edge)).toEqual(['c', 'b', 'a'])
  })

  it('overlap where they dissolve, the first one never', () => {
    const clips = { a: { transition: 'dissolve' }, b: { transition: 'dissolve', transitionSeconds: 0.5 } }
    const drawn = clipsOf(cut({ clips, transition: 'cut', transitionSeconds: 1 }), wires, clipLane, sources)
    expect(drawn.map(({ join, start }) => [join.kind, join.seconds, start])).toEqual([
      ['cut', 0, 0],
      ['dissolve', 0.5, 3.5],
      ['cut', 0, 8.5],
    ])
  })

  it('join as the cut says where they do not say it themselves', () => {
    const params = { transition: 'dissolve', transitionSeconds: 2, clips: { c: { transition: 'cut' } } }
    const drawn = clipsOf(cut(params), wires, clipLane, sources)
    expect(drawn.map(({ join }) => join.seconds)).toEqual([0, 2, 0])
  })

  it('play between their points, never past the end of the source', () => {
    const clips = { a: { in: 1, out: 3 }, b: { out: 99 }, c: { in: 2, gainDb: -6 } }
    const drawn = clipsOf(cut({ clips }), wires, clipLane, sources)
    expect(drawn.map((clip) => [clip.in, clip.out, clip.length, clip.gainDb])).toEqual([
      [1, 3, 2, 0],
      [0, 5, 5, 0],
      [2, 6, 4, -6],
    ])
  })

  it('are several where a wire brings several, each with its own settings before those of the wire', () => {
    const list = new Map([['a', [made(2, 'r1'), made(3, 'r2')]]])
    const clips = { a: { in: 1 }, 'a#r2': { in: 0.5 } }
    const drawn = clipsOf(cut({ clips }), [wire('a')], clipLane, list)
    expect(drawn.map((clip) => [clip.key, clip.in, clip.single])).toEqual([
      ['a#r1', 1, false],
      ['a#r2', 0.5, false],
    ])
  })

  it('stand for something also where nothing is known yet, or only how long it will be', () => {
    const foretold = new Map([['b', [{ item: '0', media: null, seconds: 7, current: false }]]])
    const drawn = clipsOf(cut({ clips: { a: { out: 9 } } }), [wire('a'), wire('b'), wire('c')], clipLane, foretold)
    expect(drawn.map(({ length, sourceSeconds }) => [length, sourceSeconds])).toEqual([
      [9, null],
      [7, 7],
      [4, null],
    ])
  })

  it('are none where a wire brings nothing', () => {
    expect(clipsOf(cut(), [wire('a')], clipLane, new Map([['a', []]]))).toEqual([])
  })

  it('are drawn as far as a dissolve fits, whatever is set', () => {
    const params = { transition: 'dissolve', transitionSeconds: 60 }
    const drawn = clipsOf(cut(params), wires, clipLane, sources)
    expect(drawn.map(({ join }) => join.seconds)).toEqual([0, 4, 5])
    expect(drawn.every(({ start }) => start >= 0)).toBe(true)
  })
})

describe('the sounds of a cut', () => {
  it('stand where they start, with level and fades', () => {
    const tracks = { m: { start: 2, in: 1, gainDb: -8, fadeIn: 1, fadeOut: 2.5 } }
    const sounds = soundsOf(cut({ tracks }), [wire('m', 'audio')], soundLane, new Map([['m', [made(10)]]]))
    expect(sounds).toMatchObject([{ start: 2, length: 9, gainDb: -8, fadeIn: 1, fadeOut: 2.5 }])
    expect(endOf(sounds)).toBe(11)
  })
})
