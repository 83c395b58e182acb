import { access, constants, readFile, realpath, stat } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { type Document, FORMAT_VERSION } from '#shared/graph/document.ts'
import type { Digest } from '#shared/graph/ids.ts'
import type { Registry } from '#shared/node/define.ts'
import type { ProjectWarning } from '#shared/project/integrity.ts'
import { parseProject } from '#shared/project/parse.ts'
import { serialiseProject } from '#shared/project/serialise.ts'
import { sha256 } from '../hash.ts'
import { fileError, ProjectFileError } from './project-error.ts'
import { replaceFile } from './replace-file.ts'

/** Bytes; a project is text about media and never comes near this. */
const MAX_BYTES = 64 * 1024 * 1024

export interface OpenedProject {
  readonly path: string
  readonly document: Document
  readonly warnings: readonly ProjectWarning[]
  /** SHA-256 of the file's bytes: what a later save expects to find. */
  readonly digest: Digest
  /** True where the document was brought to today's version; the file itself is as it was until the first edit is saved. */
  readonly migrated: boolean
}

/** Reads a project file. Throws ProjectFileError with a sentence naming the file. */
export async function openProject(path: string, registry: Registry): Promise<OpenedProject> {
  const { bytes } = await readBytes(path, 'open')
  const result = parseProject(decode(bytes, path), registry)
  if (!result.ok) throw new ProjectFileError('unreadable', `${path}: ${result.problem}`)
  const { document, warnings, migrated } = result
  return { path, document, warnings, digest: sha256(bytes), migrated }
}

export interface SaveOptions {
  /** The digest the file had when it was opened or last saved; null for a new file, where nothing may be yet. */
  readonly expectedDigest: Digest | null
  /** The document as it was opened: saving the same content writes nothing, however the file is laid out. */
  readonly unedited?: Document
}

export interface SavedProject {
  /** Of the file as it is now. */
  readonly digest: Digest
  /** False where nothing had to be written. */
  readonly written: boolean
  /** Where the file went that an older version had written. */
  readonly backup?: string
}

/**
 * Saves a project so that a crash leaves the old file or the new one. Writes nothing where the bytes are equal; refuses, with a
 * `conflict`, where the file is not the one that was opened. A file written by an older version is kept beside it as
 * `NAME.v<old>.reelay.bak`. A link is followed, the file's permissions stay. Throws ProjectFileError.
 */
export async function saveProject(
  path: string,
  document: Document,
  { expectedDigest, unedited }: SaveOptions,
): Promise<SavedProject> {
  const text = serialiseProject(document)
  const bytes = Buffer.from(text)
  if (bytes.length > MAX_BYTES) throw tooBig(path, bytes.length)
  const digest = sha256(bytes)
  try {
    const target = await followLink(path)
    const before = await readIfThere(target)
    if (before && sha256(before.bytes) === digest) return { digest, written: false }
    checkUnchanged(path, before?.bytes, expectedDigest)
    if (
      before &&
      expectedDigest !== null &&
      unedited &&
      (unedited === document || serialiseProject(unedited) === text)
    ) {
      return { digest: expectedDigest, written: false }
    }
    if (before) await access(target, constants.W_OK)
    const backup = before ? await keepOlder(target, before.bytes, document) : undefined
    await replaceFile(target, bytes, {
      ...(before ? { mode: before.mode } : {}),
      beforeRename: async () => checkUnchanged(path, (await readIfThere(target))?.bytes, expectedDigest),
    })
    return { digest, written: true, ...(backup === undefined ? {} : { backup }) }
  } catch (error) {
    throw fileError(error, path, 'save')
  }
}

interface FileContent {
  readonly bytes: Buffer
  readonly mode: number
}

async function readBytes(path: string, doing: 'open' | 'save'): Promise<FileContent> {
  try {
    const facts = await stat(path)
    if (facts.isDirectory()) throw Object.assign(new Error('is a folder'), { code: 'EISDIR' })
    // Reading a pipe or a device might never end.
    if (!facts.isFile()) throw new ProjectFileError('unreadable', `${path} is not a regular file; name a project file.`)
    if (facts.size > MAX_BYTES) throw tooBig(path, facts.size)
    return { bytes: await readFile(path), mode: facts.mode & 0o7777 }
  } catch (error) {
    throw fileError(error, path, doing)
  }
}

async function readIfThere(path: string): Promise<FileContent | null> {
  try {
    await stat(path)
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null
    throw error
  }
  return readBytes(path, 'save')
}

function decode(bytes: Uint8Array, path: string): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch (cause) {
    const message = `${path} is not UTF-8 text, so it is no project file or it is damaged; restore an earlier copy of it.`
    throw new ProjectFileError('not-utf8', message, cause)
  }
}

function checkUnchanged(path: string, bytes: Uint8Array | undefined, expected: Digest | null): void {
  if (expected === null) {
    if (bytes)
      throw new ProjectFileError('conflict', `There is already a file ${path}; choose another name or open that one.`)
  } else if (!bytes) {
    throw new ProjectFileError('conflict', `${path} was moved or deleted since it was opened; save under another name.`)
  } else if (sha256(bytes) !== expected) {
    throw new ProjectFileError(
      'conflict',
      `${path} was changed by something else since it was opened; it was not overwritten. Open it again, or save under another name.`,
    )
  }
}

/** The file a link leads to; a name that is not there yet stands for itself. */
async function followLink(path: string): Promise<string> {
  try {
    return await realpath(path)
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return path
    throw error
  }
}

/** Copies a file that an older version wrote to a name beside it, before the first write of this version replaces it. */
async function keepOlder(path: string, bytes: Buffer, document: Document): Promise<string | undefined> {
  const version = olderVersion(bytes, document)
  if (version === null) return undefined
  const name = basename(path, '.reelay')
  for (let copy = 1; ; copy++) {
    const backup = join(dirname(path), `${name}.v${version}${copy === 1 ? '' : `-${copy}`}.reelay.bak`)
    const there = await readIfThere(backup)
    if (there && !there.bytes.equals(bytes)) continue
    if (!there) await replaceFile(backup, bytes)
    return backup
  }
}

/** The format of a file that was migrated to become the document (its format or a node's params); null where none was. */
function olderVersion(bytes: Buffer, document: Document): number | null {
  const { reelay, nodes } = JSON.parse(bytes.toString('utf8').replace(/^\uFEFF/, '')) as {
    reelay?: unknown
    nodes?: unknown
  }
  if (typeof reelay !== 'number') return null
  if (reelay < FORMAT_VERSION) return reelay
  const today = new Map(document.nodes.map((node) => [node.id, node]))
  const isOlder = (saved: { id?: unknown; type?: unknown; version?: unknown }) => {
    const node = today.get(String(saved.id))
    return node !== undefined && node.type === saved.type && node.version > Number(saved.version ?? 1)
  }
  return Array.isArray(nodes) && nodes.some(isOlder) ? reelay : null
}

function tooBig(path: string, bytes: number): ProjectFileError {
  const size = Math.ceil(bytes / 1024 / 1024)
  return new ProjectFileError('too-big', `${path} has ${size} MB; a project file may have 64 MB. Is it a media file?`)
}
