import type { Command } from '../commands/command.ts'
import type { KeyTable } from '../commands/keymap.ts'
import { readable } from '../commands/keys.ts'

/** Commands whose label has every word that is looked for, or one of whose keys is written so. */
export function findCommands<Each extends Pick<Command, 'id' | 'label'>>(
  commands: readonly Each[],
  table: KeyTable,
  query: string,
): readonly Each[] {
  const wanted = query.trim().toLowerCase()
  const words = wanted.split(/\s+/)
  return commands.filter(({ id, label }) => {
    const text = label.toLowerCase()
    return (
      words.every((word) => text.includes(word)) ||
      (table.get(id) ?? []).some((key) => readable(key).toLowerCase().startsWith(wanted))
    )
  })
}
