import { randomBytes } from 'node:crypto'
import { type FileHandle, open, readdir, rename, rm } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { durable } from '../durable.ts'
import { isRunning } from '../is-running.ts'

export interface ReplaceOptions {
  /** Permission bits of the new file; without them, those the process gives to any new file. */
  readonly mode?: number
  /** Called when the new bytes are safe on disk, right before they take the place; throws to leave everything as it was. */
  readonly beforeRename?: () => Promise<void>
}

/**
 * Puts bytes in the place of a file so that at any instant, also through a crash, the old or the new content is there in full:
 * temp file in the same folder, fsync, rename, fsync of the folder. On failure nothing is left behind.
 */
export async function replaceFile(
  path: string,
  bytes: Uint8Array,
  { mode, beforeRename }: ReplaceOptions = {},
): Promise<void> {
  await removeLeftovers(path)
  const temp = join(dirname(path), `${tempPrefix(path)}${process.pid}.${randomBytes(6).toString('hex')}.tmp`)
  try {
    const file = await open(temp, 'wx')
    try {
      await file.writeFile(bytes)
      if (mode !== undefined) await file.chmod(mode)
      await durable('document.fsync', () => file.sync())
    } finally {
      await file.close()
    }
    await beforeRename?.()
    await durable('document.rename', async () => {
      await rename(temp, path)
      await syncFolder(dirname(path))
    })
  } catch (error) {
    await rm(temp, { force: true })
    throw error
  }
}

const tempPrefix = (path: string) => `.${basename(path)}.`

/** Removes temp files of this document whose process was killed while it saved. */
async function removeLeftovers(path: string): Promise<void> {
  const prefix = tempPrefix(path)
  for (const name of await readdir(dirname(path))) {
    const pid = name.startsWith(prefix) ? /^(\d+)\.[0-9a-f]{12}\.tmp$/.exec(name.slice(prefix.length))?.[1] : undefined
    if (pid !== undefined && !isRunning(Number(pid))) await rm(join(dirname(path), name), { force: true })
  }
}

/** What file systems say that cannot sync a folder (Windows, some network shares): there the rename alone must do. */
const CANNOT_SYNC_FOLDERS = new Set(['EINVAL', 'ENOTSUP', 'EPERM', 'EISDIR', 'EACCES'])

async function syncFolder(folder: string): Promise<void> {
  let handle: FileHandle | undefined
  try {
    handle = await open(folder, 'r')
    await handle.sync()
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && CANNOT_SYNC_FOLDERS.has(String(error.code)))) throw error
  } finally {
    await handle?.close()
  }
}
