import { registry } from '#nodes/index.ts'
import type { Document, Edge, Instance } from '#shared/graph/document.ts'
import { applyEdits, type Edit } from '#shared/graph/edits.ts'
import { newDocument, newInstance } from '#shared/graph/new-document.ts'
import type { Json } from '#shared/json.ts'

export function node(type: string, id: string, x = 0, y = 0, params: Record<string, Json> = {}): Instance {
  const definition = registry.get(type)
  if (!definition) throw new Error(type)
  return { ...newInstance(definition, id, id, params), position: { x, y } }
}

/** `p.text > m.prompt`. */
export function wire(id: string, ends: string): Edge {
  const [from = '', to = ''] = ends.split(' > ')
  const end = (text: string) => {
    const [of = '', port = ''] = text.split('.')
    return { node: of, port }
  }
  return { id, from: end(from), to: end(to) }
}

/** A prompt, two shots, and their cut. */
export const film: Document = {
  ...newDocument('d', 'Film'),
  nodes: [
    node('prompt', 'p', 0, 0),
    node('model', 'm', 400, 0),
    node('model', 'n', 400, 400),
    node('sequence', 'cut', 800, 0, { clips: { e2: { in: 1 }, 'e3#row': { in: 2 } } }),
  ],
  edges: [
    wire('e1', 'p.text > m.prompt'),
    wire('e4', 'p.text > n.prompt'),
    wire('e2', 'm.video > cut.clips'),
    wire('e3', 'n.video > cut.clips'),
  ],
}

export function edited(document: Document, edits: readonly Edit[]): Document {
  const result = applyEdits(document, edits)
  if (!result.ok) throw new Error(result.problem)
  return result.document
}

export const wires = (document: Document) =>
  document.edges.map(({ from, to }) => `${from.node}.${from.port} > ${to.node}.${to.port}`)
