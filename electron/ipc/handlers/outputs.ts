import { z } from 'zod'
import type { OutputRecord } from '#shared/engine/interfaces.ts'
import { zJson } from '#shared/graph/document.ts'
import type { NodeId } from '#shared/graph/ids.ts'
import type { Value } from '#shared/graph/values.ts'
import type { JsonObject } from '#shared/json.ts'
import type { Handlers } from '../dispatch.ts'
import { Fault } from '../fault.ts'
import type { Services } from '../services.ts'

type Names = Extract<keyof Handlers, `outputs.${string}`>

/** What nodes show, and how it came about. */
export function outputHandlers({ host: { cache }, sessions, loudnesses }: Services): Pick<Handlers, Names> {
  return {
    'outputs.get': ({ session, nodes }) => {
      const document = sessions.get(session).document.id
      const itemsOf = (node: NodeId) =>
        cache.shown.of(document, node).flatMap(({ entry: { item, take, key }, row }) => {
          return row ? [{ item, take, key, present: row.present, ports: valuesOf(row.outputs) }] : []
        })
      return { shown: nodes.map((node) => ({ node, items: itemsOf(node) })) }
    },
    'outputs.history': ({ session, node, limit }) => ({
      outputs: cache.made.of(sessions.get(session).document.id, node, limit).map(({ item, take, made, row }) => ({
        ...{ item, take, key: row.key, present: row.present, made, ports: valuesOf(row.outputs) },
        ...madeFrom(row.fingerprint),
        usd: cache.outputs.provenance(row.key)?.chargedUsd ?? null,
      })),
    }),
    'outputs.loudness': async ({ digest }) => ({ loudness: await loudnesses.of(digest) }),
    'outputs.provenance': ({ key }) => {
      const found = cache.outputs.provenance(key)
      if (!found) throw new Fault('not-found', 'Nothing is stored under this key; run the node first.')
      return { provenance: JSON.parse(JSON.stringify(found)) }
    },
  }
}

function valuesOf(outputs: OutputRecord): Record<string, Value[]> {
  return Object.fromEntries(Object.entries(outputs).map(([port, items]) => [port, items.map(({ value }) => value)]))
}

/** What of a fingerprint a person set; a damaged one tells nothing. */
const zMadeFrom = z.object({
  model: z.object({ id: z.string() }).optional(),
  params: z.record(z.string(), zJson),
  inputs: z.record(z.string(), z.array(z.string())),
})

function madeFrom(fingerprint: JsonObject) {
  const read = zMadeFrom.safeParse(fingerprint)
  if (!read.success) return { model: null, params: {}, inputs: {} }
  const { model, params, inputs } = read.data
  return { model: model?.id ?? null, params, inputs }
}
