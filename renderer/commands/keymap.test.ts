import { describe, expect, it } from 'vitest'
import { allCommands } from './commands.ts'
import { bind, holders, type Keymap, keyTable, PRESETS, unbind } from './keymap.ts'

const command = (id: string, keys: readonly string[], within?: 'viewer') => ({
  ...{ id, keys },
  ...(within && { within }),
})
const some = [
  command('cut', ['Mod+X']),
  command('bypass', ['B', 'D']),
  command('duplicate', ['Mod+D']),
  command('play', ['X'], 'viewer'),
]
const plain: Keymap = { preset: 'reelay', own: {} }

describe('keys of commands', () => {
  it('are those they come with', () => {
    expect(Object.fromEntries(keyTable(some, plain))).toEqual({
      ...{ cut: ['Mod+X'], bypass: ['B', 'D'], duplicate: ['Mod+D'], play: ['X'] },
    })
  })

  it('of a preset go before them, a person’s own before both', () => {
    expect(keyTable(some, { preset: 'nuke', own: {} }).get('bypass')).toEqual(['D'])
    expect(keyTable(some, { preset: 'nuke', own: { bypass: ['Y'] } }).get('bypass')).toEqual(['Y'])
    expect(keyTable(some, { preset: 'nuke', own: { bypass: [] } }).get('bypass')).toEqual([])
  })

  it('that are given to one command are gone from the other, and come back', () => {
    const changed = bind(some, plain, 'cut', ['B'])
    expect(keyTable(some, changed).get('cut')).toEqual(['B'])
    expect(keyTable(some, changed).get('bypass')).toEqual(['D'])
    const back = unbind(unbind(changed, 'cut'), 'bypass')
    expect(back).toEqual(plain)
  })

  it('that a person sets push aside what a command comes with', () => {
    expect(keyTable(some, { preset: 'reelay', own: { cut: ['Mod+D'] } }).get('duplicate')).toEqual([])
  })

  it('of one panel are no conflict with those of everywhere', () => {
    const [cut] = some
    if (!cut) throw new Error('no command')
    expect(holders(some, keyTable(some, plain), cut, 'X')).toEqual([])
    expect(holders(some, keyTable(some, plain), cut, 'Mod+D').map(({ id }) => id)).toEqual(['duplicate'])
    expect(keyTable(some, bind(some, plain, 'cut', ['X'])).get('play')).toEqual(['X'])
  })
})

describe('the editor’s own keys', () => {
  it.each(Object.keys(PRESETS) as Keymap['preset'][])('do one thing each, as %s has them', (preset) => {
    const table = keyTable(allCommands, { preset, own: {} })
    const twice = allCommands.flatMap((each) =>
      (table.get(each.id) ?? []).flatMap((key) =>
        holders(allCommands, table, each, key).map((other) => `${key}: ${each.id}, ${other.id}`),
      ),
    )
    expect(twice).toEqual([])
  })

  it('of presets are of commands that there are', () => {
    const ids = new Set(allCommands.map(({ id }) => id))
    expect(Object.values(PRESETS).flatMap((layer) => Object.keys(layer).filter((id) => !ids.has(id)))).toEqual([])
  })

  it('and ids of commands are all different', () => {
    expect(new Set(allCommands.map(({ id }) => id)).size).toBe(allCommands.length)
  })
})
