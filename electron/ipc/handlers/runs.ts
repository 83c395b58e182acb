import type { Document } from '#shared/graph/document.ts'
import type { NodeId } from '#shared/graph/ids.ts'
import type { RunRequest } from '../../run/run-service.ts'
import type { Handlers } from '../dispatch.ts'
import { Fault } from '../fault.ts'
import { itemRow, nodeRows, soundTargets } from '../plan-rows.ts'
import type { Services } from '../services.ts'

type Names = Extract<keyof Handlers, `plan.${string}` | `run.${string}`>

interface Wanted {
  readonly session: string
  readonly targets: readonly NodeId[] | null
  readonly standIn: boolean
  readonly standInNodes: readonly NodeId[]
}

/** Planning and running what is open, as it is now, saved or not. */
export function runHandlers({ host, sessions, runs }: Services): Pick<Handlers, Names> {
  const planned = async ({ session, ...wanted }: Wanted) => {
    const { document, file, revision } = sessions.get(session)
    refuseUnknown([...(wanted.targets ?? []), ...wanted.standInNodes], document)
    const request: RunRequest = { document, file, ...wanted }
    const plan = await host.runs.plan(request)
    if (plan.problems.length === 0) return { plan, sound: plan, document, revision }
    const targets = soundTargets(plan, wanted.targets)
    const sound = targets.length === 0 ? plan : await host.runs.plan({ ...request, targets })
    return { plan, sound, document, revision }
  }
  return {
    'plan.get': async (wanted) => {
      const { plan, sound, document, revision } = await planned(wanted)
      return { revision, problems: plan.problems, usd: plan.usd, nodes: nodeRows(sound, document) }
    },
    'plan.items': async ({ node, from, count, ...wanted }) => {
      const { sound: plan, revision } = await planned(wanted)
      const items = plan.nodes.find((each) => each.node.instance.id === node)?.items ?? []
      return { revision, total: items.length, items: items.slice(from, from + count).map(itemRow) }
    },
    'run.start': async ({ session, ...wanted }, client) => {
      const { document, file } = sessions.get(session)
      refuseUnknown([...(wanted.targets ?? []), ...wanted.standInNodes], document)
      return runs.start({ document, file, ...wanted }, client)
    },
    'run.cancel': ({ run }) => ({ cancelled: runs.cancel(run) }),
    'run.list': ({ session, limit }) => ({ runs: runs.list(sessions.get(session).document.id, limit) }),
    'run.events': ({ run, from }, client) => runs.watch(run, from, client),
  }
}

function refuseUnknown(wanted: readonly NodeId[], { nodes }: Document): void {
  const known = new Set(nodes.map(({ id }) => id))
  const unknown = wanted.find((id) => !known.has(id))
  if (unknown !== undefined) throw new Fault('not-found', `There is no node ‘${unknown}’ in this document.`)
}
