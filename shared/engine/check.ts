import type { ModelEntry } from '../catalog/schema.ts'
import { typeMismatch } from '../graph/connect.ts'
import type { Document, Instance } from '../graph/document.ts'
import type { NodeId } from '../graph/ids.ts'
import { type Graph, type GraphNode, outputType } from '../graph/topology.ts'
import type { Registry } from '../node/define.ts'
import { literalValue, paramProblem, short } from '../node/param-values.ts'
import { inputPort, inputsOf, outputPort } from '../node/ports-of.ts'

/** What keeps a document from running: a sentence, and the node it is about. */
export interface Problem {
  readonly node?: NodeId
  readonly message: string
}

/** How a node is called in messages: its title, with its id where that says more. */
export function nodeName(instance: Pick<Instance, 'id' | 'title'>): string {
  return instance.title === '' || instance.title === instance.id
    ? `‘${instance.id}’`
    : `‘${instance.title}’ (${instance.id})`
}

type ModelOf = (id: string) => ModelEntry | undefined

/** Problems of the wanted part of a document that no run could mend: cycles, unknown types, wrong or missing wires, illegal params. */
export function checkDocument(
  graph: Graph,
  registry: Registry,
  wanted: ReadonlySet<NodeId>,
  all: boolean,
  modelOf: ModelOf,
): readonly Problem[] {
  return [
    ...unknownTypes(graph.document, registry, wanted, all),
    ...cycleProblems(graph, wanted),
    ...graph.order.filter((node) => wanted.has(node.instance.id)).flatMap((node) => checkNode(graph, node, modelOf)),
  ]
}

function unknownTypes(
  document: Document,
  registry: Registry,
  wanted: ReadonlySet<NodeId>,
  all: boolean,
): readonly Problem[] {
  const feeding = new Set(document.edges.filter((edge) => wanted.has(edge.to.node)).map((edge) => edge.from.node))
  return document.nodes
    .filter((node) => !registry.has(node.type) && (all ? !node.bypass : feeding.has(node.id)))
    .map((node) => ({
      node: node.id,
      message: `${nodeName(node)} is of a type ‘${node.type}’ that this version does not know. Update Reelay, or remove or bypass the node.`,
    }))
}

function cycleProblems(graph: Graph, wanted: ReadonlySet<NodeId>): readonly Problem[] {
  const cyclic = graph.cyclic.filter((id) => wanted.has(id))
  const first = cyclic[0]
  if (first === undefined) return []
  const names = cyclic.map((id) => {
    const node = graph.nodes.get(id)
    return node ? nodeName(node.instance) : `‘${id}’`
  })
  return [{ node: first, message: `The wires run in a circle through ${names.join(', ')}. Remove one of them.` }]
}

/** Problems of one node, read against the document only. */
export function checkNode(graph: Graph, node: GraphNode, modelOf: ModelOf): readonly Problem[] {
  const { instance, definition } = node
  const name = nodeName(instance)
  const problem = (message: string): Problem => ({ node: instance.id, message: `${name}: ${message}` })
  const problems: Problem[] = []
  const wired = new Set(node.sources.keys())
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
  for (const message of definition.problems?.(instance.params, wired, model) ?? []) problems.push(problem(message))
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
export function modelOfNode(
  { definition, instance }: Pick<GraphNode, 'definition' | 'instance'>,
  modelOf: ModelOf,
): ModelEntry | undefined {
  const param = Object.entries(definition.params).find(([, spec]) => spec.kind === 'model')
  if (!param) return undefined
  const [id, spec] = param
  const value = instance.params[id] ?? spec.default
  return typeof value === 'string' ? modelOf(value) : undefined
}
