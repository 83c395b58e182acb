import { existsSync } from 'node:fs'
import { mkdir } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { Digest } from '#shared/graph/ids.ts'
import { PREVIEW_KINDS, type PreviewKind } from '#shared/ipc/previews.ts'
import type { Host } from '../../host.ts'
import { PREVIEW_FILES } from './kinds.ts'
import { readPeaks } from './peaks.ts'
import { posterOf, proxyOf, stripOf } from './pictures.ts'
import { createQueue } from './queue.ts'
import { writeWhole } from './write-whole.ts'

/** Milliseconds after which a preview is given up: a damaged or hostile file may decode forever. */
const LONGEST = 120_000
/** Milliseconds for which a file that gave no preview is not tried again. */
const PAUSE = 60_000

/** A preview as a file. */
export interface Preview {
  readonly path: string
  /** Its media type. */
  readonly type: string
}

/** Small stand-ins for stored files: poster, filmstrip, hover clip and wave. */
export interface Previews {
  /** Made when first asked for; null where the file is not there or has nothing to show. Never rejects for what a file holds. */
  get(kind: PreviewKind, digest: Digest): Promise<Preview | null>
  /** Stops what is under way. */
  close(): void
}

const PICTURES = { poster: posterOf, strip: stripOf, proxy: proxyOf }

/** `folder` holds the previews by digest; they can be thrown away at any time. One is made at a time: work goes first. */
export function createPreviews(folder: string, { cache, ffmpeg }: Pick<Host, 'cache' | 'ffmpeg'>): Previews {
  const queue = createQueue()
  const making = new Map<string, Promise<Preview | null>>()
  const failed = new Map<string, number>()
  const closing = new AbortController()

  const write = async (kind: PreviewKind, digest: Digest, output: string, signal: AbortSignal): Promise<void> => {
    const input = cache.blobs.path(digest)
    await mkdir(dirname(output), { recursive: true })
    if (kind === 'peaks') {
      await writeWhole(output, JSON.stringify(await readPeaks(ffmpeg, input, signal)))
      return
    }
    const command = await PICTURES[kind](ffmpeg, input, signal)
    await ffmpeg.run({ ...command, output, gently: true }, { signal, progress: () => {} })
  }

  const make = async (kind: PreviewKind, digest: Digest, preview: Preview, name: string): Promise<Preview | null> => {
    if (closing.signal.aborted) return null
    const held = cache.lease([digest])
    const late = new AbortController()
    const timer = setTimeout(() => late.abort(new Error('It takes too long.')), LONGEST)
    try {
      await write(kind, digest, preview.path, AbortSignal.any([closing.signal, late.signal]))
      return preview
    } catch {
      // What cannot be shown small is still shown large: the card goes without.
      failed.set(name, Date.now())
      return null
    } finally {
      clearTimeout(timer)
      held.release()
    }
  }

  return {
    async get(kind, digest) {
      if (!cache.blobs.has(digest)) return null
      const { extension, type } = PREVIEW_FILES[kind]
      const preview = { path: join(folder, kind, digest.slice(0, 2), `${digest}.${extension}`), type }
      if (existsSync(preview.path)) return preview
      const name = `${kind} ${digest}`
      if (Date.now() - (failed.get(name) ?? Number.NEGATIVE_INFINITY) < PAUSE) return null
      const made =
        making.get(name) ??
        queue
          .run(PREVIEW_KINDS.indexOf(kind), () => make(kind, digest, preview, name))
          .finally(() => making.delete(name))
      making.set(name, made)
      return made
    },
    close: () => closing.abort(),
  }
}
