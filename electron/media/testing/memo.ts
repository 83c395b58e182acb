import { createHash } from 'node:crypto'
import { existsSync, renameSync } from 'node:fs'
import { join } from 'node:path'
import { canonicalJson } from '#shared/json.ts'
import type { Memo } from '#shared/node/media.ts'

/** A memo over a folder that notes what it had to make. */
export function folderMemo(folder: string): { memo: Memo; made: string[] } {
  const made: string[] = []
  const memo: Memo = async (name, fingerprint, extension, produce) => {
    const key = createHash('sha256').update(canonicalJson(fingerprint)).digest('hex')
    const path = join(folder, key)
    if (existsSync(path)) return path
    made.push(name)
    const fresh = `${path}.${extension}`
    await produce(fresh)
    // The store's files have no extension.
    renameSync(fresh, path)
    return path
  }
  return { memo, made }
}
