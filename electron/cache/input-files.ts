import { type BigIntStats, statSync } from 'node:fs'
import type { Digest } from '#shared/graph/ids.ts'
import type { Store } from '../database.ts'

export interface InputFileFacts {
  readonly digest: Digest
  readonly bytes: number
}

/** A file as it looked when its content was read: same path, size, time and inode mean the same content. */
export interface FileStamp {
  readonly size: number
  readonly mtimeNs: bigint
  readonly inode: bigint
}

/** What is known of files outside the store, by absolute path. */
export interface InputFiles {
  /** The content of a file as it is now, if it was read before and has not changed since; no content is read. Its blob may have been evicted. */
  lookup(path: string): InputFileFacts | undefined
  /** Notes what a file holds; `stamp` is its state from *before* it was read, so that a change meanwhile is noticed. */
  remember(path: string, stamp: FileStamp, digest: Digest): void
  /** What this path held when it was last read, be the file still there or not. */
  last(path: string): InputFileFacts | undefined
  /** True where an unchanged file outside still holds this content, so that its blob can be made again. */
  stillOutside(digest: Digest): boolean
  /** True for the content of any file ever read. */
  isInput(digest: Digest): boolean
  digests(): Digest[]
}

/** The state of a file now; undefined where there is none. Follows links. */
export function stampOf(path: string): FileStamp | undefined {
  let stats: BigIntStats | undefined
  try {
    stats = statSync(path, { bigint: true, throwIfNoEntry: false })
  } catch {
    // A folder on the way may not be entered: for us there is no such file; reading it says why.
    return undefined
  }
  return stats?.isFile() ? { size: Number(stats.size), mtimeNs: stats.mtimeNs, inode: stats.ino } : undefined
}

type Facts = { digest: Digest; size: number }
type Stored = Facts & { path: string; mtime_ns: string; inode: string }

export function createInputFiles(store: Store): InputFiles {
  const exact = store.read<Facts, [string, number, string, string]>(
    'SELECT digest, size FROM input_files WHERE path = ? AND size = ? AND mtime_ns = ? AND inode = ?',
  )
  const latest = store.read<Facts, [string]>(
    'SELECT digest, size FROM input_files WHERE path = ? ORDER BY seen DESC LIMIT 1',
  )
  const byDigest = store.read<Stored, [Digest]>(
    'SELECT path, size, mtime_ns, inode, digest FROM input_files WHERE digest = ?',
  )
  const digests = store.read<{ digest: Digest }, []>('SELECT DISTINCT digest FROM input_files')
  // REPLACE gives the row a new `seen`, which makes it the latest of its path.
  const insert = store.writer<[string, number, string, string, Digest]>(
    'INSERT OR REPLACE INTO input_files (path, size, mtime_ns, inode, digest) VALUES (?, ?, ?, ?, ?)',
  )
  const factsOf = (row: Facts | undefined): InputFileFacts | undefined => row && { digest: row.digest, bytes: row.size }
  return {
    lookup(path) {
      const stamp = stampOf(path)
      return stamp && factsOf(exact.get(path, stamp.size, String(stamp.mtimeNs), String(stamp.inode)))
    },
    remember(path, stamp, digest) {
      store.write('cache.input-file', () =>
        insert.run(path, stamp.size, String(stamp.mtimeNs), String(stamp.inode), digest),
      )
    },
    last: (path) => factsOf(latest.get(path)),
    stillOutside(digest) {
      return byDigest.all(digest).some((row) => {
        const stamp = stampOf(row.path)
        if (!stamp) return false
        return stamp.size === row.size && String(stamp.mtimeNs) === row.mtime_ns && String(stamp.inode) === row.inode
      })
    },
    isInput: (digest) => byDigest.get(digest) !== undefined,
    digests: () => digests.all().map((row) => row.digest),
  }
}
