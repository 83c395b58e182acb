import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { lookOf } from '../look.ts'
import { atmosphere } from './atmosphere.ts'
import { EFFECTS, effect, effectOf } from './effect.ts'
import { music } from './music.ts'
import { speechTone, syllablesOf } from './speech.ts'

const job = { signal: new AbortController().signal, progress: () => {} }
/** −1 dBFS. */
const CEILING = 10 ** (-1 / 20)

describe('sounds', () => {
  let folder = ''
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'reelay-sound-'))
  })
  afterEach(() => rmSync(folder, { recursive: true, force: true }))

  const heard = (path: string) => {
    const bytes = readFileSync(path)
    let peak = 0
    let squares = 0
    for (let at = 44; at < bytes.length; at += 2) {
      const value = bytes.readInt16LE(at) / 32768
      peak = Math.max(peak, Math.abs(value))
      squares += value * value
    }
    const samples = (bytes.length - 44) / 4
    return { peak, rms: Math.sqrt(squares / (samples * 2)), samples, bytes }
  }

  it.each(['warm', 'epic trailer', 'calm ambient', 'electronic pulse', 'dark', 'happy'])('music: %s', async (mood) => {
    await music(mood, 5, 6, join(folder, 'a.wav'), job)
    const { peak, rms, samples } = heard(join(folder, 'a.wav'))
    expect(samples).toBe(6 * 48_000)
    expect(peak).toBeLessThan(CEILING)
    expect(rms).toBeGreaterThan(0.02)
  })

  it.each(EFFECTS)('effect: %s', async (kind) => {
    expect(effectOf(`a ${kind}`)).toBe(kind)
    await effect(kind, 5, 1.5, join(folder, 'a.wav'), job)
    const { peak, rms, samples } = heard(join(folder, 'a.wav'))
    expect(samples).toBe(72_000)
    expect(peak).toBeLessThan(CEILING)
    expect(rms).toBeGreaterThan(0.004)
  })

  it('music is the same again for the same seed, another for another', async () => {
    await music('warm', 1, 2, join(folder, 'a.wav'), job)
    await music('warm', 1, 2, join(folder, 'b.wav'), job)
    await music('warm', 2, 2, join(folder, 'c.wav'), job)
    expect(heard(join(folder, 'a.wav')).bytes.equals(heard(join(folder, 'b.wav')).bytes)).toBe(true)
    expect(heard(join(folder, 'a.wav')).bytes.equals(heard(join(folder, 'c.wav')).bytes)).toBe(false)
  })

  it('speech takes 150 words a minute and is heard', async () => {
    const text = 'We made one thing, and we made it well. Pour slowly; the morning can wait for you today.'
    expect(syllablesOf(text).seconds).toBeCloseTo((18 * 60) / 150)
    await speechTone(text, 'Mara', join(folder, 'a.wav'), job)
    const { peak, rms, samples } = heard(join(folder, 'a.wav'))
    expect(samples / 48_000).toBeCloseTo(7.35, 1)
    expect(peak).toBeLessThan(CEILING)
    expect(rms).toBeGreaterThan(0.02)
  })

  it('a place has its own quiet sound', async () => {
    const look = lookOf({ model: 'm', prompt: 'wind over a lake', negative: '', seed: 1, pictures: [] })
    await atmosphere(look, 1, join(folder, 'a.wav'), job)
    const { peak, rms, samples } = heard(join(folder, 'a.wav'))
    expect(samples).toBe(48_000)
    expect(peak).toBeLessThan(CEILING)
    expect(rms).toBeGreaterThan(0.003)
  })
})
