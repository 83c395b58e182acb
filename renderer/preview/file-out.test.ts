import { expect, it } from 'vitest'
import { fileOut } from './file-out.ts'

const name = (
  type: 'image' | 'video' | 'audio',
  format: string,
  title = 'Hero',
  take: number | null = null,
  codec = '',
) => fileOut({ type, facts: { format, bytes: 1, ...(codec && { videoCodec: codec }) } }, title, take).name

it('a file that leaves is named by node, take and kind', () => {
  expect(name('video', 'mov,mp4,m4a,3gp,3g2,mj2', 'Hero shot', 1)).toBe('Hero shot-take 2.mp4')
  expect(name('audio', 'mov,mp4,m4a,3gp,3g2,mj2')).toBe('Hero.m4a')
  expect(name('image', 'png_pipe')).toBe('Hero.png')
  expect(name('image', 'image2', 'Hero', 0, 'mjpeg')).toBe('Hero-take 1.jpg')
  expect(name('audio', 'wav', 'Voice: “take/one”')).toBe('Voice- “take-one”.wav')
  expect(name('video', 'matroska,webm', '..')).toBe('video.webm')
  expect(name('video', 'something else')).toBe('Hero.bin')
})

it('its media type goes with it', () => {
  expect(fileOut({ type: 'audio', facts: { format: 'flac', bytes: 1 } }, 'Score', null).mime).toBe('audio/flac')
})
