import { Check, TriangleAlert } from 'lucide-react'
import type { KeyboardEvent } from 'react'
import { inspectorStrings as t } from '../../strings/inspector.ts'
import { s } from '../../strings.ts'
import { nextInGrid } from './grid-keys.ts'
import { Claims } from './model-about.tsx'
import { ALL_CAPABILITIES, CAPABILITIES, largest, lengths, listPrice } from './model-facts.ts'
import type { Standing } from './model-list.ts'
import { quoteLine } from './quote-line.ts'

/** Models as cards in a grid; arrow keys go from one to the next. */
export function ModelCards({
  models,
  chosen,
  ticked,
  onTick,
  onChoose,
  onClear,
}: {
  readonly models: readonly Standing[]
  readonly chosen: string | null
  readonly ticked: ReadonlySet<string>
  readonly onTick: (model: string, on: boolean) => void
  readonly onChoose: (model: string) => void
  readonly onClear: () => void
}) {
  if (models.length === 0) {
    return (
      <div className="empty">
        <p>{t.models.none}</p>
        <button type="button" className="button" onClick={onClear}>
          {t.models.clear}
        </button>
      </div>
    )
  }
  return (
    <ul className="model-cards" onKeyDown={moveFocus}>
      {models.map((standing) => {
        const { id } = standing.entry.model
        return (
          <Card
            key={id}
            standing={standing}
            chosen={id === chosen}
            ticked={ticked.has(id)}
            onTick={(on) => onTick(id, on)}
            onChoose={() => onChoose(id)}
          />
        )
      })}
    </ul>
  )
}

function moveFocus(event: KeyboardEvent<HTMLUListElement>): void {
  const target = event.target instanceof HTMLElement ? event.target.closest<HTMLElement>('[data-pick]') : null
  if (!target) return
  const cards = [...event.currentTarget.querySelectorAll<HTMLElement>('[data-pick]')]
  const next = nextInGrid(
    cards.map((card) => card.getBoundingClientRect()),
    cards.indexOf(target),
    event.key,
  )
  if (next === null) return
  event.preventDefault()
  cards[next]?.focus()
}

function Card({
  standing: { entry, quote, why, choosable },
  chosen,
  ticked,
  onTick,
  onChoose,
}: {
  readonly standing: Standing
  readonly chosen: boolean
  readonly ticked: boolean
  readonly onTick: (on: boolean) => void
  readonly onChoose: () => void
}) {
  const { model } = entry
  const here = quoteLine(quote)
  const able = ALL_CAPABILITIES.filter((id) => CAPABILITIES[id](model)).map((id) => t.models.capabilities[id])
  const facts = [lengths(model), largest(model), ...able].filter((fact) => fact !== null)
  return (
    <li className="model-card" data-grey={why !== null} data-chosen={chosen}>
      <button
        type="button"
        className="model-pick"
        data-pick
        aria-pressed={chosen}
        // Not `disabled`: a reason that cannot be reached by keyboard helps nobody.
        aria-disabled={!choosable}
        onClick={() => choosable && onChoose()}
      >
        <span className="row between">
          <strong className="row tight">
            {chosen && <Check size={14} aria-hidden />} {model.title}
          </strong>
          <span>{here ?? listPrice(model)}</span>
        </span>
        <span className="row between quiet">
          <span>{s.tiers[model.tier]}</span>
          {here !== null && listPrice(model) !== t.models.free && <span>{listPrice(model)}</span>}
        </span>
        {model.bestFor.length > 0 && <span>{t.models.bestLine(model.bestFor.join(', '))}</span>}
        <span className="abilities">
          {facts.map((fact) => (
            <span key={fact}>{fact}</span>
          ))}
        </span>
        {why !== null && (
          <span className="model-needs row tight">
            <TriangleAlert size={14} aria-hidden /> {why}
          </span>
        )}
        {why === null && quote && quote.notes.length > 0 && <span className="quiet">{quote.notes.join(' ')}</span>}
      </button>
      <div className="row between">
        <label className="row tight">
          <input
            type="checkbox"
            checked={ticked}
            aria-label={t.models.compareOf(model.title)}
            onChange={({ target }) => onTick(target.checked)}
          />
          {t.models.compare}
        </label>
        {model.strengths.length > 0 && (
          <details className="fold">
            <summary>{t.models.claims}</summary>
            <Claims model={model} />
          </details>
        )}
      </div>
    </li>
  )
}
