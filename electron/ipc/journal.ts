import { appendFileSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { type Document, zDocument } from '#shared/graph/document.ts'
import { applyEdits, type Edit, zEdit } from '#shared/graph/edits.ts'
import type { Digest } from '#shared/graph/ids.ts'

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
  /** About to be saved: a file of this digest holds all edits before this line. */
  z.object({ saving: z.string() }),
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
}

/**
 * Edits that are not saved yet, one file per editing session, one line per step. A line is handed to the operating system before
 * its edit is answered, so a killed process loses none.
 */
export interface Journals {
  /** Writes one step down; `start` is written before the first one. */
  append(session: string, start: JournalStart, edits: readonly Edit[]): void
  /** Says, before a save, what the file will be. */
  saving(session: string, digest: Digest): void
  /** Makes a journal whose last line was cut off by a kill ready to go on. */
  mend(session: string): void
  /** Everything is saved, or given up. */
  remove(session: string): void
  read(session: string): Unsaved | null
  /** Every readable journal, the last changed first. */
  list(): readonly Unsaved[]
  /** The file of a session, also before it exists. */
  path(session: string): string
}

export function createJournals(folder: string): Journals {
  const pathOf = (session: string) => join(folder, `${session}.jsonl`)
  const write = (session: string, line: z.input<typeof zHeader> | z.input<typeof zLine>) =>
    appendFileSync(pathOf(session), `${JSON.stringify(line)}\n`)

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
    saving(session, digest) {
      if (existsSync(pathOf(session))) write(session, { saving: digest })
    },
    mend(session) {
      if (!readFileSync(pathOf(session), 'utf8').endsWith('\n')) appendFileSync(pathOf(session), '\n')
    },
    remove: (session) => rmSync(pathOf(session), { force: true }),
    read,
    list() {
      if (!existsSync(folder)) return []
      return readdirSync(folder)
        .flatMap((name) => read(name.replace(/\.jsonl$/, '')) ?? [])
        .sort((a, b) => b.changed - a.changed)
    },
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
  const savings: { digest: Digest; edits: number }[] = []
  for (const raw of rest) {
    // A process that was killed may have left a line half written; its edit was never answered.
    const line = zLine.safeParse(parseLine(raw))
    if (!line.success) continue
    if ('saving' in line.data) savings.push({ digest: line.data.saving, edits })
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
  }
}

function parseLine(line: string): unknown {
  try {
    return JSON.parse(line)
  } catch {
    return undefined
  }
}
