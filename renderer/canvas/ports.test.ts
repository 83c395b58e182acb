import { expect, it } from 'vitest'
import { registry } from '#nodes/index.ts'
import type { Json } from '#shared/json.ts'
import { cardPorts } from './ports.ts'
import { node } from './testing/film.ts'

const COLUMNS = [
  { port: 'scene', label: 'Scene', items: 2 },
  { port: 'Shot-type', label: 'Shot type', items: 2 },
]

/** Outputs of a table with these params, by their labels. */
function outputs(params: Record<string, Json>, wired: readonly string[], columns = COLUMNS): readonly string[] {
  const definition = registry.get('table')
  if (!definition) throw new Error('there are tables')
  return cardPorts(definition, node('table', 't', 0, 0, params), [], wired, undefined, columns).outputs.map(
    ({ id, label }) => `${id}: ${label}`,
  )
}

it('draws the columns of a file before they are wired, and wired ones that it no longer has', () => {
  const file = { file: 'shots.csv' }
  expect(outputs(file, [])).toEqual(['table: Table', 'scene: Scene', 'Shot-type: Shot type'])
  expect(outputs(file, ['scene', 'gone'])).toEqual([
    'table: Table',
    'scene: Scene',
    'Shot-type: Shot type',
    'gone: gone',
  ])
  expect(outputs(file, ['scene'], [])).toEqual(['table: Table', 'scene: scene'])
})

it('draws the columns of the document alone where there is no file', () => {
  expect(outputs({ rows: { columns: ['Mood'], rows: [] } }, [])).toEqual(['table: Table', 'Mood: Mood'])
})
