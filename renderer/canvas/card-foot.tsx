import { Layers, RotateCw, WalletCards } from 'lucide-react'
import type { NodeId } from '#shared/graph/ids.ts'
import type { NodePlanRow } from '#shared/ipc/engine-messages.ts'
import { retry } from '../commands/run-commands.ts'
import { useNow } from '../runs/now.ts'
import { useRunOptions } from '../store/run-options.ts'
import type { NodeRun } from '../store/run-state.ts'
import { cardStrings } from '../strings/card.ts'
import { duration } from '../strings/runs.ts'
import { price, s } from '../strings.ts'
import { type CardState, STATE_ICONS } from './card-state.ts'

/** What a card's head says besides its name: takes, and that no model is paid. */
export function CardBadges({
  id,
  takes,
  standIn,
}: {
  readonly id: NodeId
  readonly takes: number
  readonly standIn: boolean
}) {
  const alone = useRunOptions((state) => state.standInNodes.has(id))
  return (
    <>
      {(standIn || alone) && (
        <span className="card-badge" title={cardStrings.standInTitle}>
          <WalletCards size={13} aria-hidden />
          <span className="sr">{cardStrings.standIn}</span>
        </span>
      )}
      {takes > 1 && (
        <span className="card-badge" title={cardStrings.takes(takes)}>
          <Layers size={12} aria-hidden /> {takes}
          <span className="sr"> {cardStrings.takes(takes)}</span>
        </span>
      )}
    </>
  )
}

interface FootProps {
  readonly id: NodeId
  readonly title: string
  readonly state: CardState
  readonly plan: NodePlanRow | undefined
  readonly run: NodeRun | undefined
  readonly progress: number | null
  readonly message: string | undefined
}

/** How a node stands, in words and icon, and what it costs next or how it is tried again. */
export function CardFoot({ id, title, state, plan, run, progress, message }: FootProps) {
  const Icon = STATE_ICONS[state]
  const undone = state === 'failed' || state === 'cancelled'
  return (
    <footer className="card-foot" title={message}>
      <Icon size={14} aria-hidden className={state === 'running' ? 'spin' : undefined} />
      <span className="card-state">
        {s.states[state]}
        {state === 'running' && <HowFar run={run} progress={progress} />}
      </span>
      {plan && plan.state !== 'up-to-date' && plan.usd[1] > 0 && state !== 'running' && (
        <span className="card-price" title={cardStrings.priceTitle}>
          {price(plan.usd)}
        </span>
      )}
      {undone && (
        <button
          type="button"
          className="card-retry nodrag"
          aria-label={cardStrings.retryOf(title)}
          onClick={() => void retry(id)}
        >
          <RotateCw size={12} aria-hidden /> {cardStrings.retry}
        </button>
      )}
    </footer>
  )
}

function HowFar({ run, progress }: { readonly run: NodeRun | undefined; readonly progress: number | null }) {
  const now = useNow(true)
  const items = Object.values(run?.items ?? {})
  const ended = items.filter(({ state }) => state !== 'running').length
  const parts = [
    items.length > 1 && cardStrings.ofItems(ended, items.length),
    progress !== null && `${Math.round(progress * 100)} %`,
    run?.began != null && duration(now - run.began),
  ]
  return (
    <span className="card-far">
      {parts
        .filter(Boolean)
        .map((part) => ` · ${part}`)
        .join('')}
    </span>
  )
}
