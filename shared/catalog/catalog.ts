import { z } from 'zod'
import type { ModelId } from '../graph/ids.ts'
import { retiredSentence } from './fit.ts'
import { type ModelEntry, type ModelKind, zCatalogFile, zModelEntry } from './schema.ts'

/** Something wrong in a catalog file: `path` leads to it (`models.2.price.date`), `message` is a sentence. */
export interface CatalogProblem {
  readonly file: string
  readonly path: string
  readonly message: string
}

/** The models of one file, and what kept others out. */
export interface CatalogFile {
  readonly name: string
  readonly models: readonly ModelEntry[]
  readonly problems: readonly CatalogProblem[]
}

/** Every model that may be used or named, by id. */
export interface Catalog {
  get(id: ModelId): ModelEntry | undefined
  /** In the order of the files. */
  list(filter?: { readonly kind?: ModelKind; readonly state?: ModelEntry['state'] }): readonly ModelEntry[]
  /** Why a model cannot be used and what to do, in a sentence; null where it can. */
  problem(id: ModelId): string | null
}

/** The frame of a file, its entries not yet looked at. */
const zFrame = zCatalogFile.extend({ models: z.array(z.unknown()) })

/** Reads one catalog file's JSON entry by entry: a broken one is a problem and leaves the others usable. */
export function parseCatalogFile(name: string, json: unknown): CatalogFile {
  const outer = zFrame.safeParse(json)
  if (!outer.success) return { name, models: [], problems: problemsOf(name, outer.error, []) }
  const models = new Map<ModelId, ModelEntry>()
  const problems: CatalogProblem[] = []
  for (const [index, raw] of outer.data.models.entries()) {
    const entry = zModelEntry.safeParse(raw)
    if (!entry.success) problems.push(...problemsOf(name, entry.error, ['models', index]))
    else if (models.has(entry.data.id)) {
      const message = `${entry.data.id} stands twice in ${name}: the second one is left out.`
      problems.push({ file: name, path: `models.${index}.id`, message })
    } else models.set(entry.data.id, entry.data)
  }
  return { name, models: [...models.values()], problems }
}

/**
 * One catalog of several files; an entry of a later file takes the place of an earlier one with its id, whole. A successor that
 * nobody knows is a problem of the file that names it; all problems of the files come along.
 */
export function mergeCatalog(files: readonly CatalogFile[]): { catalog: Catalog; problems: readonly CatalogProblem[] } {
  const models = new Map(files.flatMap((file) => file.models.map((entry) => [entry.id, entry] as const)))
  const problems = files.flatMap((file) => [
    ...file.problems,
    ...file.models.flatMap(({ id, successor }) => {
      if (successor === undefined || models.has(successor)) return []
      const message = `${id} names ${successor} as its successor, and there is no such model.`
      return [{ file: file.name, path: id, message }]
    }),
  ])
  return { catalog: catalogOf(models), problems }
}

function catalogOf(models: ReadonlyMap<ModelId, ModelEntry>): Catalog {
  return {
    get: (id) => models.get(id),
    list: ({ kind, state } = {}) =>
      [...models.values()].filter(
        (entry) => (kind === undefined || entry.kind === kind) && (state === undefined || entry.state === state),
      ),
    problem: (id) => {
      const entry = models.get(id)
      if (entry === undefined) return `There is no model ${id}: choose one of those that “reelay models” lists.`
      if (entry.state !== 'retired') return null
      return retiredSentence(entry, entry.successor === undefined ? undefined : models.get(entry.successor)?.title)
    },
  }
}

function problemsOf(file: string, error: z.ZodError, at: readonly (string | number)[]): readonly CatalogProblem[] {
  return error.issues.map((issue) => ({ file, path: [...at, ...issue.path].join('.'), message: `${issue.message}.` }))
}
