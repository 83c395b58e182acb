import { parse } from 'csv-parse/sync'
import type { TableValue } from '#shared/graph/values.ts'

/** Largest CSV file that is read as a table, in bytes: its rows become part of the document's plan. */
export const MAX_CSV_BYTES = 8 * 1024 * 1024

type Rows = Omit<TableValue, 'type'>

/**
 * Reads CSV, or text separated by semicolons or tabs, with the column names in its first line. A column named `id` gives the rows'
 * ids; else the 0-based index does. Throws an Error with a sentence.
 */
export function parseCsv(text: string): Rows {
  const [line = ''] = text.split(/\r?\n/, 1)
  const first = line.replace(/"[^"]*"/g, '')
  const delimiter = ['\t', ';', ','].reduce(
    (best, each) => (count(first, each) > count(first, best) ? each : best),
    ',',
  )
  let records: string[][]
  try {
    records = parse(text, { bom: true, delimiter, relaxColumnCount: true, skipEmptyLines: true, trim: true })
  } catch (error) {
    throw new Error(`It is no CSV: ${error instanceof Error ? error.message : String(error)}.`, { cause: error })
  }
  const [columns = [], ...lines] = records
  if (columns.length === 0) throw new Error('It is empty; the first line must name the columns.')
  const idColumn = columns.findIndex((column) => column.toLowerCase() === 'id')
  const rows = lines.map((line, index) => ({
    id: (idColumn >= 0 && line[idColumn]) || String(index),
    cells: columns.map((_, place) => line[place] ?? ''),
  }))
  const ids = new Set<string>()
  for (const { id } of rows) {
    if (ids.has(id)) throw new Error(`The id ‘${id}’ is there twice; ids of rows must differ.`)
    ids.add(id)
  }
  return { columns, rows }
}

function count(line: string, mark: string): number {
  return line.split(mark).length - 1
}
