import type { MediaJob } from '#shared/node/media.ts'
import { type Ffmpeg, MediaError } from '../../media/door.ts'
import { emptyPicture, type Picture } from './paint/picture.ts'

/** The first picture of an image or video, no side longer than `longest` pixels. */
export async function loadPicture(ffmpeg: Ffmpeg, path: string, longest: number, job: MediaJob): Promise<Picture> {
  // PAM tells its own size before the pixels.
  const fit = `scale=w='min(${longest},iw)':h='min(${longest},ih)':force_original_aspect_ratio=decrease:flags=area`
  const chunks: Uint8Array[] = []
  const frames = ffmpeg.stream(
    {
      inputs: [{ path }],
      filter: `[0:v:0]${fit},format=rgba[out]`,
      outputOptions: ['-map', '[out]', '-frames:v', '1', '-f', 'image2pipe', '-c:v', 'pam'],
    },
    job,
  )
  for await (const chunk of frames) chunks.push(chunk)
  const bytes = Buffer.concat(chunks)
  const end = bytes.indexOf('ENDHDR\n')
  const header = bytes.toString('latin1', 0, Math.max(0, end))
  const width = Number(/WIDTH (\d+)/.exec(header)?.[1] ?? 0)
  const height = Number(/HEIGHT (\d+)/.exec(header)?.[1] ?? 0)
  const depth = Number(/DEPTH (\d+)/.exec(header)?.[1] ?? 0)
  const pixels = bytes.subarray(end + 7)
  if (end < 0 || width === 0 || height === 0 || depth !== 4 || pixels.length < width * height * 4) {
    throw new MediaError(`${path} shows no picture that the stand-in can read: give another image.`)
  }
  const picture = emptyPicture(width, height)
  const { width: stride } = picture
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const from = (y * width + x) * 4
      const to = (y * stride + x) * 4
      const alpha = (pixels[from + 3] as number) / 255
      for (let k = 0; k < 3; k++) picture.data[to + k] = ((pixels[from + k] as number) / 255) * alpha
      picture.data[to + 3] = alpha
    }
  }
  return picture
}
