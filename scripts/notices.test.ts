import { describe, expect, it } from 'vitest'
import { packageTable } from './notices.mjs'

describe('the table of packages in THIRD-PARTY.md', () => {
  it('lists what an installed Reelay brings along, nested ones too, each version once', () => {
    const table = packageTable({
      packages: {
        '': {},
        'node_modules/b': { version: '2.0.0', license: 'MIT' },
        'node_modules/@a/c': { version: '1.0.0', license: 'ISC', optional: true },
        'node_modules/d/node_modules/b': { version: '2.0.0', license: 'MIT' },
        'node_modules/tool': { version: '1.0.0', license: 'MIT', dev: true },
      },
    })
    expect(table.split('\n').slice(2)).toEqual([
      '| @a/c | 1.0.0 | ISC | where it suits |',
      '| b | 2.0.0 | MIT | always |',
    ])
  })

  it('refuses a package whose licence nobody knows', () => {
    expect(() => packageTable({ packages: { 'node_modules/x': { version: '1.0.0' } } })).toThrow(
      'x@1.0.0 names no licence',
    )
  })
})
