import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { MediaJob } from '#shared/node/media.ts'
import type { Ffmpeg } from '../../media/door.ts'
import { inFilter } from './filter.ts'
import type { Mask } from './scenes/scene.ts'

export interface TextOptions {
  readonly ffmpeg: Ffmpeg
  readonly job: MediaJob
  /** A folder for the text file ffmpeg reads. */
  readonly temp: string
  /** Path of a font file. */
  readonly font: string
}

/** Draws one line of text `size` pixels high and gives its coverage, trimmed to the ink sideways. */
export async function drawText(text: string, size: number, options: TextOptions): Promise<Mask> {
  const width = 2 * Math.ceil((text.length * size * 1.1 + size) / 2)
  const height = 2 * Math.ceil((size * 1.5) / 2)
  const file = join(options.temp, 'text.txt')
  await writeFile(file, text)
  // Text comes from a file and is not expanded, so nothing in a prompt can be taken for a filter option.
  const draw = [
    `drawtext=fontfile=${inFilter(options.font)}`,
    `textfile=${inFilter(file)}`,
    'expansion=none',
    'fontcolor=white',
    `fontsize=${Math.round(size)}`,
    `x=${Math.round(size / 2)}`,
    // From the baseline, so that every text of a size sits alike, whatever letters it has.
    `y=${Math.round(size * 1.12)}-ascent`,
  ].join(':')
  const whole = new Uint8Array(width * height)
  let filled = 0
  const frames = options.ffmpeg.stream(
    {
      inputs: [{ path: `color=c=black:s=${width}x${height}:r=1:d=1`, options: ['-f', 'lavfi'] }],
      filter: `[0:v]format=rgb24,${draw},extractplanes=r[out]`,
      outputOptions: ['-map', '[out]', '-frames:v', '1', '-f', 'rawvideo', '-pix_fmt', 'gray'],
    },
    options.job,
  )
  for await (const chunk of frames) {
    whole.set(chunk.subarray(0, whole.length - filled), filled)
    filled += chunk.length
  }
  return trimmed({ width, height, data: whole })
}

function trimmed(mask: Mask): Mask {
  let left = mask.width
  let right = -1
  for (let y = 0; y < mask.height; y++) {
    for (let x = 0; x < mask.width; x++) {
      if ((mask.data[y * mask.width + x] as number) < 8) continue
      if (x < left) left = x
      if (x > right) right = x
    }
  }
  if (right < left) return { width: 2, height: mask.height, data: new Uint8Array(2 * mask.height) }
  const width = right - left + 1
  const data = new Uint8Array(width * mask.height)
  for (let y = 0; y < mask.height; y++) {
    data.set(mask.data.subarray(y * mask.width + left, y * mask.width + right + 1), y * width)
  }
  return { width, height: mask.height, data }
}
