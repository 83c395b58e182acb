import { type Dirent, readdirSync, statSync } from 'node:fs'
import { homedir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import type { Out } from '#shared/ipc/contract.ts'
import { hasEnding } from '#shared/ipc/file-endings.ts'
import type { Handlers } from '../dispatch.ts'
import { Fault } from '../fault.ts'

type Entry = Out<'files.list'>['entries'][number]

/** Names listed at most; a person types to find the others. */
const MOST = 5_000

const KINDS = [
  ['document', 'pipeline'],
  ['image', 'media'],
  ['video', 'media'],
  ['audio', 'media'],
  ['table', 'table'],
] as const

/** What a name promises; undefined: nothing that Reelay opens. */
function kindOf(name: string): Entry['kind'] | undefined {
  return KINDS.find(([kind]) => hasEnding(name, kind))?.[1]
}

/** What the file dialog of a browser asks: names only, never what is in a file. */
export function fileHandlers(): Pick<Handlers, 'files.list'> {
  return {
    'files.list': ({ folder }) => {
      const full = resolve(folder ?? homedir())
      const found = namesIn(full)
      const entries = found.slice(0, MOST).flatMap((each) => entryOf(full, each) ?? [])
      const parent = dirname(full)
      const more = found.length > MOST
      return { folder: full, parent: parent === full ? null : parent, home: homedir(), entries: sorted(entries), more }
    },
  }
}

function namesIn(folder: string): readonly Dirent[] {
  try {
    return readdirSync(folder, { withFileTypes: true }).filter(({ name }) => !name.startsWith('.'))
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined
    if (code === 'ENOENT') throw new Fault('missing', `The folder ${folder} is not there any more; choose another.`)
    if (code === 'ENOTDIR') throw new Fault('missing', `${folder} is a file, not a folder.`)
    if (code === 'EACCES' || code === 'EPERM')
      throw new Fault('permission', `You may not look into ${folder}; choose another folder or change its rights.`)
    throw new Fault('io', `${folder} cannot be read (${String(code ?? error)}).`)
  }
}

/** Null: it is nothing that Reelay opens, or it went away while it was looked at. */
function entryOf(folder: string, entry: Dirent): Entry | null {
  const { name } = entry
  const kind = kindOf(name)
  if (kind === undefined && entry.isFile()) return null
  const path = join(folder, name)
  let facts: ReturnType<typeof statSync>
  try {
    // Follows links: one that leads to a folder is a folder.
    facts = statSync(path, { throwIfNoEntry: false })
  } catch {
    return null
  }
  if (facts?.isDirectory()) return { name, kind: 'folder', path, changed: facts.mtimeMs, bytes: 0 }
  return kind !== undefined && facts?.isFile() ? { name, kind, path, changed: facts.mtimeMs, bytes: facts.size } : null
}

function sorted(entries: readonly Entry[]): readonly Entry[] {
  const order = new Intl.Collator('en', { numeric: true, sensitivity: 'base' })
  return entries.toSorted(
    (a, b) => Number(b.kind === 'folder') - Number(a.kind === 'folder') || order.compare(a.name, b.name),
  )
}
