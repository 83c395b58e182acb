import { registry } from '#nodes/index.ts'
import type { Edge, Instance } from '#shared/graph/document.ts'
import type { NodeDefinition, Preset } from '#shared/node/define.ts'
import { portsOfNode } from '../canvas/card-box.ts'
import { landOn } from '../canvas/drag.ts'
import { wireBelow } from '../canvas/land.ts'
import { bestPort, portTest, wireEdits } from '../canvas/legal-ports.ts'
import { freshEdgeId, nodeToPlace } from '../canvas/new-node.ts'
import { nodeOf } from '../store/document-index.ts'
import { documents } from '../store/document-store.ts'
import { say } from '../store/messages.ts'
import { type PickerRequest, select, useUi } from '../store/ui-store.ts'

/** Draws a wire, or says why it cannot be. */
export function drawWire(from: Edge['from'], to: Edge['to']): void {
  const drawn = wireEdits(documents.document(), registry, from, to, freshEdgeId())
  if ('problem' in drawn) say.refused(drawn.problem)
  else edit(drawn.edits)
}

/** Edits the document as one step, or says why not. */
export function edit(edits: Parameters<typeof documents.edit>[0], group?: string): void {
  if (edits.length === 0) return
  const problem = documents.edit(edits, group)
  if (problem) say.error(problem)
}

/** Places a node and selects it; it takes up the wire that was being drawn, or (`onWire`) goes into the one that it is put on. */
export function placeNode(
  definition: NodeDefinition,
  preset: Preset | null,
  at: { readonly x: number; readonly y: number },
  wire: PickerRequest['wire'],
  onWire = false,
): Instance {
  const node = nodeToPlace(documents.document(), definition, preset, at)
  documents.begin()
  edit([{ kind: 'add-node', node }])
  if (wire) {
    const document = documents.document()
    const test = portTest(document, registry, wire)
    const active = definition.activeOutputs?.(node.params, undefined, new Set()) ?? null
    const port = bestPort(document, registry, node, test, wire.side, wire.side === 'input' ? active : null)
    if (port !== null) {
      const here = { node: node.id, port }
      const there = { node: wire.node, port: wire.port }
      if (wire.side === 'output') drawWire(there, here)
      else drawWire(here, there)
    }
  }
  const line = onWire && !wire ? wireBelow(documents.document(), node) : null
  if (line) edit(landOn(documents.document(), [], node.id, line))
  documents.commit()
  select([node.id])
  return node
}

/** The wire from the first output of the selected node, if one is selected: a new node takes it up where it fits. */
export function wireFromSelection(): PickerRequest['wire'] {
  const document = documents.document()
  const [id, ...more] = useUi.getState().selection
  const node = id === undefined ? undefined : nodeOf(document, id)
  const output = node && portsOfNode(document, node).outputs[0]
  return node && output && more.length === 0
    ? { node: node.id, port: output.id, side: 'output', type: output.type }
    : null
}
