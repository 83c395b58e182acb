import { parseSync } from 'vite'

/** What the file system remembers, by the names node:fs gives it. A file handle's `sync` and `datasync` count too. */
const REMEMBERED = new Set(['rename', 'link', 'fsync', 'fdatasync'].flatMap((name) => [name, `${name}Sync`]))
const FLUSHES = new Set(['sync', 'datasync'])
const WRITING_SQL = /^\s*(INSERT|UPDATE|DELETE|REPLACE)\b/i

interface SyntaxNode {
  readonly type: string
  readonly start: number
  readonly [field: string]: unknown
}

/** Something used at a place in the source, inside a top-level function (or none). */
interface Use {
  readonly start: number
  readonly owner: string | undefined
  /** It stands in an argument of `durable(…)`. */
  readonly covered: boolean
  /** The top-level function of this module that is used; undefined for a step itself. */
  readonly calls: string | undefined
}

/**
 * The lines of a TypeScript module that make something durable without a crash point around it: a rename, link or fsync outside
 * `durable(…)`, or SQL that writes past the store. A function that does so is fine where it is not exported and every use of it
 * stands inside `durable(…)`.
 */
export function undeclaredSteps(source: string): string[] {
  const statements = nodes((parseSync('module.ts', source).program as unknown as SyntaxNode).body)
  const steps = new Set(statements.flatMap(importedSteps))
  const functions = new Set(statements.flatMap((statement) => functionsOf(declarationOf(statement))))
  const uses: Use[] = []
  const sql: number[] = []

  const visit = (current: SyntaxNode, owner: string | undefined, outer: boolean): void => {
    const covered = outer || (current.type === 'CallExpression' && nameOf(current.callee) === 'durable')
    const use = (calls?: string) => uses.push({ start: current.start, owner, covered, calls })
    if (current.type === 'Identifier') {
      const name = nameOf(current)
      if (steps.has(name)) use()
      else if (functions.has(name)) use(name)
    } else if (current.type === 'MemberExpression' && REMEMBERED.has(nameOf(current.property))) {
      use()
    } else if (current.type === 'CallExpression' && isFlush(current)) {
      use()
    } else if (current.type === 'CallExpression' && isWritingSql(current)) {
      sql.push(current.start)
    }
    for (const child of childrenOf(current)) visit(child, owner, covered)
  }
  for (const statement of statements) {
    if (statement.type === 'ImportDeclaration') continue
    visit(statement, functionsOf(declarationOf(statement))[0], false)
  }

  // From what other modules can call, along every use that no durable step surrounds.
  const exposed = new Set<string | undefined>([undefined, ...statements.flatMap(exportedNames)])
  for (let size = 0; size !== exposed.size; ) {
    size = exposed.size
    for (const { calls, owner, covered } of uses) {
      if (calls !== undefined && calls !== owner && !covered && exposed.has(owner)) exposed.add(calls)
    }
  }
  const bare = uses.filter(({ calls, covered, owner }) => calls === undefined && !covered && exposed.has(owner))
  const starts = [...bare.map(({ start }) => start), ...sql].sort((a, b) => a - b)
  return [...new Set(starts.map((start) => lineAt(source, start)))]
}

/** Every string written in the module, for finding which steps are taken. */
export function stringsOf(source: string): string[] {
  const found: string[] = []
  const visit = (current: SyntaxNode): void => {
    if (current.type === 'Literal' && typeof current.value === 'string') found.push(current.value)
    for (const child of childrenOf(current)) visit(child)
  }
  visit(parseSync('module.ts', source).program as unknown as SyntaxNode)
  return found
}

/** The local names of imported functions that make something durable. */
function importedSteps(statement: SyntaxNode): string[] {
  if (statement.type !== 'ImportDeclaration') return []
  const specifiers = nodes(statement.specifiers)
  return specifiers.filter((one) => REMEMBERED.has(nameOf(one.imported))).map((one) => nameOf(one.local))
}

function exportedNames(statement: SyntaxNode): string[] {
  if (!statement.type.startsWith('Export')) return []
  return [...functionsOf(declarationOf(statement)), ...nodes(statement.specifiers).map((one) => nameOf(one.local))]
}

function declarationOf(statement: SyntaxNode): SyntaxNode {
  return nodes([statement.declaration])[0] ?? statement
}

/** `function f() {}` and `const f = () => …` */
function functionsOf(declaration: SyntaxNode): string[] {
  if (declaration.type === 'FunctionDeclaration') return [nameOf(declaration.id)]
  return nodes(declaration.declarations)
    .filter((one) => nodes([one.init]).some((init) => init.type.endsWith('FunctionExpression')))
    .map((one) => nameOf(one.id))
}

function isFlush(call: SyntaxNode): boolean {
  return nodes(call.arguments).length === 0 && FLUSHES.has(memberOf(call))
}

function isWritingSql(call: SyntaxNode): boolean {
  if (!['exec', 'prepare'].includes(memberOf(call))) return false
  const [sql] = nodes(call.arguments)
  const text = sql?.type === 'TemplateLiteral' ? nodes(sql.quasis)[0]?.value : sql?.value
  return WRITING_SQL.test(typeof text === 'string' ? text : String((text as { cooked?: unknown } | undefined)?.cooked))
}

/** `b` of the call `a.b(…)`. */
function memberOf(call: SyntaxNode): string {
  const [callee] = nodes([call.callee])
  return callee?.type === 'MemberExpression' ? nameOf(callee.property) : ''
}

function nameOf(value: unknown): string {
  const [found] = nodes([value])
  return found?.type === 'Identifier' ? String(found.name) : ''
}

/** The nodes below, without the names of members and properties, which are no uses of anything. */
function childrenOf(parent: SyntaxNode): SyntaxNode[] {
  const label = parent.type === 'MemberExpression' ? 'property' : 'key'
  return Object.entries(parent).flatMap(([field, value]) =>
    field === label && parent.computed === false ? [] : nodes(Array.isArray(value) ? value : [value]),
  )
}

function nodes(values: unknown): SyntaxNode[] {
  if (!Array.isArray(values)) return []
  return values.filter(
    (value): value is SyntaxNode => typeof value?.type === 'string' && typeof value?.start === 'number',
  )
}

function lineAt(source: string, start: number): string {
  const from = source.lastIndexOf('\n', start) + 1
  const to = source.indexOf('\n', start)
  const number = source.slice(0, start).split('\n').length
  return `${number}: ${source.slice(from, to < 0 ? undefined : to).trim()}`
}
