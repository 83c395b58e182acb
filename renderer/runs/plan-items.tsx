import { useEffect, useRef, useState } from 'react'
import type { NodePlanRow, PlanRow } from '#shared/ipc/engine-messages.ts'
import { request } from '../api.ts'
import { documents } from '../store/document-store.ts'
import { standInOptions } from '../store/run-options.ts'
import { ask, useSession } from '../store/session.ts'
import { runsStrings as texts } from '../strings/runs.ts'
import { price, s } from '../strings.ts'
import { itemWhy } from './plan-words.ts'

/** Work items fetched at a time. */
const PAGE = 100

/** The work items of one node: the first came with the plan, more are fetched page by page. */
export function PlanItems({ row }: { readonly row: NodePlanRow }) {
  const [more, setMore] = useState<readonly PlanRow[]>([])
  // Another plan of this node: what was fetched of the one before is not true any more.
  // biome-ignore lint/correctness/useExhaustiveDependencies: the row is what changes
  useEffect(() => setMore([]), [row])
  const items = [...row.items, ...more]
  const left = row.total - items.length
  const now = useRef(row)
  now.current = row

  const fetchMore = async () => {
    const { session } = useSession.getState()
    if (!session) return
    const options = standInOptions(documents.document())
    const wanted = { session, targets: [row.node], ...options, node: row.node, from: items.length, count: PAGE }
    const page = await ask(() => request('plan.items', wanted))
    if (page && now.current === row) setMore((before) => [...before, ...page.items])
  }
  return (
    <ul className="plan-items">
      {items.map((item) => (
        <li key={`${item.item}@${item.take}`} data-state={item.state}>
          <span>{texts.item(item.item, item.index, item.take)}</span>
          <span className="plan-why">
            {s.planState[item.state]}
            {item.standIn && `, ${texts.onStandIn}`}
            {itemWhy(item) && `: ${itemWhy(item)}`}
          </span>
          {item.usd[1] > 0 && <span className="push">{price(item.usd)}</span>}
        </li>
      ))}
      {left > 0 && (
        <li>
          <button type="button" className="link" onClick={() => void fetchMore()}>
            {texts.moreItems(Math.min(PAGE, left))}
          </button>
        </li>
      )}
    </ul>
  )
}
