import { describe, expect, it } from 'vitest'
import { registry } from '#nodes/index.ts'
import { readDocs } from './docs-text.ts'

describe('documentation of nodes', () => {
  it('is read as headings, lists and paragraphs', () => {
    const blocks = readDocs('One **line**\nand more `code`.\n\n### In\n- **A**: first\n  goes on\n- *B*')
    expect(blocks).toEqual([
      {
        kind: 'text',
        spans: [
          { text: 'One ', as: 'plain' },
          { text: 'line', as: 'strong' },
          { text: ' and more ', as: 'plain' },
          { text: 'code', as: 'code' },
          { text: '.', as: 'plain' },
        ],
      },
      { kind: 'heading', spans: [{ text: 'In', as: 'plain' }] },
      {
        kind: 'item',
        spans: [
          { text: 'A', as: 'strong' },
          { text: ': first goes on', as: 'plain' },
        ],
      },
      { kind: 'item', spans: [{ text: 'B', as: 'emphasis' }] },
    ])
  })

  it.each([...registry.values()].map(({ type, docs }) => [type, docs]))('of %s leaves no marks behind', (_, docs) => {
    const plain = readDocs(docs).flatMap(({ spans }) => spans.filter(({ as }) => as === 'plain'))
    expect(plain.map(({ text }) => text).join('')).not.toMatch(/\*\*|^#|`/)
  })
})
