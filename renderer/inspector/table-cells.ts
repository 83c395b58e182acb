import type { TableValue } from '#shared/graph/values.ts'

export type Cells = Omit<TableValue, 'type'>

/** Most rows that are drawn at once. */
export const SHOWN_ROWS = 200

/**
 * The cells of a piece of a spreadsheet as the clipboard has it: lines of cells separated by tabs, else by semicolons or commas,
 * quoted where they hold a separator, a quote or a line end.
 */
export function readCells(text: string): readonly (readonly string[])[] {
  const [line = ''] = text.split('\n', 1)
  const bare = line.replace(/"[^"]*"/g, '')
  const separator = ['\t', ';', ','].find((each) => bare.includes(each)) ?? '\t'
  const lines: string[][] = []
  let [cells, cell, quoted]: [string[], string, boolean] = [[], '', false]
  const endLine = () => {
    lines.push([...cells, cell])
    cells = []
    cell = ''
  }
  const normal = text.replace(/\r\n?/g, '\n').replace(/\n$/, '')
  for (let at = 0; at < normal.length; at++) {
    const char = normal[at]
    if (quoted) {
      if (char !== '"') cell += char
      else if (normal[at + 1] === '"') {
        cell += '"'
        at++
      } else quoted = false
    } else if (char === '"' && cell === '') quoted = true
    else if (char === separator) {
      cells.push(cell)
      cell = ''
    } else if (char === '\n') endLine()
    else cell += char
  }
  endLine()
  return lines
}

/**
 * A table with cells pasted at a place; columns and rows that are missing are added. `row` −1 is the head: the first line names the
 * columns. Rows that are there keep their ids.
 */
export function pasteCells(
  table: Cells,
  at: { readonly row: number; readonly column: number },
  cells: readonly (readonly string[])[],
  freshId: () => string,
): Cells {
  const [names, lines] = at.row < 0 ? [cells[0] ?? [], cells.slice(1)] : [[], cells]
  const width = Math.max(table.columns.length, at.column + Math.max(0, ...cells.map((line) => line.length)))
  const columns = [...table.columns]
  while (columns.length < width) columns.push(freshColumn(columns))
  for (const [place, name] of names.entries()) columns[at.column + place] = name
  const first = Math.max(0, at.row)
  const rows = table.rows.map((row) => ({ id: row.id, cells: columns.map((_, place) => row.cells[place] ?? '') }))
  for (const [down, line] of lines.entries()) {
    const row = rows[first + down] ?? { id: freshId(), cells: columns.map(() => '') }
    for (const [across, cell] of line.entries()) row.cells[at.column + across] = cell
    rows[first + down] = row
  }
  return { columns, rows }
}

/** A name for one more column that none has yet. */
function freshColumn(columns: readonly string[]): string {
  const taken = new Set(columns)
  for (let n = columns.length + 1; ; n++) if (!taken.has(`column ${n}`)) return `column ${n}`
}

export function addColumn(table: Cells): Cells {
  return {
    columns: [...table.columns, freshColumn(table.columns)],
    rows: table.rows.map(({ id, cells }) => ({ id, cells: [...cells, ''] })),
  }
}

/** A row with an id of its own at a place; the others keep theirs, so that nothing made for them is lost. */
export function addRow(table: Cells, at: number, id: string): Cells {
  return { ...table, rows: table.rows.toSpliced(at, 0, { id, cells: table.columns.map(() => '') }) }
}

export function removeRow(table: Cells, at: number): Cells {
  return { ...table, rows: table.rows.toSpliced(at, 1) }
}

/** A row at another place, with its id; the table itself where there is no such place. */
export function moveRow(table: Cells, from: number, to: number): Cells {
  const row = table.rows[from]
  if (!row || to < 0 || to >= table.rows.length) return table
  return { ...table, rows: table.rows.toSpliced(from, 1).toSpliced(to, 0, row) }
}

export function removeColumn(table: Cells, at: number): Cells {
  return {
    columns: table.columns.toSpliced(at, 1),
    rows: table.rows.map(({ id, cells }) => ({ id, cells: [...cells].toSpliced(at, 1) })),
  }
}

export function moveColumn(table: Cells, from: number, to: number): Cells {
  if (to < 0 || to >= table.columns.length) return table
  const moved = (cells: readonly string[]) => [...cells].toSpliced(from, 1).toSpliced(to, 0, cells[from] ?? '')
  return { columns: moved(table.columns), rows: table.rows.map(({ id, cells }) => ({ id, cells: moved(cells) })) }
}

export function renameColumn(table: Cells, at: number, name: string): Cells {
  return { ...table, columns: table.columns.with(at, name) }
}

export function setCell(table: Cells, row: number, column: number, text: string): Cells {
  const { id, cells } = table.rows[row] ?? { id: '', cells: [] }
  const filled = table.columns.map((_, place) => (place === column ? text : (cells[place] ?? '')))
  return { ...table, rows: table.rows.with(row, { id, cells: filled }) }
}
