import type { Handlers } from '../dispatch.ts'
import { Fault } from '../fault.ts'
import type { Services } from '../services.ts'

type Names = Extract<keyof Handlers, `outputs.${string}`>

/** What nodes show, and how it came about. */
export function outputHandlers({ host: { cache }, sessions }: Services): Pick<Handlers, Names> {
  return {
    'outputs.get': ({ session, node }) => ({
      items: cache.shown.snapshot(sessions.get(session).document.id).flatMap(({ entry, row }) => {
        if (entry.node !== node || !row) return []
        const ports = Object.entries(row.outputs).map(
          ([port, items]) => [port, items.map(({ value }) => value)] as const,
        )
        const { item, take, key } = entry
        return [{ item, take, key, present: row.present, ports: Object.fromEntries(ports) }]
      }),
    }),
    'outputs.provenance': ({ key }) => {
      const found = cache.outputs.provenance(key)
      if (!found) throw new Fault('not-found', 'Nothing is stored under this key; run the node first.')
      return { provenance: JSON.parse(JSON.stringify(found)) }
    },
  }
}
