import { setting, useSetting } from '../store/settings-store.ts'
import type { Command } from './command.ts'
import { allCommands } from './commands.ts'
import { type Keymap, type KeyTable, keyTable } from './keymap.ts'
import { readable } from './keys.ts'

let cached: { readonly keymap: Keymap; readonly table: KeyTable } | null = null

function tableOf(keymap: Keymap): KeyTable {
  if (cached?.keymap !== keymap) cached = { keymap, table: keyTable(allCommands, keymap) }
  return cached.table
}

/** What is bound now. */
export function boundKeys(): KeyTable {
  return tableOf(setting('keymap'))
}

/** The same, kept current. */
export function useBoundKeys(): KeyTable {
  return tableOf(useSetting('keymap'))
}

/** The first key of a command as a person reads it, kept current; null: none. */
export function useShownKey(command: Command): string | null {
  const key = useBoundKeys().get(command.id)?.[0]
  return key === undefined ? null : readable(key)
}

/** What a button says of itself: its command and the key that does the same. */
export function useHint(command: Command): string {
  const key = useShownKey(command)
  return key === null ? command.label : `${command.label} (${key})`
}
