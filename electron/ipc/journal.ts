import {
  appendFileSync,
  closeSync,
  existsSync,
  fsync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeSync,
} from 'node:fs'
import { open } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { z } from 'zod'
import { type Document, zDocument } from '#shared/graph/document.ts'
import { applyEdits, type Edit, zEdit } from '#shared/graph/edits.ts'
import type { Digest } from '#shared/graph/ids.ts'
import { durable } from '../durable.ts'

const zHeader = z.object({
  journal: z.literal(1),
  session: z.uuid(),
  path: z.string().nullable(),
  /** Of the file that the edits are based on; null: it is not saved yet. */
  digest: z.string().nullable(),
  base: zDocument,
})
const zLine = z.union([
  z.object({ edits: z.array(zEdit) }),
  /** About to be saved: a file of this digest (at `path`, for the first Save As) holds all edits before this line. */
  z.object({ saving: z.string(), path: z.string().optional() }),
])

/** Where a journal begins: the document before its first edit. */
interface JournalStart {
  readonly path: string | null
  readonly digest: Digest | null
  readonly base: Document
}

/** What a session that ended left unsaved. */
export interface Unsaved {
  readonly session: string
  readonly path: string | null
  /** The document with every edit. */
  readonly document: Document
  readonly edits: number
  /** Of the last edit, milliseconds since the epoch. */
  readonly changed: number
  /** The digest a save expects, given what the file is now. */
  expected(now: Digest | null): Digest | null
  /** False where the file as it is now holds every edit. */
  unsavedIn(now: Digest | null): boolean
  /** Files that a Save As was about to make with every edit; where one is there with these bytes, nothing is unsaved. */
  readonly savedUnder: readonly { readonly path: string; readonly digest: Digest }[]
}

/** Milliseconds in which many edits reach the disk together. */
const COMMIT_EVERY = 100

/**
 * Edits that are not saved yet, one file per editing session, one line per step. A line is handed to the operating system before
 * its edit is answered, so a killed process loses none; it is on the disk, safe from a loss of power, at most 100 ms and one fsync
 * later, so that typing never waits for a disk.
 */
export interface Journals {
  /** Writes one step down; `start` is written before the first one. */
  append(session: string, start: JournalStart, edits: readonly Edit[]): void
  /** Says, before a save, what the file will be, and where, if it is the first; resolves when that is on the disk. */
  saving(session: string, digest: Digest, path?: string): Promise<void>
  /** Makes a journal whose last line was cut off by a kill ready to go on. */
  mend(session: string): void
  /** Everything is saved, or given up. */
  remove(session: string): void
  read(session: string): Unsaved | null
  /** Every readable journal, the last changed first. */
  list(): readonly Unsaved[]
  /** The file of a session, also before it exists. */
  path(session: string): string
  /** Resolves when every line is on the disk. */
  settled(): Promise<void>
}

export function createJournals(folder: string): Journals {
  const pathOf = (session: string) => join(folder, `${session}.jsonl`)
  const commits = new Map<string, Commit>()
  const syncing = new Set<Promise<void>>()

  /** The file is open from its first line to the fsync that takes all lines since then to the disk. */
  const commitOf = (session: string): Commit => {
    const known = commits.get(session)
    if (known) return known
    const isNew = !existsSync(pathOf(session))
    const file = openSync(pathOf(session), 'a')
    const commit = { file, isNew, timer: setTimeout(() => void sync(session), COMMIT_EVERY) }
    commits.set(session, commit)
    return commit
  }
  const sync = (session: string): Promise<void> => {
    const commit = commits.get(session)
    if (!commit) return Promise.resolve()
    commits.delete(session)
    clearTimeout(commit.timer)
    const done = durable('journal.fsync', () => toDisk(commit.file, commit.isNew ? folder : null))
      // The system has the lines; the next commit tries the disk again.
      .catch(() => {})
      .finally(() => {
        closeSync(commit.file)
        syncing.delete(done)
      })
    syncing.add(done)
    return done
  }
  const write = (session: string, line: z.input<typeof zHeader> | z.input<typeof zLine>) =>
    void writeSync(commitOf(session).file, `${JSON.stringify(line)}\n`)

  const read = (session: string): Unsaved | null => {
    if (!z.uuid().safeParse(session).success || !existsSync(pathOf(session))) return null
    return replay(readFileSync(pathOf(session), 'utf8'), statSync(pathOf(session)).mtimeMs)
  }

  return {
    path: pathOf,
    append(session, start, edits) {
      mkdirSync(folder, { recursive: true })
      if (!existsSync(pathOf(session))) write(session, { journal: 1, session, ...start })
      write(session, { edits: [...edits] })
    },
    async saving(session, digest, path) {
      if (!existsSync(pathOf(session))) return
      write(session, { saving: digest, ...(path === undefined ? {} : { path }) })
      await sync(session)
    },
    mend(session) {
      if (!readFileSync(pathOf(session), 'utf8').endsWith('\n')) appendFileSync(pathOf(session), '\n')
    },
    remove(session) {
      const commit = commits.get(session)
      commits.delete(session)
      clearTimeout(commit?.timer)
      if (commit) closeSync(commit.file)
      rmSync(pathOf(session), { force: true })
    },
    read,
    list() {
      if (!existsSync(folder)) return []
      return readdirSync(folder)
        .flatMap((name) => read(name.replace(/\.jsonl$/, '')) ?? [])
        .sort((a, b) => b.changed - a.changed)
    },
    async settled() {
      await Promise.all([...[...commits.keys()].map(sync), ...syncing])
    },
  }
}

/** Lines that are written and not yet on the disk. */
interface Commit {
  readonly file: number
  /** Its name is not yet in the folder on the disk either. */
  readonly isNew: boolean
  readonly timer: NodeJS.Timeout
}

async function toDisk(file: number, folder: string | null): Promise<void> {
  await promisify(fsync)(file)
  // Windows has no fsync of a folder; there the entry goes with the file.
  if (folder === null || process.platform === 'win32') return
  const handle = await open(folder, 'r')
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}

/** Applies a journal's lines; null where not even its first one can be read. */
function replay(text: string, changed: number): Unsaved | null {
  const [first = '', ...rest] = text.split('\n')
  const header = zHeader.safeParse(parseLine(first))
  if (!header.success) return null
  const { session, path, digest, base } = header.data
  let document: Document = base
  let edits = 0
  const savings: { digest: Digest; path?: string | undefined; edits: number }[] = []
  for (const raw of rest) {
    // A process that was killed may have left a line half written; its edit was never answered.
    const line = zLine.safeParse(parseLine(raw))
    if (!line.success) continue
    if ('saving' in line.data) savings.push({ digest: line.data.saving, path: line.data.path, edits })
    else {
      const applied = applyEdits(document, line.data.edits)
      if (!applied.ok) break
      document = applied.document
      edits += line.data.edits.length
    }
  }
  const savedAs = (now: Digest | null) => savings.findLast((saving) => saving.digest === now)
  return {
    session,
    path,
    document,
    edits,
    changed,
    expected: (now) => savedAs(now)?.digest ?? digest,
    unsavedIn: (now) => edits > (savedAs(now)?.edits ?? 0),
    savedUnder: savings.flatMap((saving) =>
      saving.path !== undefined && saving.edits === edits ? [{ path: saving.path, digest: saving.digest }] : [],
    ),
  }
}

function parseLine(line: string): unknown {
  try {
    return JSON.parse(line)
  } catch {
    return undefined
  }
}
