import type { Command } from './command.ts'
import type { KeyTable } from './keymap.ts'

type Press = Pick<KeyboardEvent, 'key' | 'code' | 'ctrlKey' | 'metaKey' | 'altKey' | 'shiftKey'>

const isMac = typeof navigator !== 'undefined' && navigator.platform.startsWith('Mac')

/** A key press as a shortcut is written: `Mod+Shift+Z`. */
export function shortcutOf(press: Press, mac = isMac): string {
  const letter = /^Key([A-Z])$/.exec(press.code)?.[1]
  const key = letter ?? (press.key === ' ' ? 'Space' : press.key)
  const isSign = letter === undefined && key.length === 1
  return [
    (mac ? press.metaKey : press.ctrlKey) && 'Mod',
    press.altKey && 'Alt',
    // Shift is part of how a sign such as ? is typed.
    press.shiftKey && !isSign && 'Shift',
    key,
  ]
    .filter((part) => part !== false)
    .join('+')
}

/** Keys that mean something only with another one. */
export function isModifier(key: string): boolean {
  return ['Control', 'Shift', 'Alt', 'Meta', 'AltGraph', 'CapsLock', 'Dead', 'Unidentified'].includes(key)
}

const SIGNS: Readonly<Record<string, string>> = {
  Mod: '⌘',
  Alt: '⌥',
  Shift: '⇧',
  Enter: '↩',
  Delete: '⌦',
  Backspace: '⌫',
}

/** A shortcut as a person reads it on this machine. */
export function readable(shortcut: string, mac = isMac): string {
  const arrows = shortcut
    .replace('ArrowLeft', '←')
    .replace('ArrowRight', '→')
    .replace('ArrowUp', '↑')
    .replace('ArrowDown', '↓')
  if (mac)
    return arrows
      .split('+')
      .map((part) => SIGNS[part] ?? part)
      .join('')
  return arrows.replace('Mod', 'Ctrl')
}

/** The command a key press means in a panel by what is bound now, or null: texts that are being typed keep their keys. */
export function commandFor(
  press: Press,
  commands: readonly Command[],
  bound: KeyTable,
  inField: boolean,
  panel: string | null = null,
): Command | null {
  const shortcut = shortcutOf(press)
  const meant = commands.filter(
    ({ id, inFields, within }) =>
      bound.get(id)?.includes(shortcut) && (!inField || inFields) && (within === undefined || within === panel),
  )
  const found = meant.find(({ within }) => within !== undefined) ?? meant[0]
  return found?.enabled() ? found : null
}
