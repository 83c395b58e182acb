import { type Document, zDocument } from '#shared/graph/document.ts'
import type { Value } from '#shared/graph/values.ts'
import { defineNode, type Registry } from '#shared/node/define.ts'

const label = 'x'
const base = {
  schema: 1,
  behaviour: 1,
  title: 'Trivial',
  summary: '',
  icon: 'frame',
  category: 'process',
  docs: '',
} as const
const text = (value: string): Value => ({ type: 'text', text: value })

/** Node types that do next to nothing, so that what is measured is the engine: each still has params, a wire and a stored output. */
export const trivialNodes: Registry = new Map(
  [
    defineNode({
      ...base,
      type: 'source',
      params: { text: { kind: 'text', label, default: '', neutral: '' } },
      inputs: {},
      outputs: { text: { type: 'text', label } },
      resource: 'io',
      behave: { kind: 'run', run: async ({ params }) => ({ text: text(params.text) }) },
    }),
    defineNode({
      ...base,
      type: 'rows',
      params: {
        count: { kind: 'number', label, default: 0, neutral: 0 },
        changed: { kind: 'text', label, default: '', neutral: '' },
      },
      inputs: {},
      outputs: { cell: { type: 'text', label, list: true } },
      behave: {
        kind: 'evaluate',
        evaluate: ({ params }) => ({
          cell: Array.from({ length: params.count }, (_, index) => ({
            id: `r${index}`,
            value: text(`${index}${index === 0 ? params.changed : ''}`),
          })),
        }),
      },
    }),
    defineNode({
      ...base,
      type: 'step',
      params: {
        tag: { kind: 'text', label, default: '', neutral: '' },
        level: { kind: 'number', label, default: 1, neutral: 1 },
        mode: {
          kind: 'choice',
          label,
          default: 'a',
          neutral: 'a',
          options: [
            { value: 'a', label },
            { value: 'b', label },
          ],
        },
      },
      inputs: { text: { type: 'text', label, required: true } },
      outputs: { text: { type: 'text', label } },
      resource: 'io',
      behave: {
        kind: 'run',
        run: async ({ params, inputs }) => ({ text: text(`${inputs.text.text}${params.tag}`.slice(-64)) }),
      },
    }),
  ].map((definition) => [definition.type, definition]),
)

/** `count` nodes in layers a hundred wide, each fed by one of the layer before; every node has params of its own. */
export function wideGraph(count: number): Document {
  const nodes = Array.from({ length: count }, (_, index) =>
    index < 100
      ? { id: `n${index}`, type: 'source', params: { text: `source ${index}` } }
      : { id: `n${index}`, type: 'step', params: { tag: `tag ${index}`, level: 2 + (index % 3), mode: 'b' } },
  )
  const edges = nodes.slice(100).map((node, index) => ({
    id: `e${index}`,
    from: { node: `n${100 * Math.floor(index / 100) + ((index * 7) % 100)}`, port: 'text' },
    to: { node: node.id, port: 'text' },
  }))
  return zDocument.parse({ reelay: 1, id: `wide-${count}`, nodes, edges })
}

/** A table of `rows` rows through a chain of `steps` mapped nodes. */
export function rowsGraph(rows: number, steps: number): Document {
  const chain = Array.from({ length: steps }, (_, index) => ({
    id: `s${index}`,
    type: 'step',
    params: { tag: `t${index}` },
  }))
  const ends = ['t', ...chain.map((node) => node.id)]
  const edges = chain.map((node, index) => ({
    id: `e${index}`,
    from: { node: ends[index] ?? '', port: index === 0 ? 'cell' : 'text' },
    to: { node: node.id, port: 'text' },
  }))
  return zDocument.parse({
    reelay: 1,
    id: `rows-${rows}`,
    nodes: [{ id: 't', type: 'rows', params: { count: rows } }, ...chain],
    edges,
  })
}
