import { Undo2 } from 'lucide-react'
import { useState } from 'react'
import type { NodeId } from '#shared/graph/ids.ts'
import { type MediaValue, mediaIn, type Value } from '#shared/graph/values.ts'
import type { PlanRow } from '#shared/ipc/engine-messages.ts'
import { edit } from '../../commands/connect.ts'
import { edgesInto } from '../../store/document-index.ts'
import { useDocument } from '../../store/document-store.ts'
import { useOutputs } from '../../store/outputs-store.ts'
import { usePlan } from '../../store/plan-store.ts'
import { useRuns } from '../../store/run-store.ts'
import { useSession } from '../../store/session.ts'
import { inspectorStrings as t } from '../../strings/inspector.ts'
import { useFlow } from '../flow.ts'
import { type Decision, decide, takeBack, waitingItems } from '../gate.ts'
import { continuationOf } from '../gate-continue.ts'

/** What waits at a gate, item by item, and the answers that were given. */
export function GateSection({ node, disabled }: { readonly node: NodeId; readonly disabled: boolean }) {
  usePlan((state) => state.byNode.get(node))
  const waiting = waitingItems(node)
  const flow = useFlow(node)
  const decisions = useDocument((document) => document.decisions)
  const goesOn = useRuns(({ views, rows }) => continuationOf(node, views, rows) !== null)
  const arriving = Object.values(flow?.inputs ?? {}).flat()
  const answered = new Map(
    arriving.flatMap(({ digest, item }) => {
      const decision = digest === null ? undefined : decisions[digest]
      return digest !== null && decision ? [[digest, { item, decision }] as const] : []
    }),
  )
  return (
    <section className="gate" aria-label={t.gate.title}>
      {waiting.length === 0 && answered.size === 0 && <p className="hint">{t.gate.none}</p>}
      {waiting.map((item) => (
        <Waiting
          key={`${item.item} ${item.digest}`}
          gate={node}
          item={item}
          value={arriving.find(({ digest }) => digest === item.digest)?.value ?? null}
          disabled={disabled}
          name={waiting.length > 1 ? t.state.item(item.item) : null}
        />
      ))}
      {waiting.length > 0 && <p className="hint">{goesOn ? t.gate.goesOn : t.gate.startsNothing}</p>}
      {answered.size > 0 && (
        <details className="fold">
          <summary>{t.gate.answered(answered.size)}</summary>
          <ul>
            {Array.from(answered, ([digest, { item, decision }]) => (
              <li key={digest} className="row">
                <span className="grow">
                  {t.state.item(item)}: {decision.answer === 'approved' ? t.gate.approved : t.gate.rejected}
                </span>
                <button type="button" className="button" disabled={disabled} onClick={() => takeBack(digest)}>
                  <Undo2 size={14} aria-hidden /> {t.gate.takeBack}
                </button>
              </li>
            ))}
          </ul>
        </details>
      )}
    </section>
  )
}

function Waiting({
  gate,
  item,
  value,
  disabled,
  name,
}: {
  readonly gate: NodeId
  readonly item: PlanRow & { readonly digest: string }
  readonly value: Value | null
  readonly disabled: boolean
  /** Where several wait. */
  readonly name: string | null
}) {
  const [edited, setEdited] = useState<string | null>(null)
  const seen = textOf(value)
  const text = edited ?? seen
  const changed = text !== null && text !== seen
  const answer = (decision: Decision) => void decide(gate, [item.digest], decision)
  return (
    <div className="gate-item">
      {name !== null && <span className="quiet">{name}</span>}
      {value === null ? <p className="hint">{t.gate.loading}</p> : <Seen value={value} />}
      {text !== null && (
        <textarea
          className="field"
          aria-label={name === null ? t.gate.text : `${t.gate.text}: ${name}`}
          value={text}
          disabled={disabled}
          onChange={({ target }) => setEdited(target.value)}
        />
      )}
      <Options gate={gate} item={item.item} disabled={disabled} />
      <p className="row wrap">
        <button
          type="button"
          className="button primary"
          disabled={disabled || value === null}
          onClick={() => answer(changed ? { answer: 'approved', edit: text } : { answer: 'approved' })}
        >
          {changed ? t.gate.approveEdit : t.gate.approve}
        </button>
        <button
          type="button"
          className="button"
          disabled={disabled || value === null}
          onClick={() => answer({ answer: 'rejected' })}
        >
          {t.gate.reject}
        </button>
      </p>
    </div>
  )
}

/** Only words can be changed on their way through a gate. */
function textOf(value: Value | null): string | null {
  if (value?.type === 'text') return value.text
  return value?.type === 'number' ? String(value.number) : null
}

function Seen({ value }: { readonly value: Value }) {
  const info = useSession((state) => state.info)
  const media = mediaIn(value)
  if (!info || media.length === 0) return null
  return (
    <div className="gate-media">
      {media.map((each) => (
        <Media key={each.digest} media={each} address={info.media} poster={info.poster} />
      ))}
    </div>
  )
}

function Media({ media, address, poster }: { media: MediaValue; address: string; poster: string }) {
  const src = `${address}${media.digest}`
  // biome-ignore lint/a11y/useMediaCaption: clips of a film in the making have no captions
  if (media.type === 'video') return <video src={src} poster={`${poster}${media.digest}`} controls preload="metadata" />
  // biome-ignore lint/a11y/useMediaCaption: see above
  if (media.type === 'audio') return <audio src={src} controls preload="metadata" />
  return <img src={src} alt="" loading="lazy" />
}

/** The takes of what feeds the gate: the one that is picked is what waits. */
function Options({
  gate,
  item,
  disabled,
}: {
  readonly gate: NodeId
  readonly item: string
  readonly disabled: boolean
}) {
  const source = useDocument((document) => edgesInto(document, gate)[0]?.from.node ?? '')
  const plan = usePlan((state) => state.byNode.get(source))
  const outputs = useOutputs(source)
  const poster = useSession((state) => state.info?.poster)
  const picks = useDocument((document) => document.picks)
  const baseKey = plan?.items.find((each) => each.item === item && each.baseKey !== undefined)?.baseKey
  const pick = baseKey === undefined ? undefined : picks[baseKey]
  if (baseKey === undefined || !pick || pick.takes < 2) return null
  return (
    <fieldset className="gate-options">
      <legend className="quiet">{t.gate.options}</legend>
      {Array.from({ length: pick.takes }, (_, take) => {
        const shown = outputs.find((each) => each.item === item && each.take === take)
        const [media] = Object.values(shown?.ports ?? {})
          .flat()
          .flatMap(mediaIn)
        return (
          <button
            // biome-ignore lint/suspicious/noArrayIndexKey: a take is its number
            key={take}
            type="button"
            className="gate-option"
            aria-pressed={take === pick.pick}
            disabled={disabled}
            onClick={() => edit([{ kind: 'set-pick', baseKey, takes: pick.takes, pick: take }])}
          >
            {media && poster && media.type !== 'audio' && (
              <img src={`${poster}${media.digest}`} alt="" loading="lazy" decoding="async" />
            )}
            <span>{t.gate.option(take + 1)}</span>
          </button>
        )
      })}
    </fieldset>
  )
}
