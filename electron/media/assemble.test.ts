import { createHash } from 'node:crypto'
import { mkdirSync, readdirSync, readFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Clip, MediaValue, SequenceValue, Track } from '#shared/graph/values.ts'
import type { ConformProfile } from '#shared/node/media.ts'
import { MediaError } from './door.ts'
import { createFfmpeg } from './ffmpeg.ts'
import { locate } from './locate.ts'
import { parseLoudness } from './loudness.ts'
import { factsOf, probeFile } from './probe.ts'
import {
  averageColour,
  decodedFrames,
  decodedSamples,
  ffmpegByHand,
  ffprobeByHand,
  quietJob,
  scratch,
} from './testing/clips.ts'
import { folderMemo } from './testing/memo.ts'
import { createMediaTools } from './tools.ts'

const PROFILE: ConformProfile = {
  width: 160,
  height: 90,
  fps: { num: 24, den: 1 },
  fit: 'fit',
  background: '#000000',
  lufs: null,
  truePeak: -1.5,
}
const { ffmpeg, ffprobe } = locate()
const log: string[] = []
const door = createFfmpeg({ ffmpeg: ffmpeg.path, ffprobe: ffprobe?.path ?? null, log: (line) => log.push(line) })
const tools = createMediaTools(door)

let dir: ReturnType<typeof scratch>
const paths = new Map<string, string>()
const open = async (digest: string) => paths.get(digest) ?? ''

const value = async (path: string, type: MediaValue['type']): Promise<MediaValue> => {
  const digest = createHash('sha256').update(readFileSync(path)).digest('hex')
  paths.set(digest, path)
  return { type, digest, facts: factsOf(await probeFile(door, path)) }
}
/** A clip of one colour with a tone, as a model might deliver it. */
const raw = async (colour: string, seconds: number, frequency = 440) => {
  const path = dir.file(`${colour}-${seconds}.mp4`)
  const sound = ['-f', 'lavfi', '-i', `sine=frequency=${frequency}:d=${seconds}:r=44100`]
  const picture = ['-f', 'lavfi', '-i', `color=c=${colour}:s=320x180:r=25:d=${seconds}`]
  ffmpegByHand(
    ...picture,
    ...sound,
    '-c:v',
    'libx264',
    '-preset',
    'ultrafast',
    '-pix_fmt',
    'yuv420p',
    '-c:a',
    'aac',
    path,
  )
  return value(path, 'video')
}
/** The same, already in the profile. */
const conformed = async (colour: string, seconds: number, profile = PROFILE) => {
  const source = await raw(colour, seconds)
  const path = dir.file(`${colour}-${seconds}-${profile.fps.num}.conformed.mp4`)
  await tools.conform(await open(source.digest), path, profile, quietJob())
  return value(path, 'video')
}
const cut = (source: MediaValue, inAt = 0, out = source.facts.seconds ?? 0): Clip => {
  return { source, in: inAt, out, transition: { kind: 'cut', seconds: 0 }, gainDb: 0 }
}
const dissolve = (clip: Clip, seconds: number): Clip => ({ ...clip, transition: { kind: 'dissolve', seconds } })
const sequence = (clips: Clip[], tracks: Track[] = []): SequenceValue => ({ type: 'sequence', clips, tracks })

let count = 0
const assemble = async (film: SequenceValue, memo = folderMemo(scratchFolder()), profile = PROFILE) => {
  const output = dir.file(`film-${count++}.mp4`)
  const before = memo.made.length
  const temp = scratchFolder()
  await tools.assemble(film, output, { profile, audioBitrate: 128_000, memo: memo.memo, open, temp }, quietJob())
  expect(readdirSync(temp)).toEqual([])
  return { output, made: memo.made.slice(before) }
}
const scratchFolder = () => {
  const folder = dir.file(`scratch-${count++}`)
  mkdirSync(folder)
  return folder
}
const near = (path: string, frame: number, wanted: readonly [number, number, number]) => {
  const found = averageColour(path, frame)
  for (const [index, level] of wanted.entries()) {
    expect(Math.abs((found[index] ?? -99) - level), `frame ${frame}: ${found} is not ${wanted}`).toBeLessThanOrEqual(12)
  }
}
const RED = [255, 0, 0] as const
const BLUE = [0, 0, 255] as const
const LIME = [0, 255, 0] as const

let red: MediaValue
let blue: MediaValue
let lime: MediaValue
beforeAll(async () => {
  dir = scratch()
  red = await conformed('red', 3)
  blue = await conformed('blue', 2.5)
  lime = await conformed('lime', 2)
})
afterAll(() => dir.remove())

describe('assemble', () => {
  it('joins clips in the profile by copying them, and only mixes the sound', async () => {
    const memo = folderMemo(scratchFolder())
    const { output, made } = await assemble(sequence([cut(red), cut(blue), cut(lime)]), memo)
    expect(new Set(made)).toEqual(new Set(['survey', 'reference', 'sound']))
    expect(decodedFrames(output)).toBe(72 + 60 + 48)
    near(output, 71, RED)
    near(output, 72, BLUE)
    near(output, 132, LIME)
    expect(ffprobeByHand(output, '-show_entries', 'stream=codec_name,avg_frame_rate').split('\n')).toEqual([
      'h264',
      '24/1',
      'aac',
      '0/0',
    ])
    expect(Number(ffprobeByHand(output, '-show_entries', 'format=duration'))).toBeCloseTo(7.5, 2)
    // AAC works in frames of 1024 samples: the last one may be longer than the film.
    expect(decodedSamples(output) - 7.5 * 48_000).toBeGreaterThanOrEqual(0)
    expect(decodedSamples(output) - 7.5 * 48_000).toBeLessThan(1024)
    const again = await assemble(sequence([cut(red), cut(blue), cut(lime)]), memo)
    expect(again.made).toEqual([])
    expect(readFileSync(again.output).equals(readFileSync(output))).toBe(true)
  })

  it('encodes only around dissolves and trims, to the exact frame', async () => {
    const film = sequence([cut(red, 0.25, 99), dissolve(cut(blue), 0.5), cut(lime, 0.5, 1.5)])
    const { output, made } = await assemble(film)
    // Red shows frames 6 to 72, blue shares 12 of them; lime is cut short at both ends, within one GOP and the next.
    const total = 66 + 60 - 12 + 24
    expect(decodedFrames(output)).toBe(total)
    expect(made.filter((name) => name === 'segment').length).toBe(3)
    expect(made).not.toContain('conform')
    near(output, 0, RED)
    near(output, 53, RED)
    near(output, 60, [128, 0, 128])
    near(output, 66, BLUE)
    near(output, 113, BLUE)
    near(output, 114, LIME)
    near(output, total - 1, LIME)
  })

  it('does only what changed the second time', async () => {
    const memo = folderMemo(scratchFolder())
    const other = await raw('yellow', 3)
    const film = (middle: MediaValue) =>
      sequence([cut(red), dissolve(cut(middle), 0.5), dissolve(cut(lime), 0.5), cut(red)])
    await assemble(film(await raw('blue', 3)), memo)
    const { output, made } = await assemble(film(other), memo)
    expect([...made].sort()).toEqual(['conform', 'segment', 'segment', 'sound', 'survey', 'survey', 'survey', 'survey'])
    expect(decodedFrames(output)).toBe(72 + 72 - 12 + 48 - 12 + 72)
    near(output, 90, [255, 255, 0])
  })

  it.each([
    ['23.976', { num: 24000, den: 1001 }],
    ['12.5', { num: 25, den: 2 }],
    ['24.9', { num: 249, den: 10 }],
  ])('is exact at %s frames per second', async (_, fps) => {
    const profile = { ...PROFILE, fps }
    const [one, two] = [await raw('red', 3), await raw('blue', 3)]
    const film = sequence([cut(one), dissolve(cut(two, 0.1, 2.9), 0.4), cut(one, 1, 3), cut(two)])
    const { output } = await assemble(film, folderMemo(scratchFolder()), profile)
    const at = (seconds: number) => Math.round((seconds * fps.num) / fps.den)
    expect(decodedFrames(output)).toBe(at(3) + (at(2.9) - at(0.1)) - at(0.4) + (at(3) - at(1)) + at(3))
    const times = ffprobeByHand(output, '-select_streams', 'v', '-show_entries', 'packet=pts').split('\n').map(Number)
    const tick = fps.num < 10_000 ? fps.den * 1000 : fps.den
    expect(times.sort((a, b) => a - b)).toEqual(times.map((_, index) => index * tick))
  })

  it('joins pieces of a frame or two', async () => {
    const frame = 1 / 24
    const clips = [
      cut(red, 0, frame),
      cut(blue, 0.5, 0.5 + 2 * frame),
      cut(lime, 2 - frame, 2),
      cut(red, 1, 1 + frame),
      cut(blue),
    ]
    const { output } = await assemble(sequence(clips))
    expect(decodedFrames(output)).toBe(1 + 2 + 1 + 1 + 60)
    near(output, 0, RED)
    near(output, 1, BLUE)
    near(output, 3, LIME)
    near(output, 4, RED)
    near(output, 5, BLUE)
  })

  it('mixes tracks under the clips at their moment', async () => {
    const path = dir.file('click.wav')
    ffmpegByHand('-f', 'lavfi', '-i', 'aevalsrc=if(between(t\\,0.5\\,0.6)\\,sin(6000*t)\\,0):d=1', path)
    const silent = dir.file('silent.mp4')
    ffmpegByHand('-f', 'lavfi', '-i', 'color=c=black:s=160x90:r=24:d=3', '-c:v', 'libx264', silent)
    const clip = await value(silent, 'video')
    const track: Track = {
      source: await value(path, 'audio'),
      start: 1,
      in: 0.25,
      out: 9,
      gainDb: 0,
      fadeIn: 0,
      fadeOut: 0,
    }
    const { output } = await assemble(sequence([cut(clip)], [track]))
    const loud = (from: number, to: number) => {
      const filter = `amovie=${output},atrim=${from}:${to},astats=metadata=1`
      const peaks = ffprobeByHand(filter, '-f', 'lavfi', '-show_entries', 'frame_tags=lavfi.astats.Overall.Peak_level')
      return Number(peaks.split('\n').at(-1)?.replace('-inf', '-999'))
    }
    // The click of 0.5 s in the source, heard from 0.25 s on, sounds a quarter of a second after the start.
    expect(loud(0, 1.2)).toBeLessThan(-40)
    expect(loud(1.26, 1.34)).toBeGreaterThan(-12)
    expect(loud(1.45, 3)).toBeLessThan(-40)
  })

  it('brings the film to its loudness in one pass', async () => {
    const profile = { ...PROFILE, lufs: -20 }
    const { output } = await assemble(
      sequence([cut(red), { ...cut(blue), gainDb: -3 }]),
      folderMemo(scratchFolder()),
      profile,
    )
    const options = { filter: '[0:a]loudnorm=print_format=json[a]', outputOptions: ['-map', '[a]'] }
    const loudness = parseLoudness(await door.measure({ inputs: [{ path: output }], ...options }, quietJob()))
    expect(Math.abs((loudness?.integrated ?? 0) + 20)).toBeLessThan(0.6)
    expect(loudness?.truePeak).toBeLessThan(-1)
  })

  it('takes many clips and tracks', async () => {
    const beep = dir.file('beep.wav')
    ffmpegByHand('-f', 'lavfi', '-i', 'sine=frequency=880:d=0.2', '-af', 'volume=-30dB', beep)
    const source = await value(beep, 'audio')
    const tracks = Array.from({ length: 60 }, (_, index): Track => {
      return { source, start: index * 0.9, in: 0, out: 0.2, gainDb: -3, fadeIn: 0.05, fadeOut: 0.05 }
    })
    const clips = Array.from({ length: 64 }, (_, index) => cut([red, blue, lime][index % 3] ?? red, 0, 1))
    const { output } = await assemble(sequence(clips, tracks))
    expect(decodedFrames(output)).toBe(64 * 24)
    expect(Math.max(...log.map((line) => line.length))).toBeLessThan(32_000)
  })

  it('works without ffprobe', async () => {
    const bare = createMediaTools(createFfmpeg({ ffmpeg: ffmpeg.path, ffprobe: null, log: () => {} }))
    const output = dir.file('bare.mp4')
    const { memo } = folderMemo(scratchFolder())
    const film = sequence([cut(await raw('red', 2)), dissolve(cut(await raw('blue', 2)), 0.5)])
    await bare.assemble(
      film,
      output,
      { profile: PROFILE, audioBitrate: 128_000, memo, open, temp: scratchFolder() },
      quietJob(),
    )
    expect(decodedFrames(output)).toBe(84)
  })

  it('tells progress that never falls and ends at 1', async () => {
    const fractions: number[] = []
    const job = { signal: new AbortController().signal, progress: (fraction: number) => fractions.push(fraction) }
    const film = sequence([cut(red), dissolve(cut(await raw('blue', 2)), 0.5)])
    const { memo } = folderMemo(scratchFolder())
    await tools.assemble(
      film,
      dir.file('told.mp4'),
      { profile: PROFILE, audioBitrate: 128_000, memo, open, temp: scratchFolder() },
      job,
    )
    expect(fractions).toEqual([...fractions].sort((a, b) => a - b))
    expect(fractions.at(-1)).toBe(1)
  })

  it('stops on abort and leaves nothing behind', async () => {
    const controller = new AbortController()
    const [temp, cache] = [scratchFolder(), scratchFolder()]
    const { memo } = folderMemo(cache)
    const job = { signal: controller.signal, progress: () => controller.abort(new Error('enough')) }
    const film = sequence([cut(await raw('red', 2)), dissolve(cut(await raw('blue', 2)), 0.5)])
    const output = dir.file('aborted.mp4')
    const work = tools.assemble(film, output, { profile: PROFILE, audioBitrate: 128_000, memo, open, temp }, job)
    await expect(work).rejects.toThrow('enough')
    expect(readdirSync(temp)).toEqual([])
    expect(readdirSync(cache).filter((name) => name.includes('partial'))).toEqual([])
    expect(readdirSync(dir.folder)).not.toContain('aborted.mp4')
  })

  it('says which clip or track cannot be played', async () => {
    const sound = await value(dir.file('beep.wav'), 'audio')
    const track = {
      source: { ...sound, facts: { format: 'png', bytes: 1 } },
      start: 0,
      in: 0,
      out: 1,
      gainDb: 0,
      fadeIn: 0,
      fadeOut: 0,
    }
    const cases: readonly (readonly [SequenceValue, string])[] = [
      [sequence([]), 'The sequence has no clips'],
      [sequence([cut(red), cut(blue, 2, 1)]), 'Clip 2 shows nothing'],
      [sequence([cut(red), dissolve(cut(lime), 5)]), 'Clip 1 is too short for its dissolves'],
      [sequence([cut(red), cut({ ...lime, type: 'image' })]), 'Clip 2 is no video'],
      [sequence([cut(red)], [track]), 'Track 1 has no sound'],
    ]
    for (const [film, message] of cases) {
      const error = await assemble(film).catch((caught: unknown) => caught)
      expect(error).toBeInstanceOf(MediaError)
      expect(String(error)).toContain(message)
    }
  })
})
