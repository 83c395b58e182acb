import { describe, expect, it } from 'vitest'
import { registry } from '#nodes/index.ts'
import { newInstance } from '#shared/graph/new-document.ts'
import { kindOfFile, nodeForFile } from './file-node.ts'

describe('a file that is dropped', () => {
  it.each([
    ['rows.CSV', '', 'table'],
    ['rows.csv', 'text/csv', 'table'],
    ['rows.tsv', '', 'table'],
    ['mug.png', 'image/png', 'image'],
    ['take.mp4', 'video/mp4', 'video'],
    ['song.mp3', 'audio/mpeg', 'audio'],
    ['notes.txt', 'text/plain', null],
    ['odd', '', null],
  ] as const)('%s (%s) holds %s', (name, type, kind) => expect(kindOfFile({ name, type })).toBe(kind))

  it.each(['image', 'video', 'audio'] as const)('becomes a node whose only output is that %s', (kind) => {
    const found = nodeForFile(registry.values(), { kind, name: 'my.mug.png', path: '/my.mug.png' })
    if (!found) throw new Error('no node takes it')
    const { definition, preset } = found
    expect(preset.title).toBe('my.mug')
    const { params } = newInstance(definition, 'x', preset.title, preset.params)
    expect(definition.problems?.(params, new Set())).toEqual([])
    expect(definition.activeOutputs?.(params, undefined, new Set())).toEqual([kind])
  })

  it('of rows becomes a node that reads them', () => {
    const found = nodeForFile(registry.values(), { kind: 'table', name: 'rows.csv', path: '/rows.csv' })
    expect(Object.values(found?.definition.outputs ?? {}).map(({ type }) => type)).toContain('table')
    expect(Object.values(found?.preset.params ?? {})).toEqual(['/rows.csv'])
  })

  it('is refused where no node takes its kind', () => {
    expect(nodeForFile([], { kind: 'image', name: 'mug.png', path: '/mug.png' })).toBeNull()
  })
})
