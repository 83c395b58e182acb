import type { ModelEntry } from '../catalog/schema.ts'
import { typeMismatch } from '../graph/connect.ts'
import type { NodeId } from '../graph/ids.ts'
import { nodeName } from '../graph/node-name.ts'
import { type Graph, type GraphNode, outputType } from '../graph/topology.ts'
import type { Registry } from '../node/define.ts'
import { literalValue, paramProblem, short } from '../node/param-values.ts'
import { inputPort, inputsOf, outputPort } from '../node/ports-of.ts'

/** What keeps a document from running: a sentence, and the node it is about. */
export interface Problem {
  readonly node?: NodeId
  readonly message: string
}

type ModelOf = (id: string) => ModelEntry | undefined

/** Checks documents; a node that is as it was, below nodes that are as they were, is not read again. */
export interface Checker {
  /**
   * Problems of the wanted part of a document (all of it, where null) that no run could mend: cycles, unknown types, wrong or
   * missing wires, illegal params.
   */
  check(
    graph: Graph,
    wanted: ReadonlySet<NodeId> | null,
    world: { readonly revision: number; model(id: string): ModelEntry | undefined },
  ): readonly Problem[]
}

interface Checked {
  readonly node: GraphNode
  readonly problems: readonly Problem[]
}

const NO_PROBLEMS: readonly Problem[] = []

export function createChecker(registry: Registry): Checker {
  let about: readonly unknown[] = []
  let memory = new Map<NodeId, Checked>()

  return {
    check(graph, wanted, world) {
      const now = [world.revision, graph.document.settings]
      if (now.some((each, place) => each !== about[place])) memory = new Map()
      about = now
      const next = new Map<NodeId, Checked>()
      /** Nodes whose ports may mean something else than at the last look. */
      const touched = new Set<NodeId>()
      const found: Problem[] = []
      for (const node of graph.order) {
        const { id } = node.instance
        const known = memory.get(id)
        const same = known?.node === node
        const moved = touched.size > 0 && anySource(node, (above) => touched.has(above))
        if (!same || (moved && mirrors(node))) touched.add(id)
        const checked = same && !moved ? known : { node, problems: checkNode(graph, node, world.model) }
        next.set(id, checked)
        if (checked.problems.length > 0 && (!wanted || wanted.has(id))) found.push(...checked.problems)
      }
      memory = next
      return [...unknownTypes(graph, registry, wanted), ...cycleProblems(graph, wanted), ...found]
    },
  }
}

function anySource(node: GraphNode, test: (id: NodeId) => boolean): boolean {
  for (const sources of node.sources.values()) for (const source of sources) if (test(source.node)) return true
  return false
}

/** True where an output has the type of what is wired in. */
function mirrors({ definition }: GraphNode): boolean {
  return Object.values(definition.outputs).some((output) => typeof output.type !== 'string')
}

function unknownTypes(
  { document, nodes }: Graph,
  registry: Registry,
  wanted: ReadonlySet<NodeId> | null,
): readonly Problem[] {
  // Most documents have none; then their wires need not be read.
  if (nodes.size === document.nodes.length) return NO_PROBLEMS
  const unknown = document.nodes.filter((node) => !registry.has(node.type))
  if (unknown.length === 0) return NO_PROBLEMS
  const feeding = new Set(
    wanted ? document.edges.filter((edge) => wanted.has(edge.to.node)).map((edge) => edge.from.node) : [],
  )
  return unknown
    .filter((node) => (wanted ? feeding.has(node.id) : !node.bypass))
    .map((node) => ({
      node: node.id,
      message: `${nodeName(node)} is of a type ‘${node.type}’ that this version does not know. Update Reelay, or remove or bypass the node.`,
    }))
}

function cycleProblems(graph: Graph, wanted: ReadonlySet<NodeId> | null): readonly Problem[] {
  const cyclic = graph.cyclic.filter((id) => !wanted || wanted.has(id))
  const first = cyclic[0]
  if (first === undefined) return []
  const circle = circleAbove(graph, first)
  const names = circle.slice(0, MOST_NAMES).map((id) => {
    const node = graph.nodes.get(id)
    return node ? nodeName(node.instance) : `‘${id}’`
  })
  const more = circle.length > MOST_NAMES ? ` and ${circle.length - MOST_NAMES} more` : ''
  const message = `The wires run in a circle through ${names.join(', ')}${more}. Remove one of these wires.`
  return [{ node: circle[0] ?? first, message }]
}

/** Nodes that a sentence names one by one. */
const MOST_NAMES = 8

/** One circle that a node is on or below, in the direction of its wires, the first in the document ahead: every such node has another one above it. */
function circleAbove(graph: Graph, from: NodeId): readonly NodeId[] {
  const cyclic = new Set(graph.cyclic)
  const way: NodeId[] = []
  const seen = new Set<NodeId>()
  let at: NodeId | undefined = from
  while (at !== undefined && !seen.has(at)) {
    way.push(at)
    seen.add(at)
    const node: GraphNode | undefined = graph.nodes.get(at)
    const above: NodeId[] = [...(node?.sources.values() ?? [])].flatMap((sources) =>
      sources.map((source) => source.node),
    )
    at = above.find((id) => cyclic.has(id))
  }
  const circle = way.slice(at === undefined ? 0 : way.indexOf(at)).reverse()
  const on = new Set(circle)
  const lead = graph.cyclic.find((id) => on.has(id)) ?? from
  return [...circle.slice(circle.indexOf(lead)), ...circle.slice(0, circle.indexOf(lead))]
}

/** Problems of one node, read against the document only. */
function checkNode(graph: Graph, node: GraphNode, modelOf: ModelOf): readonly Problem[] {
  const { instance, definition } = node
  const problem = (message: string): Problem => ({ node: instance.id, message: `${nodeName(instance)}: ${message}` })
  const problems: Problem[] = []
  const wired = node.sources
  let model: ModelEntry | undefined

  for (const [id, spec] of Object.entries(definition.params)) {
    // Settings per item share the id of their list port, whose wires replace no literal.
    if (wired.has(id) && spec.kind !== 'per-item') continue
    const value = literalValue(spec, instance.params[id], graph.document.settings)
    const wrong = paramProblem(spec, value)
    if (wrong) problems.push(problem(`its ${spec.label.toLowerCase()} (‘${id}’) ${wrong}.`))
    if (spec.kind !== 'model' || wrong) continue
    model = modelOf(String(value))
    if (!model) problems.push(problem(`there is no model ${short(value)} in the catalog; ‘reelay models’ lists them.`))
    else if (!spec.kinds.includes(model.kind))
      problems.push(problem(`${model.title} makes ${model.kind}, not ${spec.kinds.join(' or ')}.`))
  }
  for (const [port, spec] of Object.entries(inputsOf(definition, instance))) {
    if (wired.has(port) || !spec.required) continue
    const absent = node.absent.get(port)?.[0]
    const bypassed = absent && graph.document.nodes.find((each) => each.id === absent.bypassed)
    problems.push(
      problem(
        bypassed
          ? `its ${spec.label.toLowerCase()} input (‘${port}’) gets nothing, because ${nodeName(bypassed)} is bypassed and passes none on.`
          : `its ${spec.label.toLowerCase()} input (‘${port}’) has no wire.`,
      ),
    )
  }
  for (const [port, sources] of node.sources) {
    const input = inputPort(definition, instance, port)
    if (!input) continue
    if (sources.length > 1 && !(input.kind === 'port' && input.spec.list)) {
      problems.push(problem(`‘${port}’ takes one wire and has ${sources.length}.`))
    }
    const type = input.kind === 'port' ? input.spec.type : input.type
    for (const source of sources) {
      const above = graph.nodes.get(source.node)
      const given = outputType(graph.nodes, source.node, source.port)
      const mismatch = typeMismatch(given, type)
      if (mismatch && above) problems.push(problem(`‘${port}’ is wired to ${nodeName(above.instance)}. ${mismatch}`))
      else if (above && !isActive(above, source.port, modelOf)) {
        problems.push(
          problem(
            `‘${port}’ is wired to the ${source.port} of ${nodeName(above.instance)}, which does not make one as it is set.`,
          ),
        )
      }
    }
  }
  for (const message of definition.problems?.(instance.params, new Set(wired.keys()), model) ?? [])
    problems.push(problem(message))
  return problems
}

function isActive(node: GraphNode, port: string, modelOf: ModelOf): boolean {
  const { definition, instance } = node
  if (!definition.activeOutputs || !outputPort(definition, instance, port)) return true
  return definition
    .activeOutputs(instance.params, modelOfNode(node, modelOf), new Set(node.sources.keys()))
    .includes(port)
}

/** The model that an unwired model param of a node names. */
function modelOfNode(
  { definition, instance }: Pick<GraphNode, 'definition' | 'instance'>,
  modelOf: ModelOf,
): ModelEntry | undefined {
  const param = Object.entries(definition.params).find(([, spec]) => spec.kind === 'model')
  if (!param) return undefined
  const [id, spec] = param
  const value = instance.params[id] ?? spec.default
  return typeof value === 'string' ? modelOf(value) : undefined
}
