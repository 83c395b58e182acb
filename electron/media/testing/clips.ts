import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { MediaJob } from '#shared/node/media.ts'

/** A job nobody aborts or watches. */
export function quietJob(signal: AbortSignal = new AbortController().signal): MediaJob {
  return { signal, progress: () => {} }
}

/** A new folder and the function that removes it. */
export function scratch(): { folder: string; file: (name: string) => string; remove: () => void } {
  const folder = mkdtempSync(join(tmpdir(), 'reelay-media-'))
  return { folder, file: (name) => join(folder, name), remove: () => rmSync(folder, { recursive: true, force: true }) }
}

/** Runs the system's ffmpeg by hand: test clips must not come out of the code under test. */
export function ffmpegByHand(...args: string[]): string {
  return execFileSync('ffmpeg', ['-v', 'error', '-nostdin', '-y', ...args], { encoding: 'utf8' })
}

export function ffprobeByHand(path: string, ...args: string[]): string {
  return execFileSync('ffprobe', ['-v', 'error', '-of', 'default=nw=1:nk=1', ...args, path], {
    encoding: 'utf8',
  }).trim()
}

/** Frames found by decoding the whole video stream, not by asking the header. */
export function decodedFrames(path: string): number {
  return Number(
    ffprobeByHand(path, '-select_streams', 'v:0', '-count_frames', '-show_entries', 'stream=nb_read_frames'),
  )
}

/** Samples per channel found by decoding the first sound stream. */
export function decodedSamples(path: string): number {
  const args = ['-v', 'error', '-i', path, '-map', '0:a:0', '-f', 's16le', '-ac', '1', 'pipe:1']
  return execFileSync('ffmpeg', args, { maxBuffer: 1e9 }).length / 2
}

/** The average colour of one frame, 0..255 per channel. */
export function averageColour(path: string, frame = 0): readonly [number, number, number] {
  const filter = `select=eq(n\\,${frame}),format=rgb24`
  const args = ['-v', 'error', '-i', path, '-vf', filter, '-frames:v', '1', '-f', 'rawvideo', 'pipe:1']
  const pixels = execFileSync('ffmpeg', args, { maxBuffer: 1e9 })
  const sums: [number, number, number] = [0, 0, 0]
  for (let index = 0; index + 2 < pixels.length; index += 3) {
    sums[0] += pixels[index] ?? 0
    sums[1] += pixels[index + 1] ?? 0
    sums[2] += pixels[index + 2] ?? 0
  }
  const average = (sum: number) => Math.round((sum * 3) / pixels.length)
  return [average(sums[0]), average(sums[1]), average(sums[2])]
}
