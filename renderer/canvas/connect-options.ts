import type { Document, Edge, Instance } from '#shared/graph/document.ts'
import type { NodeId } from '#shared/graph/ids.ts'
import type { Registry } from '#shared/node/define.ts'
import { isNote, portsOfNode } from './card-box.ts'
import { portTest } from './legal-ports.ts'

/** A wire that could be drawn, in words. */
export interface ConnectOption {
  readonly from: Edge['from']
  readonly to: Edge['to']
  readonly own: string
  readonly node: NodeId
  readonly title: string
  readonly port: string
  readonly direction: 'to' | 'from'
}

/**
 * Every wire that may be drawn between a node and others, the nearest node first: so the keyboard wires what the mouse does. `among`:
 * only these others; null: all.
 */
export function connectOptions(
  document: Document,
  registry: Registry,
  node: Instance,
  among: ReadonlySet<NodeId> | null,
): readonly ConnectOption[] {
  const options: ConnectOption[] = []
  const { inputs, outputs } = portsOfNode(document, node)
  const others = document.nodes
    .filter((other) => other.id !== node.id && !isNote(other) && (among?.has(other.id) ?? true))
    .map((other) => ({ other, ports: portsOfNode(document, other), distance: away(node, other) }))
    .sort((a, b) => a.distance - b.distance)
  const wired = new Set(document.edges.map(({ from, to }) => name(from, to)))
  for (const [side, own] of [
    ...outputs.map((port) => ['output', port] as const),
    ...inputs.map((port) => ['input', port] as const),
  ]) {
    const test = portTest(document, registry, { node: node.id, port: own.id, side })
    const here = { node: node.id, port: own.id }
    for (const { other, ports } of others)
      for (const port of side === 'output' ? ports.inputs : ports.outputs) {
        const there = { node: other.id, port: port.id }
        const [from, to] = side === 'output' ? [here, there] : [there, here]
        if (wired.has(name(from, to)) || !test(other, port.id)) continue
        options.push({
          ...{ from, to, own: own.label, node: other.id, title: other.title || other.id, port: port.label },
          direction: side === 'output' ? 'to' : 'from',
        })
      }
  }
  return options
}

const name = (from: Edge['from'], to: Edge['to']) => `${from.node}.${from.port} ${to.node}.${to.port}`
const away = (a: Instance, b: Instance) => Math.hypot(a.position.x - b.position.x, a.position.y - b.position.y)
