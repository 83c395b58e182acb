import { resolve } from 'node:path'
import { workItemName } from '#shared/engine/names.ts'
import { type Plan, type PlanItem, planItems } from '#shared/engine/plan-types.ts'
import { dollarRange, EXIT, type ExitStatus, tableLines } from './output.ts'
import { refuse } from './problems.ts'
import { openDocument, type Session } from './session.ts'

interface PlanOptions {
  readonly target?: string[]
  readonly standIn?: boolean
}

/** `reelay plan`: says what would run, why, and for how much. */
export async function planCommand(session: Session, file: string, options: PlanOptions): Promise<ExitStatus> {
  const { document } = await openDocument(session, file)
  const { runs } = await session.host()
  const targets = options.target ?? null
  const plan = await runs.plan({ document, file: resolve(file), targets, standIn: options.standIn === true })
  if (plan.problems.length > 0) refuse(file, plan.problems)
  const items = [...planItems(plan)]
  printPlan(session, plan, items)
  session.out.object({ event: 'plan', items: items.map(planObject), usd: plan.usd })
  return EXIT.done
}

/** A plan item as `--json` gives it. */
function planObject({
  node,
  item,
  take,
  state,
  reasons,
  usd,
  notes,
  standIn,
  key,
  likely,
  waitsFor,
  counted,
  digest,
  sameAs,
}: PlanItem) {
  return {
    ...{ node, item, take, state, reasons, usd },
    ...(notes.length > 0 ? { notes } : {}),
    ...(standIn ? { standIn } : {}),
    ...{ key, likely, waitsFor, counted, digest, sameAs },
  }
}

function printPlan({ out }: Session, plan: Plan, items: readonly PlanItem[]): void {
  const changed = items.filter((item) => item.state !== 'up-to-date')
  const lines = changed.map((item) => {
    const price = item.usd[1] > 0 ? ` (${dollarRange(item.usd)})` : ''
    return [item.standIn ? `${item.state} (stand-in)` : item.state, workItemName(item), item.reasons.join('; ') + price]
  })
  for (const line of tableLines(lines)) out.text(line)
  for (const item of changed) for (const note of item.notes) out.text(`note: ${workItemName(item)}: ${note}`)
  const upToDate = items.length - changed.length
  if (upToDate > 0) out.text(`${upToDate} of ${items.length} work items up-to-date.`)
  out.text(`Price: ${dollarRange([plan.usd[0], plan.usd[1]])}`)
}
