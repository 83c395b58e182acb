import { execFile } from 'node:child_process'
import { createHash } from 'node:crypto'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { availableParallelism, tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import type { MediaValue, SequenceValue } from '#shared/graph/values.ts'
import type { ConformProfile, MediaTools } from '#shared/node/media.ts'
import { createFfmpeg } from '../electron/media/ffmpeg.ts'
import { locate } from '../electron/media/locate.ts'
import { folderMemo } from '../electron/media/testing/memo.ts'
import { createMediaTools } from '../electron/media/tools.ts'
import { report } from './lib/report.ts'

const execute = promisify(execFile)

const PROFILE: ConformProfile = {
  width: 1280,
  height: 720,
  fps: { num: 24, den: 1 },
  fit: 'fit',
  background: '#000000',
  lufs: null,
  truePeak: -1.5,
}
const CLIPS = 6
const CLIP_SECONDS = 5
const DISSOLVE_SECONDS = 0.5
const REPEATS = 3
const BITRATE = 192_000
const AAC = ['-c:a', 'aac', '-b:a', String(BITRATE)]
/** Which joins dissolve. */
type Joins = 'none' | 'last' | 'all'
const job = { signal: new AbortController().signal, progress: () => {} }

interface Material {
  readonly folder: string
  readonly ffmpeg: string
  readonly tools: MediaTools
  readonly clips: readonly MediaValue[]
  readonly paths: ReadonlyMap<string, string>
}

/**
 * Compares the final assembly of conformed clips with the ffmpeg command a person would type for the same film, in one run, and
 * measures the peak memory of the app's own process for a film and one four times as long. Gives a Markdown section.
 */
async function assemblyBenchmark(): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'reelay-bench-'))
  try {
    const material = await prepare(folder, PROFILE, CLIPS, CLIP_SECONDS)
    const rows = [
      await compare(material, 'as the demo: cuts, and a dissolve into the last clip', 'last'),
      await compare(material, 'plain cuts', 'none'),
      await compare(material, `dissolves of ${DISSOLVE_SECONDS} s`, 'all'),
    ]
    const [short, long] = [await peakMemory(CLIPS), await peakMemory(CLIPS * 4)]
    return [
      `${CLIPS} conformed clips of ${CLIP_SECONDS} s, ${PROFILE.width}×${PROFILE.height}, 24 frames per second, to one mp4 (H.264 + AAC), on ${availableParallelism()} cores. ` +
        `Medians of ${REPEATS} repeats, interleaved. By hand: one ffmpeg command over the same clips (cuts: concat demuxer and stream copy; ` +
        'dissolves: concat, xfade and acrossfade, everything encoded with the same x264 preset and quality). Cold: an empty memo. Warm: the same film again. ' +
        'Aim: the demo’s film under 1.1. Plain cuts cold are slower than a bare copy because the timestamps of every clip are checked before it is trusted to join, and the sound is mixed from samples.',
      '',
      '| film | by hand | cold | warm | cold ÷ by hand | warm ÷ by hand |',
      '| --- | ---: | ---: | ---: | ---: | ---: |',
      ...rows,
      '',
      `Peak memory of the app’s process (ffmpeg’s own not counted): ${short.toFixed(0)} MB for ${CLIPS} clips, ${long.toFixed(0)} MB for ${CLIPS * 4} clips ` +
        `(${(long / short).toFixed(2)} times).`,
      '',
    ].join('\n')
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** Makes conformed clips of moving pattern and tone. */
async function prepare(folder: string, profile: ConformProfile, count: number, seconds: number): Promise<Material> {
  const { ffmpeg, ffprobe } = locate()
  const tools = createMediaTools(createFfmpeg({ ffmpeg: ffmpeg.path, ffprobe: ffprobe?.path ?? null, log: () => {} }))
  const clips: MediaValue[] = []
  const paths = new Map<string, string>()
  for (let index = 0; index < count; index++) {
    const raw = join(folder, `raw-${index}.mp4`)
    const picture = `testsrc2=s=${profile.width}x${profile.height}:r=24:d=${seconds},hue=h=${index * 40}`
    const inputs = [
      '-f',
      'lavfi',
      '-i',
      picture,
      '-f',
      'lavfi',
      '-i',
      `sine=frequency=${220 + index * 40}:r=48000:d=${seconds}`,
    ]
    await execute(ffmpeg.path, [
      '-v',
      'error',
      '-y',
      ...inputs,
      '-c:v',
      'libx264',
      '-preset',
      'ultrafast',
      '-pix_fmt',
      'yuv420p',
      raw,
    ])
    const path = join(folder, `clip-${index}.mp4`)
    await tools.conform(raw, path, profile, job)
    const digest = createHash('sha256').update(readFileSync(path)).digest('hex')
    paths.set(digest, path)
    clips.push({ type: 'video', digest, facts: await tools.probe(path) })
    rmSync(raw)
  }
  return { folder, ffmpeg: ffmpeg.path, tools, clips, paths }
}

function film(clips: readonly MediaValue[], seconds: number, joins: Joins): SequenceValue {
  const dissolve = { kind: 'dissolve', seconds: DISSOLVE_SECONDS } as const
  const cut = { kind: 'cut', seconds: 0 } as const
  const dissolves = (index: number) => joins === 'all' || (joins === 'last' && index === clips.length - 1)
  return {
    type: 'sequence',
    clips: clips.map((source, index) => {
      return { source, in: 0, out: seconds, transition: dissolves(index) ? dissolve : cut, gainDb: 0 }
    }),
    tracks: [],
  }
}

async function compare(material: Material, name: string, joins: Joins): Promise<string> {
  const { folder, tools, clips, paths } = material
  const sequence = film(clips, CLIP_SECONDS, joins)
  const hand: number[] = []
  const cold: number[] = []
  const warm: number[] = []
  for (let repeat = 0; repeat < REPEATS; repeat++) {
    const scratch = mkdtempSync(join(folder, 'run-'))
    const { memo } = folderMemo(scratch)
    const options = {
      profile: PROFILE,
      audioBitrate: BITRATE,
      memo,
      open: async (digest: string) => paths.get(digest) ?? '',
      temp: scratch,
    }
    const assemble = () => tools.assemble(sequence, join(scratch, 'film.mp4'), options, job)
    hand.push(
      await timed(() => (joins === 'none' ? cutsByHand(material, scratch) : dissolvesByHand(material, joins, scratch))),
    )
    cold.push(await timed(assemble))
    warm.push(await timed(assemble))
    rmSync(scratch, { recursive: true })
  }
  const [byHand, first, again] = [median(hand), median(cold), median(warm)]
  const seconds = (value: number) => `${value.toFixed(2)} s`
  const ratio = (value: number) => (value / byHand).toFixed(2)
  return `| ${name} | ${seconds(byHand)} | ${seconds(first)} | ${seconds(again)} | ${ratio(first)} | ${ratio(again)} |`
}

async function cutsByHand({ ffmpeg, paths }: Material, scratch: string): Promise<void> {
  const list = join(scratch, 'hand.txt')
  writeFileSync(list, [...paths.values()].map((path) => `file '${path}'\n`).join(''))
  const args = ['-f', 'concat', '-safe', '0', '-i', list, '-c:v', 'copy', ...AAC, '-movflags', '+faststart']
  await execute(ffmpeg, ['-v', 'error', '-nostdin', '-y', ...args, join(scratch, 'hand.mp4')])
}

async function dissolvesByHand({ ffmpeg, paths }: Material, joins: 'last' | 'all', scratch: string): Promise<void> {
  const inputs = [...paths.values()].flatMap((path) => ['-i', path])
  const steps: string[] = []
  const last = paths.size - 1
  const fade = (picture: string, sound: string, index: number, offset: number) => {
    steps.push(`${picture}[${index}:v]xfade=transition=fade:duration=${DISSOLVE_SECONDS}:offset=${offset}[v${index}]`)
    steps.push(`${sound}[${index}:a]acrossfade=d=${DISSOLVE_SECONDS}:c1=qsin:c2=qsin[a${index}]`)
  }
  if (joins === 'last') {
    const all = Array.from({ length: last }, (_, index) => `[${index}:v][${index}:a]`).join('')
    steps.push(
      `${all}concat=n=${last}:v=1:a=1[cv][ca]`,
      '[cv]settb=AVTB,fps=24[cvt]',
      `[${last}:v]settb=AVTB,fps=24[lv]`,
    )
    steps.push(
      `[cvt][lv]xfade=transition=fade:duration=${DISSOLVE_SECONDS}:offset=${last * CLIP_SECONDS - DISSOLVE_SECONDS}[v${last}]`,
    )
    steps.push(`[ca][${last}:a]acrossfade=d=${DISSOLVE_SECONDS}:c1=qsin:c2=qsin[a${last}]`)
  } else {
    for (let index = 1; index < paths.size; index++) {
      const [picture, sound] = index === 1 ? ['[0:v]', '[0:a]'] : [`[v${index - 1}]`, `[a${index - 1}]`]
      fade(picture, sound, index, index * (CLIP_SECONDS - DISSOLVE_SECONDS))
    }
  }
  const x264 = ['-c:v', 'libx264', '-preset', 'veryfast', '-crf', '16', '-pix_fmt', 'yuv420p']
  const args = [
    '-filter_complex',
    steps.join(';'),
    '-map',
    `[v${last}]`,
    '-map',
    `[a${last}]`,
    ...x264,
    ...AAC,
    '-movflags',
    '+faststart',
  ]
  await execute(ffmpeg, ['-v', 'error', '-nostdin', '-y', ...inputs, ...args, join(scratch, 'hand.mp4')])
}

async function timed(act: () => Promise<void>): Promise<number> {
  const start = performance.now()
  await act()
  return (performance.now() - start) / 1000
}

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN
}

/** Peak resident memory, in MB, of a fresh process that assembles a film of so many short clips. */
async function peakMemory(clips: number): Promise<number> {
  const { stdout } = await execute(process.execPath, [fileURLToPath(import.meta.url), '--peak', String(clips)])
  return Number(stdout)
}

async function assembleOnce(count: number): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'reelay-bench-'))
  try {
    const profile = { ...PROFILE, width: 320, height: 180 }
    const { tools, clips, paths } = await prepare(folder, profile, count, 2)
    const scratch = join(folder, 'scratch')
    mkdirSync(scratch)
    const { memo } = folderMemo(scratch)
    const open = async (digest: string) => paths.get(digest) ?? ''
    const options = { profile, audioBitrate: BITRATE, memo, open, temp: scratch }
    await tools.assemble(film(clips, 2, 'all'), join(scratch, 'film.mp4'), options, job)
    // Kilobytes on every system Node runs on.
    process.stdout.write(String(process.resourceUsage().maxRSS / 1024))
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  if (process.argv[2] === '--peak') await assembleOnce(Number(process.argv[3]))
  else report('assembly', 'Final assembly against ffmpeg typed by hand', await assemblyBenchmark())
}
