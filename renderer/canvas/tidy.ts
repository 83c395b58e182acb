import dagre from '@dagrejs/dagre'
import type { Edge } from '#shared/graph/document.ts'
import type { NodeId } from '#shared/graph/ids.ts'

export interface Box {
  readonly id: NodeId
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

/** Positions left to right along the wires; the upper left corner of the whole stays where it was. */
export function tidyPositions(
  boxes: readonly Box[],
  edges: readonly Edge[],
): Readonly<Record<NodeId, { readonly x: number; readonly y: number }>> {
  const graph = new dagre.graphlib.Graph({ multigraph: true })
  graph.setGraph({ rankdir: 'LR', nodesep: 36, ranksep: 84 })
  graph.setDefaultEdgeLabel(() => ({}))
  for (const { id, width, height } of boxes) graph.setNode(id, { width, height })
  for (const edge of edges)
    if (graph.hasNode(edge.from.node) && graph.hasNode(edge.to.node))
      graph.setEdge(edge.from.node, edge.to.node, {}, edge.id)
  dagre.layout(graph)
  const placed = boxes.map((box) => {
    const at = graph.node(box.id)
    return { id: box.id, x: at.x - box.width / 2, y: at.y - box.height / 2 }
  })
  const dx = Math.min(...boxes.map(({ x }) => x)) - Math.min(...placed.map(({ x }) => x))
  const dy = Math.min(...boxes.map(({ y }) => y)) - Math.min(...placed.map(({ y }) => y))
  return Object.fromEntries(placed.map(({ id, x, y }) => [id, { x: Math.round(x + dx), y: Math.round(y + dy) }]))
}
