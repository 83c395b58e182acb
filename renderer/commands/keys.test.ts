import { describe, expect, it } from 'vitest'
import { readable, shortcutOf } from './keys.ts'

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
