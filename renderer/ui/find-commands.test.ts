import { expect, it } from 'vitest'
import { findCommands } from './find-commands.ts'

const commands = [
  { id: 'run', label: 'Run' },
  { id: 'run-selected', label: 'Run selected' },
  { id: 'undo', label: 'Undo' },
]
const table = new Map([
  ['run', ['Mod+Enter']],
  ['undo', ['Mod+Z']],
])
const find = (query: string) => findCommands(commands, table, query).map(({ id }) => id)

it.each([
  ['', ['run', 'run-selected', 'undo']],
  ['run', ['run', 'run-selected']],
  ['sel RUN', ['run-selected']],
  ['ctrl+z', ['undo']],
  ['nothing', []],
])('‘%s’ finds %j', (query, ids) => {
  expect(find(query)).toEqual(ids)
})
