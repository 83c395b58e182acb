import type { z } from 'zod'
import { type Document, zDocument } from '../graph/document.ts'
import type { Registry } from '../node/define.ts'
import { duplicateIds, type ProjectWarning, unknownParts } from './integrity.ts'
import { type FormatMigration, migrateFormat } from './migrate.ts'
import { migrateNode } from './migrate-node.ts'
import { MIGRATIONS } from './migrations/index.ts'
import { readJsonObject } from './read-json.ts'

export type ParseResult =
  | {
      readonly ok: true
      readonly document: Document
      readonly warnings: readonly ProjectWarning[]
      /** True where the format or a node's params were brought to today's version. */
      readonly migrated: boolean
    }
  | { readonly ok: false; readonly problem: string }

/** How many faults of a file's shape are told at once. */
const MAX_ISSUES = 3

/**
 * Reads the text of a project file: version first, then migrations one by one, then the schema. What this Reelay does not know
 * is kept and reported as a warning; `problem` is one or a few sentences and does not name the file.
 * `migrations` is given by tests only.
 */
export function parseProject(
  text: string,
  registry: Registry,
  migrations: readonly FormatMigration[] = MIGRATIONS,
): ParseResult {
  const read = readJsonObject(text)
  if (!read.ok) return read
  const migrated = migrateFormat(read.raw, migrations)
  if (!migrated.ok) return migrated
  const parsed = zDocument.safeParse(migrated.raw)
  if (!parsed.success) return { ok: false, problem: issueSentences(parsed.error.issues) }
  const duplicate = duplicateIds(parsed.data)
  if (duplicate !== null) return { ok: false, problem: duplicate }

  const { document, warnings, changed } = migrateNodes(parsed.data, registry)
  return {
    ok: true,
    document,
    warnings: [...warnings, ...unknownParts(document, registry)],
    migrated: changed || migrated.raw !== read.raw,
  }
}

function migrateNodes(
  document: Document,
  registry: Registry,
): { document: Document; warnings: readonly ProjectWarning[]; changed: boolean } {
  const warnings: ProjectWarning[] = []
  let changed = false
  const nodes = document.nodes.map((node) => {
    const definition = registry.get(node.type)
    if (!definition) return node
    const result = migrateNode(node, definition)
    if (result.warning !== undefined) warnings.push({ node: node.id, message: result.warning })
    if (result.node !== node) changed = true
    return result.node
  })
  return { document: changed ? { ...document, nodes } : document, warnings, changed }
}

function issueSentences(issues: readonly z.core.$ZodIssue[]): string {
  const told = issues.slice(0, MAX_ISSUES).map((issue) => `${pathText(issue.path)}: ${issueText(issue)}.`)
  const more = issues.length - told.length
  return [...told, ...(more > 0 ? [`And ${more} more.`] : [])].join(' ')
}

function issueText(issue: z.core.$ZodIssue): string {
  if (issue.code === 'invalid_key') return issue.issues[0]?.message ?? 'this name is not legal'
  return issue.message.replace(/^Invalid input: /, '')
}

/** `nodes[3].params.duration`. */
function pathText(path: readonly PropertyKey[]): string {
  return path.reduce<string>((text, part) => {
    if (typeof part === 'number') return `${text}[${part}]`
    return text === '' ? String(part) : `${text}.${String(part)}`
  }, '')
}
