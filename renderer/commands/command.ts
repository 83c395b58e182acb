import type { LucideIcon } from 'lucide-react'
import { useSyncExternalStore } from 'react'
import { documents } from '../store/document-store.ts'
import { usePlan } from '../store/plan-store.ts'
import { useRuns } from '../store/run-store.ts'
import { useSession } from '../store/session.ts'
import { useUi } from '../store/ui-store.ts'

/** One thing a person can do: the same object is behind the button, the palette, the key and its test. */
export interface Command {
  readonly id: string
  readonly label: string
  readonly icon: LucideIcon
  /** `Mod` is Ctrl, or Cmd on a Mac. The first one is shown. */
  readonly keys: readonly string[]
  /** Also while a text is being typed. */
  readonly inFields?: boolean
  readonly enabled: () => boolean
  readonly perform: () => void | Promise<void>
}

function subscribe(changed: () => void): () => void {
  const ends = [
    documents.store.subscribe(changed),
    useUi.subscribe(changed),
    useRuns.subscribe(changed),
    useSession.subscribe(changed),
    usePlan.subscribe(changed),
  ]
  return () => {
    for (const end of ends) end()
  }
}

/** Whether a command can be used now, kept current. */
export function useEnabled(command: Command): boolean {
  return useSyncExternalStore(subscribe, command.enabled)
}
