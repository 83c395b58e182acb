import type { ModelEntry } from '#shared/catalog/schema.ts'
import { inspectorStrings as t } from '../../strings/inspector.ts'
import { largest, lengths, listPrice, priceSources } from './model-facts.ts'

const today = () => new Date().toISOString().slice(0, 10)

/** All that is known of a model, folded until it is wanted; a price that has grown old says so at once. */
export function ModelFacts({ model }: { readonly model: ModelEntry }) {
  const f = t.models.facts
  const sources = priceSources(model, today())
  const old = sources.find(({ stale }) => stale)
  const facts = [
    [f.id, model.id],
    [f.behaviour, String(model.behaviour)],
    [f.lengths, lengths(model)],
    [f.largest, largest(model)],
    [f.references, model.modes.references > 0 ? String(model.modes.references) : null],
    [f.prompt, model.promptMax === undefined ? null : t.models.characters(model.promptMax)],
    [f.listPrice, listPrice(model)],
    [f.priceFrom, sources.map(({ source, date }) => t.models.claim(source, date)).join('; ') || null],
    [f.hosts, model.hosts.map(({ provider, name }) => `${provider} (${name})`).join(', ')],
  ] as const
  return (
    <>
      {old && listPrice(model) !== t.models.free && <p className="warn-line">{t.models.stalePrice(old.date)}</p>}
      <details className="fold">
        <summary>{t.models.about}</summary>
        <dl className="fact-list">
          {facts.map(
            ([label, value]) =>
              value !== null && (
                <div key={label}>
                  <dt>{label}</dt>
                  <dd>{value}</dd>
                </div>
              ),
          )}
        </dl>
        <Claims model={model} />
      </details>
    </>
  )
}

/** What is said of a model, by whom and when. */
export function Claims({ model }: { readonly model: ModelEntry }) {
  if (model.strengths.length === 0) return <p className="hint">{t.models.noClaims}</p>
  return (
    <ul className="model-claims">
      {model.strengths.map(({ text, source, date, confidence }) => (
        <li key={text}>
          {text}
          <span className="quiet">
            {t.models.claim(source, date)} ({t.models.confidence[confidence]})
          </span>
        </li>
      ))}
    </ul>
  )
}
