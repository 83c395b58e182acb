import type { LucideIcon } from 'lucide-react'
import { useSyncExternalStore } from 'react'
import { useViewer } from '../preview/viewer-store.ts'
import { documents } from '../store/document-store.ts'
import { usePlan } from '../store/plan-store.ts'
import { useRunOptions } from '../store/run-options.ts'
import { useRuns } from '../store/run-store.ts'
import { useSession } from '../store/session.ts'
import { useSettings } from '../store/settings-store.ts'
import { useUi } from '../store/ui-store.ts'
import { useTimeline } from '../timeline/timeline-store.ts'

/** The menus of the desktop window, in their order; each command stands in one of them. */
export const MENUS = ['file', 'edit', 'node', 'view', 'run', 'play', 'help'] as const
export type MenuName = (typeof MENUS)[number]

/** One thing a person can do: the same object is behind the button, the menu, the palette, the key and its test. */
export interface Command {
  /** Permanent: a person's own keys are stored under it. */
  readonly id: string
  readonly label: string
  readonly icon: LucideIcon
  readonly menu: MenuName
  /** As they come; a person may have set others. `Mod` is Ctrl, or Cmd on a Mac. The first one is shown. */
  readonly keys: readonly string[]
  /** Its keys count only while the focus is in the panel of this name (its `data-region`), and go before those of other commands there. */
  readonly within?: 'viewer' | 'timeline'
  /** Also while a text is being typed. */
  readonly inFields?: boolean
  readonly enabled: () => boolean
  /** Of a switch: whether it is on. */
  readonly checked?: () => boolean
  /** A line is drawn above it in its menu. */
  readonly divided?: boolean
  readonly perform: () => void | Promise<void>
}

/** Calls when what commands depend on may have changed; gives what ends it. */
export function subscribe(changed: () => void): () => void {
  const ends = [
    documents.store.subscribe(changed),
    useUi.subscribe(changed),
    useRuns.subscribe(changed),
    useSession.subscribe(changed),
    usePlan.subscribe(changed),
    useViewer.subscribe(changed),
    useRunOptions.subscribe(changed),
    useSettings.subscribe(changed),
    useTimeline.subscribe(changed),
  ]
  return () => {
    for (const end of ends) end()
  }
}

/** Whether a command can be used now, kept current. */
export function useEnabled(command: Command): boolean {
  return useSyncExternalStore(subscribe, command.enabled)
}

/** Whether a switch is on, kept current; null: it is no switch. */
export function useChecked(command: Command): boolean | null {
  return useSyncExternalStore(subscribe, () => command.checked?.() ?? null)
}
