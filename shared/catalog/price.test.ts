import { describe, expect, it } from 'vitest'
import type { GenerateRequest } from '../node/generate.ts'
import { addUsd, isFree, isStale, priceOf, quoteOf } from './price.ts'
import type { ModelEntry } from './schema.ts'
import { bundled, media } from './testing/bundled.ts'

type Rest = Omit<GenerateRequest, 'kind' | 'model'>

function request(entry: ModelEntry, rest: Rest): GenerateRequest {
  return { kind: entry.kind, model: entry.id, ...rest }
}

const HD = { width: 1280, height: 720 }
const FULL_HD = { width: 1920, height: 1080 }
const UHD = { width: 3840, height: 2160 }

describe('priceOf', () => {
  // Worked out by hand from the price lists.
  const table: readonly [what: string, id: string, rest: Rest, low: number, high: number][] = [
    ['10 s at $0.12', 'runway/gen4.5', { seconds: 10, ...HD }, 1.2, 1.2],
    ['5 s at $0.05', 'runway/gen4_turbo', { seconds: 5, ...HD }, 0.25, 0.25],
    ['8 s with sound at $0.40, both hosts alike', 'google/veo-3.1', { seconds: 8, ...FULL_HD, sound: true }, 3.2, 3.2],
    ['8 s silent at $0.20', 'google/veo-3.1', { seconds: 8, ...FULL_HD, sound: false }, 1.6, 1.6],
    ['8 s of 4K with sound, only fal, at $0.60', 'google/veo-3.1', { seconds: 8, ...UHD, sound: true }, 4.8, 4.8],
    ['6 s silent at $0.10', 'google/veo-3.1-fast', { seconds: 6, ...HD, sound: false }, 0.6, 0.6],
    ['5 s silent 1080p at $0.112', 'kling/v3', { seconds: 5, ...FULL_HD, sound: false }, 0.56, 0.56],
    [
      'portrait is priced like landscape',
      'kling/v3',
      { seconds: 5, width: 1080, height: 1920, sound: false },
      0.56,
      0.56,
    ],
    ['5 s silent 720p at $0.084', 'kling/v3', { seconds: 5, ...HD, sound: false }, 0.42, 0.42],
    ['5 s with sound 1080p at $0.168', 'kling/v3', { seconds: 5, ...FULL_HD, sound: true }, 0.84, 0.84],
    ['3 s of 4K at $0.42', 'kling/v3', { seconds: 3, ...UHD, sound: true }, 1.26, 1.26],
    ['10 s 720p at $0.042', 'kling/v2-6', { seconds: 10, ...HD, sound: false }, 0.42, 0.42],
    ['10 s 1080p with sound at $0.14', 'kling/v2-6', { seconds: 10, ...FULL_HD, sound: true }, 1.4, 1.4],
    ['a clip as input costs more', 'kling/v3-omni', { seconds: 5, ...HD, video: media('video') }, 0.63, 0.63],
    ['5 s 720p, size not known: 720p up to 1080p', 'pika/2.2', { seconds: 5 }, 0.2, 0.45],
    ['5 s 1080p at $0.09', 'pika/2.2', { seconds: 5, ...FULL_HD }, 0.45, 0.45],
    ['frames at $0.06', 'pika/2.2', { seconds: 5, ...FULL_HD, endFrame: media('image') }, 0.3, 0.3],
    ['length not chosen yet: 4 to 8 s', 'google/veo-3.1', { ...HD, sound: false }, 0.8, 1.6],
    ['a still of 720p', 'runway/gen4_image', { ...HD }, 0.05, 0.05],
    ['a still of 1080p', 'runway/gen4_image', { ...FULL_HD }, 0.08, 0.08],
    ['500 characters at $0.08 a thousand', 'elevenlabs/v4', { prompt: 'x'.repeat(500) }, 0.04, 0.04],
    ['500 characters at $0.08 to $0.10', 'elevenlabs/multilingual-v2', { prompt: 'x'.repeat(500) }, 0.04, 0.05],
    ['30 s at $0.15 a minute', 'elevenlabs/music-2.5', { seconds: 30 }, 0.075, 0.075],
    ['10 s at $0.04 to $0.05', 'sync/lipsync-2', { video: media('video', 10), audio: media('audio', 10) }, 0.4, 0.5],
    [
      '6 s of voice over 10 s of picture',
      'sync/lipsync-2',
      { video: media('video', 10), audio: media('audio', 6) },
      0.24,
      0.5,
    ],
    ['10 s 540p doubled', 'topaz/proteus', { video: media('video', 10, 960, 540), scale: 2 }, 0.2, 0.3],
    ['10 s 1080p doubled', 'topaz/proteus', { video: media('video', 10, 1920, 1080), scale: 2 }, 0.6, 0.9],
    ['stand-in', 'standin/animatic', { seconds: 30, ...UHD, sound: true }, 0, 0],
    [
      'stand-in with an input nobody has measured',
      'standin/lips',
      { video: media('video'), audio: media('audio') },
      0,
      0,
    ],
  ]
  it.each(table)('%s (%s)', (_, id, rest, low, high) => {
    const entry = bundled(id)
    expect(priceOf(entry, request(entry, rest))).toEqual([low, high])
    expect(quoteOf(entry, request(entry, rest)).known).toBe(true)
  })

  it('spans hosts that differ', () => {
    const entry = bundled('sync/sync-3')
    const usd = priceOf(entry, request(entry, { video: media('video', 60), audio: media('audio', 60) }))
    expect(usd).toEqual([6.42, 8])
  })

  it('raises a small request to the least charge', () => {
    const entry = bundled('runway/gen4.5')
    const price = {
      source: 'test',
      date: '2026-11-20',
      confidence: 'H',
      rates: [{ per: 'second', usd: 0.1 }],
      minimum: 0.5,
    } as const
    const dear: ModelEntry = { ...entry, price: { ...price, rates: [...price.rates] } }
    expect(priceOf(dear, request(dear, { seconds: 2 }))).toEqual([0.5, 0.5])
    expect(priceOf(dear, request(dear, { seconds: 8 }))).toEqual([0.8, 0.8])
  })
})

describe('quoteOf', () => {
  it('says where no price is known, and does not take that for free', () => {
    const { price: _, ...entry } = bundled('runway/gen4.5')
    expect(quoteOf(entry, request(entry, { seconds: 10 }))).toEqual({
      usd: [0, 0],
      known: false,
      note: 'No price is known for Gen-4.5 on runway with these settings.',
    })
    expect(isFree(entry)).toBe(false)
  })

  it('says where one host has no figure and counts the other', () => {
    const entry = bundled('google/veo-3.1')
    const [runway, fal] = entry.hosts
    if (runway === undefined || fal === undefined) throw new Error('Veo 3.1 has two hosts')
    const { price: _, ...free } = fal
    const half: ModelEntry = { ...entry, hosts: [runway, free] }
    const quote = quoteOf(half, request(half, { seconds: 8, ...HD, sound: true }))
    expect(quote).toMatchObject({ usd: [3.2, 3.2], known: false, note: expect.stringContaining('on fal') })
  })

  it('says where the price hangs on a length that is not known', () => {
    const entry = bundled('topaz/proteus')
    expect(quoteOf(entry, request(entry, { video: media('video'), scale: 2 }))).toMatchObject({
      known: false,
      note: 'Topaz Proteus is priced by length, and how long its input is, is not known yet.',
    })
  })
})

describe('sums and dates', () => {
  it('adds ranges without float dust', () => {
    expect(addUsd([0.1, 0.2], [0.2, 0.4])).toEqual([0.3, 0.6])
    expect(addUsd(...Array.from({ length: 1000 }, () => [0.1, 0.7] as const))).toEqual([100, 700])
    expect(addUsd()).toEqual([0, 0])
  })

  it.each([
    ['2026-11-20', '2026-11-20', false],
    ['2026-10-21', '2026-11-20', false],
    ['2026-10-20', '2026-11-20', true],
    ['2026-12-24', '2026-11-20', false],
  ])('a price of %s is seen on %s as stale: %s', (date, today, stale) => {
    expect(isStale({ date }, today)).toBe(stale)
  })

  it('knows free models by host and price', () => {
    expect(isFree(bundled('standin/animatic'))).toBe(true)
    expect(isFree(bundled('runway/gen4.5'))).toBe(false)
    const animatic = bundled('standin/animatic')
    expect(isFree({ ...animatic, hosts: [...animatic.hosts, { provider: 'fal', name: 'x' }] })).toBe(false)
  })
})
