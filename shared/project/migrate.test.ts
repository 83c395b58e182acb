import { describe, expect, it } from 'vitest'
import { FORMAT_VERSION } from '../graph/document.ts'
import type { JsonObject } from '../json.ts'
import { type FormatMigration, migrateFormat } from './migrate.ts'
import { MIGRATIONS } from './migrations/index.ts'

const note = (to: number): FormatMigration => ({
  to,
  migrate: (raw) => ({ ...raw, seen: `${raw.seen ?? ''}${raw.reelay}→${to} ` }),
})
const steps = [note(2), note(3), note(4)]

describe('migrateFormat', () => {
  it('takes every step from the format of the file, in order, and no other', () => {
    expect(migrateFormat({ reelay: 1 }, steps, 4)).toEqual({
      ok: true,
      from: 1,
      raw: { reelay: 4, seen: '1→2 2→3 3→4 ' },
    })
    expect(migrateFormat({ reelay: 3 }, steps, 4)).toEqual({ ok: true, from: 3, raw: { reelay: 4, seen: '3→4 ' } })
  })

  it('gives a file of today as it is, and never changes what it is given', () => {
    const raw: JsonObject = Object.freeze({ reelay: 4, nodes: Object.freeze([]) })
    expect(migrateFormat(raw, steps, 4)).toMatchObject({ ok: true, raw })
    const old: JsonObject = Object.freeze({ reelay: 1 })
    migrateFormat(old, steps, 4)
    expect(old).toEqual({ reelay: 1 })
  })

  it('refuses formats it has no steps from', () => {
    expect(migrateFormat({ reelay: 0 }, steps, 4)).toMatchObject({
      ok: false,
      problem: expect.stringContaining('no format 0'),
    })
    expect(migrateFormat({ reelay: 5 }, steps, 4)).toMatchObject({
      ok: false,
      problem: expect.stringContaining('Update Reelay'),
    })
  })

  it('refuses steps with a gap, out of order or short of today', () => {
    for (const wrong of [
      [note(2), note(4)],
      [note(3), note(2), note(4)],
      [note(2), note(3)],
    ]) {
      expect(() => migrateFormat({ reelay: 1 }, wrong, 4)).toThrow(/gap/)
    }
  })

  it('tells which step failed', () => {
    const failing: FormatMigration = {
      to: 3,
      migrate: () => {
        throw new Error('no nodes')
      },
    }
    expect(migrateFormat({ reelay: 1 }, [note(2), failing, note(4)], 4)).toMatchObject({
      ok: false,
      problem: expect.stringMatching(/from format 2 to 3 \(no nodes\)/),
    })
  })

  it('leads from format 1 to today with the steps that ship', () => {
    expect(migrateFormat({ reelay: 1 }, MIGRATIONS)).toMatchObject({ ok: true, raw: { reelay: FORMAT_VERSION } })
  })
})
