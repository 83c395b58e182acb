import { useState } from 'react'
import type { Instance } from '#shared/graph/document.ts'
import { usePlan } from '../../store/plan-store.ts'
import { inspectorStrings as t } from '../../strings/inspector.ts'
import { price } from '../../strings.ts'
import { CopyButton } from '../../ui/copy-button.tsx'
import { usePlanned } from '../flow.ts'
import { useHostAnswer } from '../host-answer.ts'
import { memberOf } from '../older-version.ts'
import { ItemPicker } from './item-picker.tsx'

/** The request that a work item would send as it is set and wired now, before anything is paid. */
export function RequestSection({ node }: { readonly node: Instance }) {
  const [open, setOpen] = useState(false)
  return (
    <details className="fold" onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{t.request.title}</summary>
      {open && <Request node={node} />}
    </details>
  )
}

function Request({ node }: { readonly node: Instance }) {
  const items = usePlan((state) => state.byNode.get(node.id)?.items) ?? []
  const [place, setPlace] = useState(0)
  const chosen = items[Math.min(place, items.length - 1)]
  const planned = usePlanned()
  const { index = 0, take = 0 } = chosen ?? {}
  const seen = useHostAnswer('node.request', planned && { ...planned, node: node.id, index, take })
  if (!seen) return null
  if (!seen.ok) return <p className="hint">{seen.why}</p>
  const json = JSON.stringify(seen.request, null, 2)
  const prompt = memberOf(seen.request, 'prompt')
  return (
    <div className="stack">
      <ItemPicker label={t.request.item} items={items} place={place} onPick={setPlace} />
      {!seen.complete && <p className="hint">{t.request.incomplete}</p>}
      {typeof prompt === 'string' && <blockquote className="prompt-sent">{prompt}</blockquote>}
      {seen.problems.map((problem) => (
        <p key={problem} className="problem">
          {problem}
        </p>
      ))}
      {seen.notes.length === 0 && seen.problems.length === 0 && <p className="hint">{t.request.unchanged}</p>}
      {seen.notes.length > 0 && (
        <>
          <strong>{t.request.changed}</strong>
          <ul className="bullets">
            {seen.notes.map((note) => (
              <li key={note}>{note}</li>
            ))}
          </ul>
        </>
      )}
      <p className="row between">
        <span className="quiet">{t.request.cost}</span>
        <span>{seen.priceKnown ? price(seen.usd) : t.request.unknownPrice}</span>
        <CopyButton label={t.output.copyRequest} text={json} />
      </p>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard */}
      <pre tabIndex={0}>{json}</pre>
    </div>
  )
}
