import { FORMAT_VERSION } from '../graph/document.ts'
import type { JsonObject } from '../json.ts'

/** One step of the saved format: takes a file of format `to - 1` to format `to`. Pure: never changes what it is given. */
export interface FormatMigration {
  readonly to: number
  readonly migrate: (raw: JsonObject) => JsonObject
}

export type MigrateResult =
  | { readonly ok: true; readonly raw: JsonObject; readonly from: number }
  | { readonly ok: false; readonly problem: string }

/**
 * Brings a raw project from the format it says it has to `current`, one step after the other. Throws where the steps have a gap
 * or do not lead to `current`: that is a fault of the program, not of the file.
 */
export function migrateFormat(
  raw: JsonObject,
  migrations: readonly FormatMigration[],
  current: number = FORMAT_VERSION,
): MigrateResult {
  const oldest = checkSteps(migrations, current)
  const from = raw.reelay
  if (typeof from !== 'number' || !Number.isInteger(from)) {
    return {
      ok: false,
      problem: 'This is not a Reelay project: its member “reelay” should be the number of the format.',
    }
  }
  if (from > current) {
    return {
      ok: false,
      problem: `This project was saved by a newer Reelay (format ${from}; this one reads up to ${current}). Update Reelay to open it; nothing was changed.`,
    }
  }
  if (from < oldest) return { ok: false, problem: `This is not a Reelay project: there is no format ${from}.` }
  let migrated = raw
  for (const step of migrations) {
    if (step.to <= from) continue
    try {
      migrated = { ...step.migrate(migrated), reelay: step.to }
    } catch (error) {
      const why = error instanceof Error ? error.message : String(error)
      return {
        ok: false,
        problem: `This project could not be brought from format ${step.to - 1} to ${step.to} (${why}); nothing was changed.`,
      }
    }
  }
  return { ok: true, raw: migrated, from }
}

/** The oldest format that can be read. */
function checkSteps(migrations: readonly FormatMigration[], current: number): number {
  const oldest = current - migrations.length
  migrations.forEach((step, index) => {
    if (step.to !== oldest + index + 1)
      throw new Error(`Format migrations have a gap: ${step.to} stands where ${oldest + index + 1} belongs.`)
  })
  return oldest
}
