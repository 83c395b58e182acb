import { Check } from 'lucide-react'
import { useId, useState } from 'react'
import { edit } from '../commands/connect.ts'
import { usePlanned } from '../inspector/flow.ts'
import { useHostAnswer } from '../inspector/host-answer.ts'
import { listPrice } from '../inspector/models/model-facts.ts'
import { listed, NO_FILTER, type Standing, standings } from '../inspector/models/model-list.ts'
import { quoteLine } from '../inspector/models/quote-line.ts'
import { useModels } from '../store/models-store.ts'
import { timelineStrings as t } from '../strings/timeline.ts'
import { s } from '../strings.ts'
import type { Shot } from './shots.ts'

/** The models that can make a shot, with what each would ask for it; choosing one swaps it and leaves the wires. */
export function ModelSwap({ steps, disabled }: { readonly steps: readonly Shot[]; readonly disabled: boolean }) {
  const [at, setAt] = useState(0)
  const label = useId()
  const step = steps[Math.min(at, steps.length - 1)]
  if (!step) return <p className="hint">{t.noShot}</p>
  return (
    <>
      {steps.length > 1 && (
        <div className="param">
          <span className="param-label" id={label}>
            {t.whichShot}
          </span>
          <select
            className="field"
            aria-labelledby={label}
            value={at}
            onChange={({ target }) => setAt(Number(target.value))}
          >
            {steps.map(({ node }, index) => (
              <option key={node.id} value={index}>
                {node.title || node.id}
              </option>
            ))}
          </select>
        </div>
      )}
      <Models key={step.node.id} step={step} disabled={disabled} />
    </>
  )
}

function Models({ step, disabled }: { readonly step: Shot; readonly disabled: boolean }) {
  const [query, setQuery] = useState('')
  const models = useModels((state) => state.models)
  const session = usePlanned()?.session
  const quotes = useHostAnswer('node.models', session === undefined ? null : { session, nodes: [step.node.id] })
  const value = step.node.params[step.param]
  const chosen = typeof value === 'string' ? value : null
  const all = standings(models.values(), step.spec.kinds, quotes?.models ?? [], chosen)
  const fitting = all.filter(({ entry: { model } }) => model.id === chosen || step.fits(model))
  const shown = listed(fitting, { ...NO_FILTER, query }, 'usable')
  return (
    <>
      <input
        className="field"
        type="search"
        placeholder={t.searchModels}
        aria-label={t.searchModels}
        value={query}
        onChange={({ target }) => setQuery(target.value)}
      />
      <ul className="tl-models" aria-label={t.models}>
        {shown.map((standing) => (
          <li key={standing.entry.model.id}>
            <ModelRow
              standing={standing}
              chosen={standing.entry.model.id === chosen}
              disabled={disabled || !standing.choosable}
              onChoose={() =>
                edit([{ kind: 'set-param', node: step.node.id, param: step.param, value: standing.entry.model.id }])
              }
            />
          </li>
        ))}
      </ul>
      {shown.length === 0 && <p className="hint">{t.noModelFits}</p>}
    </>
  )
}

function ModelRow({
  standing: { entry, quote, why },
  chosen,
  disabled,
  onChoose,
}: {
  readonly standing: Standing
  readonly chosen: boolean
  readonly disabled: boolean
  readonly onChoose: () => void
}) {
  const { model } = entry
  return (
    <button
      type="button"
      className="tl-model-row"
      aria-pressed={chosen}
      data-grey={why !== null}
      disabled={disabled}
      onClick={onChoose}
    >
      <span className="row between">
        <strong>
          {chosen && <Check size={13} aria-hidden />} {model.title}
        </strong>
        <span>{quoteLine(quote) ?? listPrice(model)}</span>
      </span>
      <span className="quiet">
        {[s.tiers[model.tier], ...(model.bestFor[0] ? [model.bestFor[0]] : [])].join(' · ')}
      </span>
      {why !== null && <span className="quiet">{why}</span>}
      {quote?.notes.map((note) => (
        <span key={note} className="quiet">
          {note}
        </span>
      ))}
    </button>
  )
}
