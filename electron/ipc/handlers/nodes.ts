import { addUsd, FREE, quoteOf, type UsdRange } from '#shared/catalog/price.ts'
import type { ModelEntry, ModelKind } from '#shared/catalog/schema.ts'
import type { Plan } from '#shared/engine/plan-types.ts'
import { arrivingAt, type Foreseen, foreseeRequest, leavingFrom } from '#shared/engine/survey.ts'
import type { World } from '#shared/engine/world.ts'
import type { Document } from '#shared/graph/document.ts'
import { applyEdits, type Edit } from '#shared/graph/edits.ts'
import type { NodeId } from '#shared/graph/ids.ts'
import type { Out } from '#shared/ipc/contract.ts'
import type { Json } from '#shared/json.ts'
import type { Handlers } from '../dispatch.ts'
import { Fault } from '../fault.ts'
import type { Services } from '../services.ts'

type Names = Extract<keyof Handlers, `node.${string}`>
type ModelQuote = Out<'node.models'>['models'][number]

/** Elements of one port that are told. */
const MOST_ITEMS = 1000
/** Work items of one node that a price is asked for one by one; the rest cost what these do on average. */
const MOST_QUOTED = 50

interface Wanted {
  readonly session: string
  readonly standIn: boolean
  readonly standInNodes: readonly NodeId[]
}

interface Surveyed {
  readonly plan: Plan
  readonly world: World
  readonly document: Document
}

/** What a single node gets, sends and would cost with each model. */
export function nodeHandlers({ host, sessions }: Services): Pick<Handlers, Names> {
  const survey = async (
    { session, standIn, standInNodes }: Wanted,
    nodes: readonly NodeId[],
    edits: readonly Edit[] = [],
  ) => {
    const { document: open, file } = sessions.get(session)
    const unknown = nodes.find((node) => !open.nodes.some(({ id }) => id === node))
    if (unknown !== undefined) throw new Fault('not-found', `There is no node ‘${unknown}’ in this document.`)
    const edited = applyEdits(open, edits)
    const document = edited.ok ? edited.document : open
    const targets = nodes.filter((node) => isPlanned(document, node))
    const { plan, world } = await host.runs.survey({ document, file, targets, standIn, standInNodes })
    return { plan, world, document }
  }

  /** A bypassed node, a note or a node of an unknown type cannot be a target. */
  const isPlanned = (document: Document, node: NodeId): boolean => {
    const instance = document.nodes.find(({ id }) => id === node)
    const behave = instance && host.registry.get(instance.type)?.behave.kind
    return instance !== undefined && !instance.bypass && behave !== undefined && behave !== 'inert'
  }

  /** The models that may stand in a node's model param: its id and kinds. */
  const modelParam = (document: Document, node: NodeId): { id: string; kinds: readonly ModelKind[] } | null => {
    const instance = document.nodes.find(({ id }) => id === node)
    const definition = instance && host.registry.get(instance.type)
    if (definition?.behave.kind !== 'generate') return null
    const { modelParam: id } = definition.behave
    const spec = definition.params[id]
    return spec?.kind === 'model' ? { id, kinds: spec.kinds } : null
  }

  return {
    'node.flow': async ({ node, ...wanted }) => {
      const { plan } = await survey(wanted, [node])
      const first = <T>(ports: ReadonlyMap<string, readonly T[]>) =>
        Object.fromEntries(Array.from(ports, ([port, items]) => [port, items.slice(0, MOST_ITEMS)]))
      return { inputs: first(arrivingAt(plan, node)), outputs: first(leavingFrom(plan, node)) }
    },
    'node.request': async ({ node, index, take, ...wanted }) => {
      const { plan, document, world } = await survey(wanted, [node])
      const [problem] = plan.problems
      if (problem) return { ok: false, why: problem.message }
      const seen = foreseeRequest(plan, document, world, { node, index, take })
      if (!seen.ok) return seen
      const { notes, problems, request } = seen.fit
      const quote = quoteOf(seen.model, request)
      return {
        ok: true,
        model: seen.model.id,
        // A request is plain data; undefined members are left out as they are when it is stored.
        request: JSON.parse(JSON.stringify(request)) as Json,
        complete: seen.complete,
        notes,
        problems,
        usd: quote.usd,
        priceKnown: quote.known,
      }
    },
    'node.models': async ({ session, nodes }) => {
      const { document } = sessions.get(session)
      const params = nodes.map((node) => modelParam(document, node))
      const kinds = params[0]?.kinds ?? []
      const models = host.catalog.list().filter((model) => model.state === 'shown' && kinds.includes(model.kind))
      const [legal] = models
      if (!legal) return { models: [], why: 'No model can do this work.' }
      // A model that is retired or unknown keeps its node from being planned; any legal one lets the others be compared.
      const edits = nodes.flatMap((node, place): Edit[] => {
        const instance = document.nodes.find(({ id }) => id === node)
        const param = params[place]
        const now = param && instance?.params[param.id]
        if (!param || models.some(({ id }) => id === now)) return []
        return [{ kind: 'set-param', node, param: param.id, value: legal.id }]
      })
      const surveyed = await survey({ session, standIn: false, standInNodes: [] }, nodes, edits)
      const [problem] = surveyed.plan.problems
      if (problem) return { models: [], why: problem.message }
      return { models: models.map((model) => quoteFor(surveyed, nodes, model)), why: null }
    },
  }
}

/** What one model would ask for all work items of some nodes. */
function quoteFor(surveyed: Surveyed, nodes: readonly NodeId[], model: ModelEntry): ModelQuote {
  const notes = new Set<string>()
  const problems = new Set<string>()
  let [usd, known]: [UsdRange, boolean] = [FREE, true]
  for (const node of nodes) {
    // Takes are asked for alike: the first of each item stands for them.
    const items = surveyed.plan.nodes
      .find((each) => each.node.instance.id === node)
      ?.items.filter(({ take }) => take === 0)
    const count = items?.length ?? 0
    const quoted = Math.min(count, MOST_QUOTED)
    let sum: UsdRange = FREE
    for (let index = 0; index < quoted; index++) {
      const seen = foreseeRequest(surveyed.plan, surveyed.document, surveyed.world, { node, index, take: 0 }, model)
      const price = priceIn(seen, notes, problems)
      sum = addUsd(sum, price.usd)
      known &&= price.known
    }
    const scale = quoted === 0 ? 0 : count / quoted
    usd = addUsd(usd, [sum[0] * scale, sum[1] * scale])
  }
  return { model: model.id, usd, known, notes: [...notes], problems: [...problems] }

  function priceIn(seen: Foreseen, allNotes: Set<string>, allProblems: Set<string>) {
    if (!seen.ok) {
      allNotes.add(seen.why)
      return { usd: FREE, known: false }
    }
    for (const note of seen.fit.notes) allNotes.add(note)
    for (const problem of seen.fit.problems) allProblems.add(problem)
    const quote = quoteOf(model, seen.fit.request)
    if (quote.note !== undefined) allNotes.add(quote.note)
    return quote
  }
}
