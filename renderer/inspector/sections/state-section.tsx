import type { Instance } from '#shared/graph/document.ts'
import type { RunEvent } from '#shared/ipc/engine-messages.ts'
import type { NodeDefinition } from '#shared/node/define.ts'
import { STATE_ICONS, STATE_TONES, useNodeState } from '../../canvas/card-state.ts'
import { useEnabled } from '../../commands/command.ts'
import { commands } from '../../commands/commands.ts'
import { inspectorStrings as t } from '../../strings/inspector.ts'
import { price, s } from '../../strings.ts'
import { CopyButton } from '../../ui/copy-button.tsx'

/** How a node stands, why it would run again, what went wrong and what it cost, and the ways on. */
export function StateSection({
  node,
  definition,
  readOnly,
}: {
  readonly node: Instance
  readonly definition: NodeDefinition
  readonly readOnly: boolean
}) {
  const { plan, problem, run, state } = useNodeState(node.id, node.bypass, true)
  const StateIcon = STATE_ICONS[state]
  const failed = Object.values(run?.items ?? {}).filter((item) => item.state === 'failed')
  const stopped = Object.values(run?.items ?? {}).filter(
    (item) => item.message !== undefined && (item.state === 'blocked' || item.state === 'cancelled'),
  )
  const runnable = useEnabled(commands.runNode)
  const retriable = useEnabled(commands.retry) && failed.length > 0
  const action = retriable ? commands.retry : commands.runNode
  return (
    <div className="state-box" data-tone={STATE_TONES[state]}>
      <p className="state-line">
        <StateIcon size={15} aria-hidden />
        <strong>{s.states[state]}</strong>
        {plan && plan.state !== 'up-to-date' && <span className="push">{price(plan.usd)}</span>}
      </p>
      {problem !== undefined && <p className="problem">{problem}</p>}
      {failed.length > 0 && <Failures failed={failed} />}
      {failed.length === 0 &&
        [...new Set(stopped.map(({ message }) => message))].map((text) => <p key={text}>{text}</p>)}
      {/* What waits at a gate is shown and answered below. */}
      {plan && plan.state !== 'up-to-date' && !(plan.state === 'waiting' && definition.behave.kind === 'gate') && (
        <Reasons reasons={plan.reasons} />
      )}
      {/* A model says beside its choice what it will not use. */}
      {definition.behave.kind !== 'generate' &&
        plan?.notes.map((note) => (
          <p key={note} className="quiet">
            {note}
          </p>
        ))}
      <p className="row wrap">
        <button
          type="button"
          className={`button ${retriable ? 'primary' : ''}`}
          disabled={problem !== undefined || !(retriable || runnable)}
          onClick={() => void action.perform()}
        >
          {retriable ? t.state.retry : t.run}
        </button>
        <button
          type="button"
          className="button"
          aria-pressed={node.bypass}
          disabled={readOnly}
          onClick={() => void commands.bypass.perform()}
        >
          {node.bypass ? t.useAgain : t.bypass}
        </button>
      </p>
    </div>
  )
}

function Reasons({ reasons }: { readonly reasons: readonly string[] }) {
  if (reasons.length === 0) return null
  if (reasons.every((reason) => reason === 'never run')) return <p className="quiet">{t.state.never}</p>
  return (
    <>
      <p className="quiet">{t.state.why}</p>
      <ul>
        {reasons.map((reason) => (
          <li key={reason}>{reason}</li>
        ))}
      </ul>
    </>
  )
}

type ItemEvent = Extract<RunEvent, { event: 'item' }>

function Failures({ failed }: { readonly failed: readonly ItemEvent[] }) {
  return (
    <div className="failures" role="alert">
      <strong>{t.state.failedItems(failed.length)}</strong>
      {failed.map((item) => (
        <div key={`${item.item}@${item.take}`} className="failure">
          {failed.length > 1 && <span className="quiet">{t.state.item(workItem(item))}</span>}
          <p className="row failure-line">
            <span className="grow">{item.message}</span>
            <CopyButton label={t.state.copyError} text={item.message ?? ''} />
          </p>
          <p className="quiet">
            {item.costUsd ? t.state.charged(price([item.costUsd, item.costUsd])) : t.state.notCharged}
          </p>
        </div>
      ))}
      <p className="quiet">{t.state.advice}</p>
    </div>
  )
}

function workItem({ item, take }: ItemEvent): string {
  return take > 0 ? `${item}@${take}` : item
}
