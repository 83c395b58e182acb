import { hash } from 'node:crypto'
import { constants, readFileSync } from 'node:fs'
import { access, readFile, stat } from 'node:fs/promises'
import { extname, resolve } from 'node:path'
import { WorkError } from '#shared/engine/work-error.ts'
import type { InputFile } from '#shared/engine/world.ts'
import type { Digest } from '#shared/graph/ids.ts'
import { hashFile } from '../cache/hash-file.ts'
import { stampOf } from '../cache/input-files.ts'
import type { Cache } from '../cache/open-cache.ts'
import { MAX_CSV_BYTES, parseCsv } from './csv.ts'

/** What is known of the input files of one document; paths in it are relative to its folder. */
export interface InputReader {
  /** Without reading content; undefined where that is needed. */
  file(path: string): InputFile | undefined
  /** Reads (hashes) a file that nobody has read in its present state. */
  read(path: string): Promise<InputFile>
  /** Copies a file's content into the store, where it is not there yet. */
  import(digest: Digest): Promise<void>
}

const TABLES = new Set(['.csv', '.tsv'])

export function createInputReader(cache: Pick<Cache, 'inputs' | 'blobs'>, folder: string): InputReader {
  const known = new Map<string, InputFile>()
  const paths = new Map<Digest, string>()

  const remember = (path: string, file: InputFile): InputFile => {
    known.set(path, file)
    if (file.ok) paths.set(file.digest, resolve(folder, path))
    return file
  }

  /** A file that is gone loses nothing already made: the stored copy of what it last held stands in for it. */
  const gone = (path: string, why: string): InputFile => {
    const last = cache.inputs.last(resolve(folder, path))
    if (!last || !cache.blobs.has(last.digest)) return { ok: false, message: why }
    const stored = cache.blobs.path(last.digest)
    return {
      ok: true,
      digest: last.digest,
      ...(isTable(path) ? { table: parseCsv(readFileSync(stored, 'utf8')) } : {}),
    }
  }

  return {
    file(path) {
      const before = known.get(path)
      if (before) return before
      const facts = cache.inputs.lookup(resolve(folder, path))
      if (!facts || isTable(path)) return undefined
      return remember(path, { ok: true, digest: facts.digest })
    },
    async read(path) {
      const absolute = resolve(folder, path)
      const stamp = stampOf(absolute)
      try {
        if (!stamp) return remember(path, gone(path, await whyUnreadable(path, absolute)))
        await access(absolute, constants.R_OK)
        const read = isTable(path)
          ? await readTable(absolute)
          : (cache.inputs.lookup(absolute) ?? (await hashFile(absolute)))
        cache.inputs.remember(absolute, stamp, read.digest)
        return remember(path, { ok: true, digest: read.digest, ...('table' in read ? { table: read.table } : {}) })
      } catch (error) {
        const reason = error instanceof Error && !('syscall' in error) ? error.message : 'It cannot be read.'
        return remember(path, { ok: false, message: `the file ‘${path}’ cannot be used. ${reason}` })
      }
    },
    async import(digest) {
      if (cache.blobs.has(digest)) return
      const path = paths.get(digest)
      if (path === undefined)
        throw new WorkError('failed', 'its input file is no longer in the store; choose the file again.')
      const { digest: found } = await cache.blobs.import(path)
      if (found !== digest) throw new WorkError('failed', `${path} was changed while it was read; run again.`)
    },
  }
}

function isTable(path: string): boolean {
  return TABLES.has(extname(path).toLowerCase())
}

/** Digest and rows from one reading, so that rows are never kept under the digest of another state of the file. */
async function readTable(path: string) {
  const { size } = await stat(path)
  if (size > MAX_CSV_BYTES) throw new Error(`It has ${size} bytes; tables are read up to ${MAX_CSV_BYTES}.`)
  const bytes = await readFile(path)
  return { digest: hash('sha256', bytes, 'hex'), table: parseCsv(bytes.toString('utf8')) }
}

async function whyUnreadable(path: string, absolute: string): Promise<string> {
  try {
    const found = await stat(absolute)
    return found.isDirectory() ? `‘${path}’ is a folder, not a file.` : `‘${path}’ is not an ordinary file.`
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : ''
    return code === 'EACCES' ? `the file ‘${path}’ may not be read.` : `there is no file ‘${path}’ beside the document.`
  }
}
