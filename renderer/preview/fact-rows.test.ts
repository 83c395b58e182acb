import { expect, it } from 'vitest'
import { factRows, sequenceSeconds } from './fact-rows.ts'

const digest = 'a'.repeat(64)

it('tells what is known of a clip', () => {
  const facts = {
    ...{ format: 'mov,mp4', bytes: 1, width: 1280, height: 720, fps: '24000/1001', seconds: 5.005, frames: 120 },
    ...{ videoCodec: 'h264', pixelFormat: 'yuv420p', audioCodec: 'aac', sampleRate: 48000, channels: 2 },
  }
  expect(Object.fromEntries(factRows({ type: 'video', digest, facts }))).toEqual({
    Size: '1280 × 720',
    'Frame rate': '23.976 fps',
    Length: '5.00 s, 120 frames',
    Picture: 'h264, yuv420p',
    Sound: 'aac, 48 kHz, stereo',
  })
})

it('tells nothing that is not known', () => {
  expect(
    factRows({ type: 'image', digest, facts: { format: 'png_pipe', bytes: 1, fps: '25/1', seconds: 0.04 } }),
  ).toEqual([])
  expect(
    factRows({ type: 'audio', digest, facts: { format: 'wav', bytes: 1, seconds: 2, audioCodec: 'pcm' } }),
  ).toEqual([
    ['Length', '2.00 s'],
    ['Sound', 'pcm'],
  ])
  expect(factRows({ type: 'number', number: 4 })).toEqual([])
})

it('counts words and rows', () => {
  expect(factRows({ type: 'text', text: ' one red  fox ' })).toEqual([['Length', '3 words, 14 characters']])
  expect(factRows({ type: 'table', columns: ['a'], rows: [{ id: '1', cells: ['x'] }] })).toEqual([
    ['Size', '1 row, 1 column'],
  ])
})

it('measures a sequence without what its dissolves share', () => {
  const source = { type: 'video' as const, digest, facts: { format: 'mov', bytes: 1 } }
  const clip = (seconds: number, dissolve: number) => ({
    ...{ source, in: 1, out: 1 + seconds, gainDb: 0 },
    transition: { kind: dissolve > 0 ? ('dissolve' as const) : ('cut' as const), seconds: dissolve },
  })
  expect(sequenceSeconds({ clips: [clip(5, 2), clip(4, 0), clip(3, 1)] })).toBe(11)
})
