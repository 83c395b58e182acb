import { describe, expect, it } from 'vitest'
import {
  addColumn,
  addRow,
  type Cells,
  moveColumn,
  moveRow,
  pasteCells,
  readCells,
  removeColumn,
  setCell,
} from './table-cells.ts'

const table: Cells = {
  columns: ['scene', 'camera'],
  rows: [
    { id: 'r1', cells: ['dawn', 'wide'] },
    { id: 'r2', cells: ['dusk', 'close'] },
  ],
}
const ids = () => {
  let n = 0
  return () => `new${++n}`
}

describe('cells of a spreadsheet', () => {
  it.each([
    [
      'tabs',
      'a\tb\r\nc\td\r\n',
      [
        ['a', 'b'],
        ['c', 'd'],
      ],
    ],
    [
      'commas',
      'a,b\nc,"d, e"',
      [
        ['a', 'b'],
        ['c', 'd, e'],
      ],
    ],
    ['semicolons', 'a;b,c', [['a', 'b,c']]],
    ['quotes and lines', '"say ""hi""\nthere"\tx', [['say "hi"\nthere', 'x']]],
    ['one cell', 'just words', [['just words']]],
    ['commas within a single tabbed line', 'a, b\tc', [['a, b', 'c']]],
    ['an empty line', 'a\n\nb', [['a'], [''], ['b']]],
  ])('are read with %s', (_, text, cells) => {
    expect(readCells(text)).toEqual(cells)
  })
})

describe('a table', () => {
  it('takes pasted cells where they are put, growing as needed, and keeps the ids of its rows', () => {
    const pasted = pasteCells(table, { row: 1, column: 1 }, [['x', 'y'], ['z']], ids())
    expect(pasted).toEqual({
      columns: ['scene', 'camera', 'column 3'],
      rows: [
        { id: 'r1', cells: ['dawn', 'wide', ''] },
        { id: 'r2', cells: ['dusk', 'x', 'y'] },
        { id: 'new1', cells: ['', 'z', ''] },
      ],
    })
  })

  it('pasted at its head gets its columns named', () => {
    const pasted = pasteCells(
      { columns: [], rows: [] },
      { row: -1, column: 0 },
      [
        ['name', 'line'],
        ['a', 'b'],
      ],
      ids(),
    )
    expect(pasted).toEqual({ columns: ['name', 'line'], rows: [{ id: 'new1', cells: ['a', 'b'] }] })
  })

  it('keeps rows together when they and columns are added, moved and removed', () => {
    expect(addRow(table, 1, 'n').rows.map(({ id }) => id)).toEqual(['r1', 'n', 'r2'])
    expect(moveRow(table, 0, 1).rows.map(({ id }) => id)).toEqual(['r2', 'r1'])
    expect(moveRow(table, 0, 2)).toBe(table)
    expect(moveColumn(table, 0, 1)).toMatchObject({
      columns: ['camera', 'scene'],
      rows: [{ cells: ['wide', 'dawn'] }, {}],
    })
    expect(removeColumn(table, 0)).toMatchObject({ columns: ['camera'], rows: [{ id: 'r1', cells: ['wide'] }, {}] })
    expect(addColumn({ ...table, columns: ['a', 'column 3'] }).columns).toEqual(['a', 'column 3', 'column 4'])
    expect(setCell({ ...table, rows: [{ id: 'r', cells: [] }] }, 0, 1, 'x').rows).toEqual([
      { id: 'r', cells: ['', 'x'] },
    ])
  })
})
