import type { Out } from '#shared/ipc/contract.ts'
import type { FileKind } from '#shared/ipc/shell-messages.ts'
import { ui } from '../strings/ui.ts'

type Entry = Out<'files.list'>['entries'][number]

/** Whether a file of this kind of entry may be what is looked for; folders always show. */
function fits(kind: Entry['kind'], accept: FileKind): boolean {
  if (kind === 'folder' || accept === 'any') return true
  if (kind === 'pipeline') return accept === 'document'
  if (kind === 'table') return accept === 'table'
  return accept === 'media' || accept === 'image' || accept === 'video' || accept === 'audio'
}

/** What the dialog lists: entries that fit, whose names hold what was typed, in whatever case. */
export function shownEntries(entries: readonly Entry[], accept: FileKind, filter: string): readonly Entry[] {
  const wanted = filter.trim().toLowerCase()
  return entries.filter(({ kind, name }) => fits(kind, accept) && name.toLowerCase().includes(wanted))
}

/** A name with the ending that a pipeline has; the name itself is taken as it was typed. */
export function withEnding(name: string): string {
  const trimmed = name.trim()
  return trimmed.toLowerCase().endsWith('.reelay') ? trimmed : `${trimmed}.reelay`
}

/** Why a name cannot be that of a file, a sentence; null where it can. */
export function nameProblem(name: string): string | null {
  const trimmed = name.trim()
  if (trimmed === '') return ui.files.nameProblem.none
  if (/[/\\\0]/.test(trimmed)) return ui.files.nameProblem.slash
  return trimmed.startsWith('.') ? ui.files.nameProblem.hidden : null
}
