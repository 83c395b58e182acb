import { randomUUID } from 'node:crypto'
import { constants, existsSync, readdirSync, rmSync, type Stats, statSync } from 'node:fs'
import { copyFile, lstat, mkdir, open, rename, rm } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import type { BlobStore } from '#shared/engine/interfaces.ts'
import type { Digest } from '#shared/graph/ids.ts'
import { durable } from '../durable.ts'
import { hashFile } from './hash-file.ts'
import { StoreError, toStoreError } from './store-error.ts'
import type { TempFolders } from './temp-folders.ts'

/** A blob on the disk. */
export interface BlobFile {
  readonly digest: Digest
  readonly path: string
  readonly bytes: number
  /** When its file was last written, milliseconds since the epoch. */
  readonly written: number
}

/** `blobs/ab/<sha256>`: what is in the folder is the truth, no table repeats it. */
export interface FileBlobStore extends BlobStore {
  /** Copies a file of the outside world in; the original stays as it is. Throws a StoreError. */
  import(path: string): Promise<{ digest: Digest; bytes: number }>
  /** Length of a blob in bytes; undefined where it is not in the store. */
  bytes(digest: Digest): number | undefined
  /** Every blob on the disk, by digest. */
  list(): BlobFile[]
  /** Deletes a blob's file. Whether anything still needs it is the caller's to know: see prune. */
  remove(digest: Digest): void
}

export interface BlobStoreOptions {
  readonly folder: string
  readonly temp: TempFolders
  /** Told just before a digest enters the store, so that no other process takes it for rubbish before a row names it. */
  readonly onTake: (digest: Digest) => void
  /** Told when it is there. */
  readonly onStored: (digest: Digest) => void
  /** Told when a blob that should be there is not. */
  readonly onMissing: (digest: Digest) => void
}

const DIGEST = /^[0-9a-f]{64}$/

export function createBlobStore({ folder, temp, onTake, onStored, onMissing }: BlobStoreOptions): FileBlobStore {
  const pathOf = (digest: Digest): string => {
    if (!DIGEST.test(digest))
      throw new StoreError('failed', `"${digest}" is not a SHA-256 digest; nothing is stored by it.`)
    return join(folder, digest.slice(0, 2), digest)
  }
  const bytes = (digest: Digest): number | undefined => statSync(pathOf(digest), { throwIfNoEntry: false })?.size

  /** `path` is ours alone from here on and on the disk of the store. */
  const settle = async (path: string): Promise<{ digest: Digest; bytes: number }> => {
    const hashed = await hashFile(path)
    onTake(hashed.digest)
    // A file of another length under this name is damaged, and the new one takes its place.
    if (bytes(hashed.digest) === hashed.bytes) {
      await rm(path, { force: true })
      onStored(hashed.digest)
      return hashed
    }
    await durable('blob.fsync', () => syncFile(path))
    const target = pathOf(hashed.digest)
    const made = await mkdir(dirname(target), { recursive: true })
    await durable('blob.rename', () => renameOver(path, target))
    await durable('blob.fsync', async () => {
      await syncFolder(dirname(target))
      if (made !== undefined) await syncFolder(folder)
    })
    onStored(hashed.digest)
    return hashed
  }

  const copyIn = async (path: string): Promise<string> => {
    const copy = join(temp.own(), `import-${randomUUID()}`)
    try {
      // A reflink where the file system has them, else a real copy. Hashing the copy rather than the original means that the
      // digest is right even when somebody writes to the original meanwhile.
      await copyFile(path, copy, constants.COPYFILE_FICLONE)
    } catch (error) {
      await rm(copy, { force: true })
      throw error
    }
    return copy
  }

  const importCopy = async (path: string) => {
    const copy = await copyIn(path)
    try {
      return await settle(copy)
    } finally {
      await rm(copy, { force: true })
    }
  }

  const remove = (digest: Digest) => {
    durable('blob.remove', () => rmSync(pathOf(digest), { force: true }))
  }

  return {
    bytes,
    has: (digest) => bytes(digest) !== undefined,
    path(digest) {
      const path = pathOf(digest)
      if (existsSync(path)) return path
      onMissing(digest)
      const message = `The stored file ${digest.slice(0, 12)}… is no longer in ${folder}. Run again: what made it will be made anew.`
      throw new StoreError('blob-missing', message)
    },
    async take(path) {
      try {
        const stats = await lstat(path)
        refuseOddFile(path, stats)
        // Another name of the same file, or another disk: renaming would store a link, or fail.
        if (!stats.isFile() || stats.nlink > 1 || stats.dev !== statSync(temp.own()).dev) {
          const taken = await importCopy(path)
          await rm(path, { force: true })
          return taken
        }
        return await settle(path)
      } catch (error) {
        throw toStoreError(error, `store ${basename(path)}`, storeOrSource(error, folder, path))
      }
    },
    async import(path) {
      try {
        refuseOddFile(path, statSync(path))
        return await importCopy(path)
      } catch (error) {
        throw toStoreError(error, `read ${basename(path)} into the store`, storeOrSource(error, folder, path))
      }
    },
    list() {
      const found: BlobFile[] = []
      for (const prefix of namesIn(folder)) {
        for (const digest of namesIn(join(folder, prefix))) {
          if (!DIGEST.test(digest)) continue
          const path = join(folder, prefix, digest)
          // Another process may be removing blobs right now.
          const stats = statSync(path, { throwIfNoEntry: false })
          if (stats) found.push({ digest, path, bytes: stats.size, written: stats.mtimeMs })
        }
      }
      return found.sort((a, b) => (a.digest < b.digest ? -1 : 1))
    },
    remove,
  }
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder)
  } catch (error) {
    if (error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'ENOTDIR')) return []
    throw error
  }
}

function refuseOddFile(path: string, stats: Stats): void {
  if (stats.isFile() || stats.isSymbolicLink()) return
  const kind = stats.isDirectory() ? 'a folder' : 'not an ordinary file'
  throw new StoreError('not-a-file', `${path} is ${kind}; choose a file.`)
}

/** The message names the disk that is full, or else the file that could not be read. */
function storeOrSource(error: unknown, folder: string, path: string): string {
  const full = error instanceof Error && 'code' in error && (error.code === 'ENOSPC' || error.code === 'EDQUOT')
  return full ? folder : path
}

async function renameOver(from: string, to: string): Promise<void> {
  try {
    await rename(from, to)
  } catch (error) {
    // Windows refuses to replace a file somebody reads: another process stored the same content a moment ago.
    if (process.platform !== 'win32' || !existsSync(to)) throw error
    await rm(from, { force: true })
  }
}

async function syncFile(path: string): Promise<void> {
  // Windows flushes only what is open for writing.
  const file = await open(path, 'r+')
  try {
    await file.sync()
  } finally {
    await file.close()
  }
}

/** Makes a rename survive a power cut. Windows cannot open folders; its file system journals renames by itself. */
async function syncFolder(folder: string): Promise<void> {
  if (process.platform === 'win32') return
  const handle = await open(folder, 'r')
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}
