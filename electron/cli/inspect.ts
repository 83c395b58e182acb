import { resolve } from 'node:path'
import { isFree, isStale } from '#shared/catalog/price.ts'
import type { ModelEntry, Price } from '#shared/catalog/schema.ts'
import type { NodeDefinition } from '#shared/node/define.ts'
import { paramPortType } from '#shared/node/ports-of.ts'
import { missingFor } from '../providers/missing.ts'
import { dollars, EXIT, type ExitStatus, tableLines } from './output.ts'
import { openDocument, type Session } from './session.ts'

/** `reelay validate`: everything that keeps a document from running, and what its reading warned of. */
export async function validateCommand(session: Session, file: string): Promise<ExitStatus> {
  const { document, warnings } = await openDocument(session, file)
  const { runs } = await session.host()
  const { problems } = await runs.plan({ document, file: resolve(file), targets: null, standIn: false })
  for (const { message } of problems) session.out.text(`${file}: ${message}`)
  if (problems.length === 0)
    session.out.text(`${file} can run: ${document.nodes.length} nodes, ${document.edges.length} wires.`)
  session.out.object({ event: 'validated', problems, warnings })
  return problems.length === 0 ? EXIT.done : EXIT.usage
}

/** `reelay nodes`: node types with their ports and params. */
export async function nodesCommand(session: Session): Promise<ExitStatus> {
  const { registry } = await session.host()
  const definitions = [...registry.values()]
  for (const line of tableLines(definitions.map(({ type, title, summary }) => [type, title, summary])))
    session.out.text(line)
  session.out.object({ event: 'nodes', nodes: definitions.map(nodeObject) })
  return EXIT.done
}

function nodeObject(definition: NodeDefinition): object {
  const {
    type,
    schema,
    behaviour,
    title,
    summary,
    category,
    docs,
    params,
    inputs,
    outputs,
    presets = [],
    behave,
  } = definition
  return {
    ...{ type, schema, behaviour, title, summary, category, kind: behave.kind, docs },
    inputs: Object.entries(inputs).map(([id, spec]) => ({ id, ...spec })),
    outputs: Object.entries(outputs).map(([id, spec]) => ({ id, ...spec })),
    params: Object.entries(params).map(([id, spec]) => ({ id, ...spec, wires: paramPortType(spec) })),
    presets,
  }
}

/** `reelay models`: the catalog, and for each model whether it can be used here and now. */
export async function modelsCommand(session: Session): Promise<ExitStatus> {
  const host = await session.host()
  const today = new Date().toISOString().slice(0, 10)
  const models = host.catalog.list().filter((model) => model.state !== 'hidden')
  const rows = models.map((model) => {
    const needs = missingFor(model, host.providers)
    return { model, needs }
  })
  for (const line of tableLines(
    rows.map(({ model, needs }) => [
      model.id,
      model.kind,
      model.tier,
      priceText(model, today),
      needs?.short ?? 'ready',
    ]),
  )) {
    session.out.text(line)
  }
  session.out.object({
    event: 'models',
    models: rows.map(({ model, needs }) => ({ ...model, ready: needs === null, ...(needs && { needs: needs.long }) })),
  })
  return EXIT.done
}

const UNITS: Readonly<Record<Price['rates'][number]['per'], string>> = {
  second: '/s',
  clip: ' a clip',
  image: ' an image',
  'thousand-characters': ' per 1,000 characters',
  minute: '/min',
}

function priceText(model: ModelEntry, today: string): string {
  if (isFree(model)) return 'free'
  const prices = model.hosts.flatMap((host) => host.price ?? model.price ?? [])
  const rates = prices.flatMap((price) => price.rates)
  const [first] = rates
  if (!first) return 'price not known'
  const sums = rates.filter((rate) => rate.per === first.per).flatMap(({ usd }) => usd)
  const [low, high] = [Math.min(...sums), Math.max(...sums)]
  const old = prices.some((price) => isStale(price, today)) ? ' (over 30 days old)' : ''
  return `${low === high ? dollars(low) : `${dollars(low)}–${dollars(high)}`}${UNITS[first.per]}${old}`
}
