import { registry } from '#nodes/index.ts'
import type { Document, Instance } from '#shared/graph/document.ts'
import type { Point } from './box.ts'
import { boxOf } from './card-box.ts'
import { insertPorts } from './insert.ts'
import type { Dragged } from './library-drag.ts'
import { nodeToPlace } from './new-node.ts'
import { type WireLine, wireLines, wiresUnder } from './wires.ts'

/** The wire that a node of the document stands on and fits into; null for none. */
export function wireBelow(document: Document, node: Instance): WireLine | null {
  const under = wiresUnder(wireLines(document), boxOf(document, node))
  return under.find(({ edge }) => insertPorts(document, registry, node, edge) !== null) ?? null
}

/** The wire that a new node would be put on; null for none. */
export function wireFor(document: Document, { definition, preset }: Dragged, at: Point): WireLine | null {
  const node = nodeToPlace(document, definition, preset, at)
  return wireBelow({ ...document, nodes: [...document.nodes, node] }, node)
}
