import { describe, expect, it } from 'vitest'
import { allCommands } from './commands.ts'

describe('keys that commands come with', () => {
  it('mean one thing in one place', () => {
    const bound = allCommands.flatMap(({ id, keys, within }) =>
      keys.map((key) => ({ id, key: `${within ?? ''} ${key}` })),
    )
    const twice = [...Map.groupBy(bound, ({ key }) => key).values()].filter((each) => each.length > 1)
    expect(twice).toEqual([])
  })

  it('belong to commands with one id each', () => {
    const ids = allCommands.map(({ id }) => id)
    expect(new Set(ids).size).toBe(ids.length)
  })
})
