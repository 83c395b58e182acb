import { z } from 'zod'
import { create } from 'zustand'
import type { Document } from '#shared/graph/document.ts'
import type { NodeId } from '#shared/graph/ids.ts'
import { nodeOf } from './document-index.ts'
import { documents } from './document-store.ts'
import type { Scopes } from './scope.ts'
import { useUi } from './ui-store.ts'

interface RunOptions {
  /** US dollars that a run of this document may spend at most; null: no cap. */
  readonly budgetUsd: number | null
  /** Nodes that are made on the stand-in while the rest is real. */
  readonly standInNodes: ReadonlySet<NodeId>
}

export const runOptionsScopes: Scopes<RunOptions> = { budgetUsd: 'session', standInNodes: 'session' }

const NONE: RunOptions = { budgetUsd: null, standInNodes: new Set() }

/** How this document is run from here; the browser keeps it per document. */
export const useRunOptions = create<RunOptions>(() => NONE)

const zKept = z.object({ budgetUsd: z.number().nonnegative().nullable(), standInNodes: z.array(z.string()) })
const nameOf = (document: string) => `reelay.run.${document}`

/** What was kept; nothing where it cannot be read. */
export function readOptions(text: string | null): RunOptions {
  try {
    const { budgetUsd, standInNodes } = zKept.parse(JSON.parse(text ?? ''))
    return { budgetUsd, standInNodes: new Set(standInNodes) }
  } catch {
    return NONE
  }
}

export function setBudget(budgetUsd: number | null): void {
  change({ budgetUsd })
}

/** Nodes that are all on the stand-in go back to their models; else all of them go to the stand-in. */
export function toggleStandIn(nodes: Iterable<NodeId>): void {
  const { standInNodes } = useRunOptions.getState()
  const wanted = [...nodes]
  const off = wanted.every((id) => standInNodes.has(id))
  const others = [...standInNodes].filter((id) => !wanted.includes(id))
  change({ standInNodes: new Set(off ? others : [...standInNodes, ...wanted]) })
}

function change(part: Partial<RunOptions>): void {
  useRunOptions.setState(part)
  const { budgetUsd, standInNodes } = useRunOptions.getState()
  const kept = JSON.stringify({ budgetUsd, standInNodes: [...standInNodes] })
  if (typeof localStorage !== 'undefined') localStorage.setItem(nameOf(documents.document().id), kept)
}

documents.store.subscribe((state, before) => {
  const { id } = state.history.present
  if (id === before.history.present.id) return
  useRunOptions.setState(readOptions(typeof localStorage === 'undefined' ? null : localStorage.getItem(nameOf(id))))
})

/** What plan and run are asked with: everything on the stand-in, or some nodes that are still there. */
export function standInOptions(document: Document): { readonly standIn: boolean; readonly standInNodes: NodeId[] } {
  const { standInNodes } = useRunOptions.getState()
  return {
    standIn: useUi.getState().standIn,
    standInNodes: [...standInNodes].filter((id) => nodeOf(document, id) !== undefined),
  }
}
