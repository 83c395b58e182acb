import type { NodeId } from '#shared/graph/ids.ts'
import type { RunRequest } from '../../run/run-service.ts'
import type { Handlers } from '../dispatch.ts'
import { Fault } from '../fault.ts'
import { itemRow, nodeRows } from '../plan-rows.ts'
import type { Services } from '../services.ts'

type Names = Extract<keyof Handlers, `plan.${string}` | `run.${string}`>

interface Wanted {
  readonly session: string
  readonly targets: readonly NodeId[] | null
  readonly standIn: boolean
}

/** Planning and running what is open, as it is now, saved or not. */
export function runHandlers({ host, sessions, runs }: Services): Pick<Handlers, Names> {
  const planned = async ({ session, targets, standIn }: Wanted) => {
    const { document, file, revision } = sessions.get(session)
    refuseUnknown(targets, new Set(document.nodes.map(({ id }) => id)))
    const request: RunRequest = { document, file, targets, standIn }
    return { plan: await host.runs.plan(request), document, revision }
  }
  return {
    'plan.get': async (wanted) => {
      const { plan, document, revision } = await planned(wanted)
      return { revision, problems: plan.problems, usd: plan.usd, nodes: nodeRows(plan, document) }
    },
    'plan.items': async ({ node, from, count, ...wanted }) => {
      const { plan, revision } = await planned(wanted)
      const items = plan.nodes.find((each) => each.node.instance.id === node)?.items ?? []
      return { revision, total: items.length, items: items.slice(from, from + count).map(itemRow) }
    },
    'run.start': async ({ session, targets, standIn, budgetUsd }, client) => {
      const { document, file } = sessions.get(session)
      refuseUnknown(targets, new Set(document.nodes.map(({ id }) => id)))
      return runs.start({ document, file, targets, standIn, budgetUsd }, client)
    },
    'run.cancel': ({ run }) => ({ cancelled: runs.cancel(run) }),
    'run.list': ({ session, limit }) => ({ runs: runs.list(sessions.get(session).document.id, limit) }),
    'run.events': ({ run, from }, client) => runs.watch(run, from, client),
  }
}

function refuseUnknown(targets: readonly NodeId[] | null, nodes: ReadonlySet<NodeId>): void {
  const unknown = targets?.find((id) => !nodes.has(id))
  if (unknown !== undefined) throw new Fault('not-found', `There is no node ‘${unknown}’ in this document.`)
}
