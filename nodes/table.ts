import type { TableValue } from '#shared/graph/values.ts'
import type { Json } from '#shared/json.ts'
import { defineNode } from '#shared/node/define.ts'
import type { ListItem, OutputSpec } from '#shared/node/ports.ts'
import { NodeError } from './node-error.ts'

/** The output that carries the whole table; no column may have its id. */
const WHOLE = 'table'

/** Rows of text, column by column. */
export const table = defineNode({
  type: 'table',
  schema: 1,
  behaviour: 1,
  title: 'Table',
  summary: 'Rows of text, typed or from a CSV file; each column is a list.',
  icon: 'table',
  category: 'input',
  docs: `Drives many shots from one graph: wire a column to a prompt's variable and everything below runs once per row. Rows keep their
ids, so that inserting, deleting or changing a row re-runs no other.

### Settings
- **Rows**: columns and rows typed by hand.
- **File**: a CSV file; where one is chosen it takes the place of the rows.

### Out
- **Table**: the whole table.
- One list output per column, called as its column. The id of such a port, as it stands in a file, is the column's name with accents
  taken off and every run of other characters written as one \`-\`: *Shot type* is \`Shot-type\`. Small and capital letters are kept.
  A name with no such letter or digit at all becomes \`column-1\`, counted from the left. Two columns may not come to the same id,
  and none to \`table\`.

### Example
Columns *scene* and *camera*, twenty rows; wire both to a Prompt \`{{scene}}, {{camera}}\` and that to a Model: twenty clips, and a
change of row 7 re-runs one.`,
  params: {
    rows: { kind: 'table', label: 'Rows', default: { columns: [], rows: [] }, neutral: { columns: [], rows: [] } },
    file: {
      kind: 'file',
      label: 'File',
      help: 'A CSV file; takes the place of the rows.',
      default: '',
      neutral: '',
      accept: ['table'],
    },
  },
  inputs: {},
  outputs: { table: { type: 'table', label: 'Table' } },
  moreOutputs: (params) =>
    hasFile(params.file)
      ? null
      : Object.fromEntries(
          literalColumns(params.rows).map((name, index): [string, OutputSpec] => [
            columnPort(name, index),
            { type: 'text', label: name, list: true },
          ]),
        ),
  problems: (params, wired) =>
    hasFile(params.file) || wired.has('file') || wired.has('rows') ? [] : columnProblems(literalColumns(params.rows)),
  behave: {
    kind: 'evaluate',
    evaluate: ({ params, table: parsed }) => {
      const { columns, rows } = parsed('file') ?? params.rows
      const [problem] = columnProblems(columns)
      if (problem !== undefined) throw new NodeError(problem)
      const whole: TableValue = {
        type: 'table',
        columns: [...columns],
        rows: rows.map((row) => ({ id: row.id, cells: columns.map((_, index) => row.cells[index] ?? '') })),
      }
      const lists = columns.map((name, index): [string, ListItem[]] => [
        columnPort(name, index),
        whole.rows.map(({ id, cells }) => ({ id, value: { type: 'text', text: cells[index] ?? '' } })),
      ])
      return { [WHOLE]: whole, ...Object.fromEntries(lists) }
    },
  },
})

/**
 * The id of a column's output: its name without accents, every run of characters that an id cannot hold as one `-`, none of
 * them at its ends. Wires in saved files name it, so the rule must never change.
 */
export function columnPort(name: string, index: number): string {
  const port = name
    .normalize('NFKD')
    .replace(/\p{Mark}/gu, '')
    .replace(/[^A-Za-z0-9_-]+/g, '-')
    .replace(/^[_-]+|-+$/g, '')
  return port === '' ? `column-${index + 1}` : port
}

/** Columns whose outputs could not be told apart, as sentences. */
function columnProblems(columns: readonly string[]): readonly string[] {
  const first = new Map<string, string>()
  return columns.flatMap((name, index) => {
    const port = columnPort(name, index)
    if (port === WHOLE) return [`A column cannot be called ‘${name}’, the name of the whole table; rename it.`]
    const other = first.get(port)
    if (other !== undefined) return [`The columns ‘${other}’ and ‘${name}’ have the same port, ${port}; rename one.`]
    first.set(port, name)
    return []
  })
}

function hasFile(file: Json | undefined): boolean {
  return typeof file === 'string' && file !== ''
}

/** Columns of a literal that a document may hold in any shape. */
function literalColumns(rows: Json | undefined): readonly string[] {
  if (typeof rows !== 'object' || rows === null || !('columns' in rows) || !Array.isArray(rows.columns)) return []
  return rows.columns.filter((column) => typeof column === 'string')
}
