import type { Migration } from '../../database.ts'
import { index } from './0001-index.ts'

/** Every migration of `index.db`, in order; the file names carry the same numbers. */
export const MIGRATIONS: readonly Migration[] = [index]
