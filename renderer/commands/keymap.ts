import type { UiSettings } from '#shared/ipc/ui-settings.ts'
import type { Command } from './command.ts'

export type Keymap = UiSettings['keymap']
type Preset = Keymap['preset']
type Bindable = Pick<Command, 'id' | 'keys' | 'within'>
/** Keys of every command, by its id. */
export type KeyTable = ReadonlyMap<string, readonly string[]>

/** What a preset binds otherwise than Reelay does, by command id. A key that it takes is gone from the command that had it. */
export const PRESETS: Readonly<Record<Preset, Readonly<Record<string, readonly string[]>>>> = {
  reelay: {},
  comfyui: {
    bypass: ['Mod+B'],
    'fit-selection': ['.'],
    plan: ['Mod+`', 'Shift+P'],
  },
  nuke: {
    'add-node': ['Tab'],
    bypass: ['D'],
    fit: ['Home', 'H'],
    'fit-selection': ['F'],
    tidy: ['L'],
    duplicate: ['Alt+C', 'Mod+D'],
  },
}

/** Keys of one panel go before those of everywhere, so that they are no conflict. */
const samePlace = (a: Bindable, b: Bindable) => a.within === b.within

/** What is bound now: a person's own keys go before the preset's, and those before the ones that commands come with. */
export function keyTable(commands: readonly Bindable[], { preset, own }: Keymap): KeyTable {
  const layers = [own, PRESETS[preset]]
  const table = new Map<string, readonly string[]>()
  for (const command of commands) {
    const at = layers.findIndex((layer) => Object.hasOwn(layer, command.id))
    const stronger = layers.slice(0, at < 0 ? layers.length : at)
    const taken = new Set(
      commands
        .filter((other) => other !== command && samePlace(other, command))
        .flatMap((other) => stronger.flatMap((layer) => bound(layer, other.id))),
    )
    const keys = at < 0 ? command.keys : bound(layers[at] ?? {}, command.id)
    table.set(
      command.id,
      keys.filter((key) => !taken.has(key)),
    )
  }
  return table
}

function bound(layer: Readonly<Record<string, readonly string[]>>, id: string): readonly string[] {
  return Object.hasOwn(layer, id) ? (layer[id] ?? []) : []
}

/** The other commands that a key does already, in the same place. */
export function holders<Each extends Bindable>(
  commands: readonly Each[],
  table: KeyTable,
  command: Bindable,
  key: string,
): readonly Each[] {
  return commands.filter(
    (other) => other.id !== command.id && samePlace(other, command) && table.get(other.id)?.includes(key) === true,
  )
}

/** Gives a command these keys; whoever had one of them loses it. */
export function bind(commands: readonly Bindable[], keymap: Keymap, id: string, keys: readonly string[]): Keymap {
  const table = keyTable(commands, keymap)
  const command = commands.find((each) => each.id === id)
  const own: Record<string, readonly string[]> = { ...keymap.own, [id]: [...keys] }
  for (const key of keys) {
    for (const other of command ? holders(commands, table, command, key) : []) {
      own[other.id] = (own[other.id] ?? table.get(other.id) ?? []).filter((each) => each !== key)
    }
  }
  return { ...keymap, own }
}

/** Takes a person's own keys of a command back. */
export function unbind(keymap: Keymap, id: string): Keymap {
  return { ...keymap, own: Object.fromEntries(Object.entries(keymap.own).filter(([each]) => each !== id)) }
}
