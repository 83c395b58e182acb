import { createHash, randomUUID } from 'node:crypto'
import { createWriteStream, existsSync, mkdirSync } from 'node:fs'
import { open, rename, rm } from 'node:fs/promises'
import { basename, join } from 'node:path'
import type { Readable } from 'node:stream'
import { Transform } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { toStoreError } from '../cache/store-error.ts'
import { durable } from '../durable.ts'

/** Longest name a file keeps, in characters; file systems take 255 bytes. */
const LONGEST_NAME = 80

/**
 * Stores a file that a browser hands over, as an ordinary input file `uploads/<digest>/NAME`; the same content under the same name
 * is the same file. Throws a StoreError. `scratch` is a folder on the same disk for what is not finished.
 */
export async function storeUpload(content: Readable, name: string, folder: string, scratch: string): Promise<string> {
  const part = join(scratch, `upload-${randomUUID()}`)
  const hash = createHash('sha256')
  const hashing = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      hash.update(chunk)
      done(null, chunk)
    },
  })
  try {
    // Where storing fails, the request stays readable: its answer says why.
    await pipeline(content.iterator({ destroyOnReturn: false }), hashing, createWriteStream(part, { flags: 'wx' }))
    const sub = join(folder, hash.digest('hex').slice(0, 32))
    const path = join(sub, safeName(name))
    if (existsSync(path)) return path
    mkdirSync(sub, { recursive: true })
    const file = await open(part, 'r+')
    try {
      await durable('document.fsync', () => file.sync())
    } finally {
      await file.close()
    }
    await durable('document.rename', () => rename(part, path))
    return path
  } catch (error) {
    throw toStoreError(error, `store ${safeName(name)}`, folder)
  } finally {
    await rm(part, { force: true })
  }
}

/** The last part of a name, without what file systems refuse, its extension kept. */
export function safeName(name: string): string {
  const plain = basename(name.replaceAll('\\', '/'))
    .replace(/[^\p{L}\p{N} ._()-]/gu, '_')
    .replace(/^\.+/, '')
  const [, stem = '', extension = ''] = /^(.*?)(\.[A-Za-z0-9]{1,8})?$/su.exec(plain) ?? []
  return `${stem.slice(0, LONGEST_NAME).trim() || 'file'}${extension}`
}
