import { describe, expect, it } from 'vitest'
import type { Command } from './command.ts'
import { keyTable } from './keymap.ts'
import { commandFor, readable, shortcutOf } from './keys.ts'

const press = (key: string, code: string, held: readonly string[] = []) => ({
  key,
  code,
  ctrlKey: held.includes('ctrl'),
  metaKey: held.includes('meta'),
  altKey: held.includes('alt'),
  shiftKey: held.includes('shift'),
})

describe('shortcuts', () => {
  it('are named by the letter on the key, whatever it types', () => {
    expect(shortcutOf(press('z', 'KeyZ', ['ctrl']), false)).toBe('Mod+Z')
    expect(shortcutOf(press('Z', 'KeyZ', ['ctrl', 'shift']), false)).toBe('Mod+Shift+Z')
    expect(shortcutOf(press('z', 'KeyZ', ['meta']), true)).toBe('Mod+Z')
    expect(shortcutOf(press('z', 'KeyZ', ['ctrl']), true)).toBe('Z')
  })

  it('take a sign as it is typed', () => {
    expect(shortcutOf(press('?', 'Slash', ['shift']), false)).toBe('?')
    expect(shortcutOf(press('Enter', 'Enter', ['ctrl', 'alt']), false)).toBe('Mod+Alt+Enter')
  })

  it('are written as the machine writes them', () => {
    expect(readable('Mod+Shift+Z', false)).toBe('Ctrl+Shift+Z')
    expect(readable('Mod+Shift+Z', true)).toBe('⌘⇧Z')
  })
})

describe('a key that means one thing in a panel and another elsewhere', () => {
  const command = (id: string, keys: readonly string[], more: Partial<Command> = {}) =>
    ({ id, keys, enabled: () => true, ...more }) as Command
  const all = [command('tidy', ['L']), command('play', ['L', 'Space'], { within: 'viewer' })]
  const bound = keyTable(all, { preset: 'reelay', own: {} })
  const meant = (key: string, code: string, inField: boolean, panel?: string) =>
    commandFor(press(key, code), all, bound, inField, panel)?.id

  it('goes by where the focus is', () => {
    expect(meant('l', 'KeyL', false, 'viewer')).toBe('play')
    expect(meant('l', 'KeyL', false)).toBe('tidy')
    expect(meant('l', 'KeyL', false, 'canvas')).toBe('tidy')
    expect(meant(' ', 'Space', false, 'viewer')).toBe('play')
    expect(meant(' ', 'Space', false)).toBeUndefined()
  })

  it('is what a person has set, nothing else', () => {
    const own = keyTable(all, { preset: 'reelay', own: { tidy: ['T'] } })
    expect(commandFor(press('t', 'KeyT'), all, own, false)?.id).toBe('tidy')
    expect(commandFor(press('l', 'KeyL'), all, own, false)).toBeNull()
  })

  it('is left to a text that is being typed', () => {
    expect(meant('l', 'KeyL', true, 'viewer')).toBeUndefined()
  })
})
