import { existsSync, mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { createPool } from '#shared/engine/pool.ts'
import type { Digest } from '#shared/graph/ids.ts'
import type { Host } from '../host.ts'
import { contentTypeOf } from './content-type.ts'

/** Pixels a poster has at most, across and down. */
const POSTER = { width: 320, height: 180 }

/** Small JPEG pictures of stored files: a frame of a clip, a still made small, the wave of a sound. */
export interface Posters {
  /** Path of the poster of a stored file; null where the file is not there or has nothing to show. */
  get(digest: Digest): Promise<string | null>
  /** Stops what is under way. */
  close(): void
}

/** `folder` holds the posters by digest; they can be thrown away at any time. One is made at a time: work goes first. */
export function createPosters(folder: string, { cache, ffmpeg }: Pick<Host, 'cache' | 'ffmpeg'>): Posters {
  const pool = createPool(1)
  const making = new Map<Digest, Promise<string | null>>()
  const controller = new AbortController()

  const make = async (digest: Digest, path: string): Promise<string | null> => {
    const type = await contentTypeOf(cache.blobs.path(digest))
    const fitted = `scale=w=${POSTER.width}:h=${POSTER.height}:force_original_aspect_ratio=decrease:force_divisible_by=2`
    const filter = type.startsWith('audio/')
      ? `[0:a:0]aformat=channel_layouts=mono,showwavespic=s=${POSTER.width}x${POSTER.height}:colors=white[v]`
      : `[0:v:0]${fitted}[v]`
    const held = cache.lease([digest])
    try {
      const options = [
        '-map',
        '[v]',
        '-frames:v',
        '1',
        '-update',
        '1',
        '-q:v',
        '4',
        '-c:v',
        'mjpeg',
        '-pix_fmt',
        'yuvj420p',
      ]
      await ffmpeg.run(
        {
          inputs: [{ path: cache.blobs.path(digest), options: ['-threads', '1'] }],
          filter,
          outputOptions: [...options, '-f', 'image2'],
          output: path,
          seconds: 0,
        },
        { signal: controller.signal, progress: () => {} },
      )
      return path
    } catch {
      // A file that cannot be shown small is still shown large: the card goes without a picture.
      return null
    } finally {
      held.release()
    }
  }

  return {
    async get(digest) {
      if (!cache.blobs.has(digest)) return null
      const sub = join(folder, digest.slice(0, 2))
      const path = join(sub, `${digest}.jpg`)
      if (existsSync(path)) return path
      mkdirSync(sub, { recursive: true })
      const made = making.get(digest) ?? pool.run(() => make(digest, path)).finally(() => making.delete(digest))
      making.set(digest, made)
      return made
    },
    close: () => controller.abort(),
  }
}
