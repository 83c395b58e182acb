import { expect, it } from 'vitest'
import { parseCsv } from './csv.ts'

const cells = (text: string) => parseCsv(text).rows.map(({ id, cells }) => [id, ...cells])

it.each([
  ['commas', 'a,b\n1,2\n', [['0', '1', '2']]],
  ['semicolons', 'a;b\n1;2,5\n', [['0', '1', '2,5']]],
  ['tabs', 'a\tb\n1\t2\n', [['0', '1', '2']]],
  ['separators inside quotes do not count', '"a;b;c",d\n1,2\n', [['0', '1', '2']]],
  ['quotes and line breaks in cells', 'a\n"x ""y""\nz"\n', [['0', 'x "y"\nz']]],
  ['a byte order mark and Windows line ends', '\ufeffa,b\r\n1,2\r\n', [['0', '1', '2']]],
  [
    'short and long lines',
    'a,b\n1\n1,2,3\n',
    [
      ['0', '1', ''],
      ['1', '1', '2'],
    ],
  ],
  [
    'a column of ids, in any spelling',
    'ID,a\nr7,x\n,y\n',
    [
      ['r7', 'r7', 'x'],
      ['1', '', 'y'],
    ],
  ],
  ['names only', 'a,b\n', []],
])('reads %s', (_, text, rows) => {
  expect(cells(text)).toEqual(rows)
})

it.each([
  ['nothing', '', /It is empty/],
  ['ids that are there twice', 'id,a\nr,1\nr,2\n', /id ‘r’ is there twice/],
  ['a quote that is never closed', 'a\n"x\n', /It is no CSV: .*\.$/],
])('refuses %s', (_, text, message) => {
  expect(() => parseCsv(text)).toThrow(message)
})
