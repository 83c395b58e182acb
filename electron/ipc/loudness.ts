import { createPool } from '#shared/engine/pool.ts'
import type { Digest } from '#shared/graph/ids.ts'
import type { Host } from '../host.ts'
import { type Loudness, measureLoudness } from '../media/loudness.ts'
import { Fault } from './fault.ts'

/** How loud stored sounds are. */
export interface Loudnesses {
  /** Null for silence. Throws a Fault where the file is not there or has no sound that can be measured. */
  of(digest: Digest): Promise<Loudness | null>
}

/** Measures one sound at a time: work goes first. What was measured is remembered while the host is up. */
export function createLoudnesses({ cache, ffmpeg }: Pick<Host, 'cache' | 'ffmpeg'>): Loudnesses {
  const pool = createPool(1)
  const known = new Map<Digest, Promise<Loudness | null>>()
  const never = new AbortController().signal

  const measure = async (digest: Digest): Promise<Loudness | null> => {
    const held = cache.lease([digest])
    try {
      if (held.missing.length > 0)
        throw new Fault('not-found', 'This file is not in the store any more; run again and it is made anew.')
      const inputs = [{ path: cache.blobs.path(digest), options: ['-vn'] }]
      return await measureLoudness(ffmpeg, inputs, '[0:a:0]anull[sound]', { signal: never, progress: () => {} })
    } catch (error) {
      if (error instanceof Fault) throw error
      throw new Fault(
        'not-found',
        'The loudness of this file cannot be measured: it has no sound that ffmpeg can read.',
      )
    } finally {
      held.release()
    }
  }

  return {
    of(digest) {
      const wanted = known.get(digest) ?? pool.run(() => measure(digest))
      known.set(digest, wanted)
      // A file that is gone may come back, an ffmpeg that is missing may be installed.
      wanted.catch(() => known.delete(digest))
      return wanted
    },
  }
}
