import { describe, expect, it } from 'vitest'
import { columnPort, table } from './table.ts'
import { evaluate, problemsOf, text } from './testing/context.ts'

const rows = {
  columns: ['scene', 'Shot type'],
  rows: [
    { id: 'r7', cells: ['harbour', 'wide'] },
    { id: 'r2', cells: ['kitchen'] },
  ],
}

describe('table', () => {
  it('has a list output per column', () => {
    expect(table.moreOutputs?.({ rows, file: '' })).toEqual({
      scene: { type: 'text', label: 'scene', list: true },
      'Shot-type': { type: 'text', label: 'Shot type', list: true },
    })
  })

  it('lets any port be wired while the columns are in a file', () => {
    expect(table.moreOutputs?.({ rows, file: 'shots.csv' })).toBeNull()
  })

  it('gives each column with the ids of the rows, and the whole; a missing cell is empty', () => {
    expect(evaluate(table, { params: { rows } })).toEqual({
      table: {
        type: 'table',
        columns: ['scene', 'Shot type'],
        rows: [
          { id: 'r7', cells: ['harbour', 'wide'] },
          { id: 'r2', cells: ['kitchen', ''] },
        ],
      },
      scene: [
        { id: 'r7', value: text('harbour') },
        { id: 'r2', value: text('kitchen') },
      ],
      'Shot-type': [
        { id: 'r7', value: text('wide') },
        { id: 'r2', value: text('') },
      ],
    })
  })

  it('takes the file before the rows', () => {
    const file = { columns: ['line'], rows: [{ id: '0', cells: ['hello'] }] }
    expect(evaluate(table, { params: { rows }, tables: { file } })).toEqual({
      table: { type: 'table', ...file },
      line: [{ id: '0', value: text('hello') }],
    })
  })

  it('is an empty table at first', () => {
    expect(evaluate(table)).toEqual({ table: { type: 'table', columns: [], rows: [] } })
    expect(table.moreOutputs?.({})).toEqual({})
  })

  it('refuses columns whose ports could not be told apart', () => {
    const twice = { columns: ['Shot type', 'Shot/type', 'table'], rows: [] }
    expect(problemsOf(table, { rows: twice })).toEqual([
      expect.stringContaining('‘Shot type’ and ‘Shot/type’'),
      expect.stringContaining('‘table’'),
    ])
    expect(problemsOf(table, { rows: twice, file: 'shots.csv' })).toEqual([])
    expect(() => evaluate(table, { params: { rows: twice } })).toThrow('Shot-type')
    expect(() => evaluate(table, { tables: { file: { columns: ['table'], rows: [] } } })).toThrow('‘table’')
  })
})

describe('columnPort', () => {
  it.each([
    ['scene', 'scene'],
    ['Shot_type-2', 'Shot_type-2'],
    ['Shot type', 'Shot-type'],
    ['  price (USD) ', 'price-USD'],
    ['Größe', 'Gro-e'],
    ['café crème', 'cafe-creme'],
    ['_draft', 'draft'],
    ['日本語', 'column-3'],
    ['', 'column-3'],
  ])('of %j is %j', (name, port) => {
    expect(columnPort(name, 2)).toBe(port)
  })
})
