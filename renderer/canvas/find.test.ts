import { describe, expect, it } from 'vitest'
import { registry } from '#nodes/index.ts'
import { connectOptions } from './connect-options.ts'
import { findNodes } from './find.ts'
import { film, node } from './testing/film.ts'

const document = {
  ...film,
  nodes: [...film.nodes, node('prompt', 'q', 0, 50, { text: 'A lighthouse at dusk' }), node('note', 'words')],
}
const find = (query: string) => findNodes(document, registry, query, () => 'Kling 3.0')

describe('finding nodes', () => {
  it('looks at titles, types, models and words, whatever their case', () => {
    expect(find('lightHOUSE dusk')).toEqual(['q'])
    expect(find('cut')).toEqual(['cut'])
    expect(find('kling')).toEqual(['m', 'n'])
    expect(find('prompt')).toEqual(expect.arrayContaining(['p', 'q']))
    expect(find('lighthouse dawn')).toEqual([])
    expect(find('  ')).toEqual([])
  })
})

describe('wires that may be drawn by name', () => {
  const optionsOf = (id: string, among: ReadonlySet<string> | null = null) => {
    const found = document.nodes.find((each) => each.id === id)
    return found ? connectOptions(document, registry, found, among) : []
  }

  it('are the legal ones that are not there yet, the nearest node first', () => {
    const options = optionsOf('q')
    expect(options.every(({ from }) => from.node === 'q')).toBe(true)
    expect(options.map(({ to }) => `${to.node}.${to.port}`)).toEqual(expect.arrayContaining(['m.prompt', 'n.prompt']))
    expect(options[0]?.to.node).toBe('m')
    const cut = optionsOf('cut')
    expect(cut.some(({ from }) => from.node === 'p')).toBe(false)
    expect(cut.some(({ from, to }) => from.node === 'm' && to.port === 'clips')).toBe(false)
  })

  it('stay among the nodes that are selected', () => {
    expect(new Set(optionsOf('q', new Set(['q', 'n'])).map(({ node }) => node))).toEqual(new Set(['n']))
  })
})
