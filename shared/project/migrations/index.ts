import type { FormatMigration } from '../migrate.ts'

/**
 * Every step of the saved format, oldest first: file `N.ts` takes format N-1 to N. Empty while format 1 is the only one.
 * A step is never edited after it has shipped.
 */
export const MIGRATIONS: readonly FormatMigration[] = []
