import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { MediaValue } from '#shared/graph/values.ts'
import type { GenerateRequest } from '#shared/node/generate.ts'
import { createFfmpeg } from '../../media/ffmpeg.ts'
import { locate } from '../../media/locate.ts'
import { type PollResult, ProviderError } from '../provider.ts'
import { createStandIn, type StandIn } from './provider.ts'
import { countSubmits } from './tasks.ts'

const found = locate()
const ffmpeg = createFfmpeg({ ffmpeg: found.ffmpeg.path, ffprobe: found.ffprobe?.path ?? null, log: () => {} })
const fontFolder = join(import.meta.dirname, '../../../resources/fonts')
const signal = new AbortController().signal

const clip: GenerateRequest = {
  kind: 'video',
  model: 'standin/animatic',
  prompt: 'A founder speaks to camera, static',
  width: 160,
  height: 90,
  fps: 24,
  seconds: 1,
  seed: 1,
}
const word: GenerateRequest = { kind: 'effect', model: 'standin/effects', prompt: 'hit', seconds: 0.3 }

describe('the stand-in', () => {
  let folder = ''
  let provider: StandIn
  const blobs = new Map<string, string>()
  const open = () => createStandIn({ folder: join(folder, 'standin'), ffmpeg, fontFolder, log: () => {} })
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'reelay-standin-'))
    provider = open()
  })
  afterEach(async () => {
    await provider.close()
    rmSync(folder, { recursive: true, force: true })
  })

  const submit = (request: GenerateRequest, fault = 'none', clientRef = 'ref') =>
    provider.submit({
      request,
      name: request.model,
      clientRef,
      simulation: { fault },
      open: async (digest) => blobs.get(digest) ?? '',
      signal,
    })
  const settle = async (id: string): Promise<PollResult> => {
    for (;;) {
      const result = await provider.poll(id, signal)
      if (result.state !== 'queued' && result.state !== 'running') return result
      await wait(20)
    }
  }
  /** Renders and downloads; gives the file's path. */
  const made = async (request: GenerateRequest, name: string): Promise<string> => {
    const { id } = await submit(request, 'none', name)
    const result = await settle(id)
    if (result.state !== 'succeeded') throw new Error(JSON.stringify(result))
    const [file] = result.files
    if (file === undefined) throw new Error('no file')
    const path = join(folder, name)
    await provider.download(file, path, signal)
    return path
  }
  const probe = (path: string) => {
    const text = execFileSync(found.ffprobe?.path ?? 'ffprobe', [
      '-v',
      'error',
      '-count_frames',
      '-show_streams',
      '-show_format',
      '-of',
      'json',
      path,
    ])
    const { streams, format } = JSON.parse(text.toString()) as {
      streams: Record<string, string>[]
      format: { duration: string; tags?: Record<string, string> }
    }
    return {
      video: streams.find((stream) => stream['codec_type'] === 'video'),
      audio: streams.find((stream) => stream['codec_type'] === 'audio'),
      seconds: Number(format.duration),
      tags: format.tags ?? {},
    }
  }
  const value = (path: string, type: MediaValue['type']): MediaValue => {
    const digest = createHash('sha256').update(readFileSync(path)).digest('hex')
    blobs.set(digest, path)
    const { video, seconds, audio } = probe(path)
    return {
      type,
      digest,
      standIn: true,
      facts: {
        format: '',
        bytes: statSync(path).size,
        seconds,
        ...(video
          ? {
              width: Number(video['width']),
              height: Number(video['height']),
              fps: video['r_frame_rate'] ?? '24/1',
              frames: Number(video['nb_read_frames']),
            }
          : {}),
        ...(audio ? { audioCodec: audio['codec_name'] ?? '' } : {}),
      },
    }
  }

  it('renders exact size, rate and length, tagged bt709, silent unless asked, and says what it is', async () => {
    const path = await made({ ...clip, width: 162, height: 92, fps: 23.976, seconds: 1.5 }, 'a.mp4')
    const { video, audio, tags } = probe(path)
    expect(video).toMatchObject({
      codec_name: 'h264',
      width: 162,
      height: 92,
      r_frame_rate: '24000/1001',
      nb_read_frames: '36',
      pix_fmt: 'yuv420p',
      color_space: 'bt709',
      color_range: 'tv',
    })
    expect(audio).toBeUndefined()
    expect(tags['comment']).toContain('stand-in')
    expect(tags['title']).toContain('FOUNDER SPEAKS')
  })

  it('renders the same bytes again, and others for another seed', async () => {
    const short = { ...clip, prompt: 'Abstract ink', seconds: 0.25 }
    const bytes = async (request: GenerateRequest, name: string) => readFileSync(await made(request, name))
    const first = await bytes({ ...short, sound: true }, 'a.mp4')
    expect(first.equals(await bytes({ ...short, sound: true }, 'b.mp4'))).toBe(true)
    expect(first.equals(await bytes({ ...short, sound: true, seed: 2 }, 'c.mp4'))).toBe(false)
    expect(probe(join(folder, 'a.mp4')).audio).toMatchObject({ codec_name: 'aac', sample_rate: '48000', channels: 2 })
  })

  it('renders a still as PNG with its comment, and enlarges stills and clips', async () => {
    const still = await made({ ...clip, kind: 'image', prompt: 'Logo "NORTH"' }, 'a.png')
    expect(probe(still).video).toMatchObject({ codec_name: 'png', width: 160, height: 90 })
    expect(readFileSync(still).includes('Reelay stand-in')).toBe(true)
    const large = await made(
      { kind: 'upscale', model: 'standin/upscale', scale: 2, image: { value: value(still, 'image') } },
      'b.png',
    )
    expect(probe(large).video).toMatchObject({ codec_name: 'png', width: 320, height: 180 })
    const video = await made({ ...clip, sound: true, seconds: 0.5 }, 'a.mp4')
    const more = await made(
      { kind: 'upscale', model: 'standin/upscale', scale: 1.5, video: { value: value(video, 'video') } },
      'b.mp4',
    )
    expect(probe(more).video).toMatchObject({ width: 240, height: 136, nb_read_frames: '12', r_frame_rate: '24/1' })
    expect(probe(more).audio).toMatchObject({ codec_name: 'aac' })
    expect(probe(more).tags['comment']).toContain('reelay-mouth=')
  })

  it('lip-syncs a shorter clip to a speech: as long as the speech, sounding as the speech', async () => {
    const video = await made(clip, 'a.mp4')
    const speech = await made({ kind: 'speech', model: 'standin/voice', prompt: 'One two three four five.' }, 'a.wav')
    const spoken = probe(speech).seconds
    const path = await made(
      {
        kind: 'lip-sync',
        model: 'standin/lip-sync',
        video: { value: value(video, 'video') },
        audio: { value: value(speech, 'audio') },
      },
      'b.mp4',
    )
    const { video: picture, audio } = probe(path)
    expect(Number(picture?.['nb_read_frames'])).toBe(Math.ceil(spoken * 24 - 1e-6))
    expect(Number(audio?.['duration'])).toBeCloseTo(Number(picture?.['nb_read_frames']) / 24, 1)
  })

  it('refuses a lip-sync without a speech in one sentence', async () => {
    const { id } = await submit({ kind: 'lip-sync', model: 'standin/lip-sync' })
    expect(await settle(id)).toMatchObject({ state: 'failed', message: expect.stringContaining('wire a video') })
  })

  it('finishes a task that another process began and did not end', async () => {
    const { id } = await submit(word)
    await provider.poll(id, signal)
    await provider.close()
    provider = open()
    expect((await settle(id)).state).toBe('succeeded')
    expect(countSubmits(join(folder, 'standin')).total).toBe(1)
  })

  it('may be closed the moment a result is there, and leaves neither work nor inputs behind', async () => {
    const still = await made({ ...clip, kind: 'image', prompt: 'Abstract ink' }, 'a.png')
    const large = {
      kind: 'upscale',
      model: 'standin/upscale',
      scale: 2,
      image: { value: value(still, 'image') },
    } as const
    await made(large, 'b.png')
    await provider.close()
    for (const part of ['inputs', 'work']) expect(readdirSync(join(folder, 'standin', part))).toEqual([])
  })

  it('finds a task by our reference, and is sure where there is none', async () => {
    const { id } = await submit(word, 'none', 'mine')
    expect(await provider.lookup?.('mine')).toEqual({ id })
    expect(await provider.lookup?.('other')).toBeNull()
  })

  it('cancels a render and leaves no work behind', async () => {
    const { id } = await submit({ ...clip, width: 640, height: 360, seconds: 20 })
    await provider.poll(id, signal)
    await wait(300)
    expect(await provider.cancel?.(id)).toMatchObject({ stopped: true })
    expect(await provider.poll(id, signal)).toMatchObject({ state: 'cancelled' })
    expect(existsSync(join(folder, 'standin', 'results', `${id}.mp4`))).toBe(false)
  })

  it('waits in the queue as long as it is told', async () => {
    const { id } = await provider.submit({
      request: word,
      name: '',
      clientRef: 'x',
      simulation: { delay: 600 },
      open: async () => '',
      signal,
    })
    expect(await provider.poll(id, signal)).toEqual({ state: 'queued' })
  })

  it.each([
    ['refuse', { state: 'refused', chargedUsd: 0 }],
    ['fail', { state: 'failed', chargedUsd: 0 }],
    ['fail-charged', { state: 'failed', chargedUsd: 0.01 }],
    ['expired', { state: 'expired' }],
  ])('fault %s', async (fault, expected) => {
    const { id } = await submit(word, fault)
    expect(await settle(id)).toMatchObject(expected)
  })

  it('fault not-sent: nothing arrives', async () => {
    await expect(submit(word, 'not-sent')).rejects.toMatchObject({ outcome: 'not-sent' })
    expect(countSubmits(join(folder, 'standin')).total).toBe(0)
  })

  it('fault lost-reply: it arrived and lookup finds it', async () => {
    await expect(submit(word, 'lost-reply', 'lost')).rejects.toMatchObject({ outcome: 'unknown' })
    const answer = await provider.lookup?.('lost')
    expect((await settle(answer?.id ?? '')).state).toBe('succeeded')
  })

  it('fault lost-reply-no-lookup: it arrived and nobody can say so', async () => {
    await expect(submit(word, 'lost-reply-no-lookup', 'lost')).rejects.toMatchObject({ outcome: 'unknown' })
    await expect(provider.lookup?.('lost')).rejects.toBeInstanceOf(ProviderError)
    expect(countSubmits(join(folder, 'standin')).total).toBe(1)
  })

  it('fault bad-download: broken off first, whole then', async () => {
    const { id } = await submit(word, 'bad-download')
    const result = await settle(id)
    const [file] = result.state === 'succeeded' ? result.files : []
    if (file === undefined) throw new Error(JSON.stringify(result))
    await provider.download(file, join(folder, '1.wav'), signal)
    await provider.download(file, join(folder, '2.wav'), signal)
    expect(statSync(join(folder, '1.wav')).size).toBeLessThan(statSync(file.url).size)
    expect(statSync(join(folder, '2.wav')).size).toBe(statSync(file.url).size)
  })

  it('fault flaky-poll: fails twice, then answers', async () => {
    const { id } = await submit(word, 'flaky-poll')
    await expect(provider.poll(id, signal)).rejects.toMatchObject({ outcome: 'transient' })
    await expect(provider.poll(id, signal)).rejects.toMatchObject({ outcome: 'transient' })
    expect((await settle(id)).state).toBe('succeeded')
  })

  it('fault hang-then-finish: shows nothing at first', async () => {
    const { id } = await submit(word, 'hang-then-finish')
    expect(await provider.poll(id, signal)).toEqual({ state: 'queued' })
    expect((await settle(id)).state).toBe('succeeded')
  })

  it('refuses a fault it does not know', async () => {
    await expect(submit(word, 'sulk')).rejects.toMatchObject({ outcome: 'not-sent' })
  })
})
