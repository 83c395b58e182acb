import { Check, ChevronDown } from 'lucide-react'
import { useEffect, useRef, useState } from 'react'
import type { ModelEntry, Rate } from '#shared/catalog/schema.ts'
import type { ModelParam } from '#shared/node/params.ts'
import { type Model, useModels } from '../store/models-store.ts'
import { price, s } from '../strings.ts'
import type { WidgetProps } from './fields.tsx'

const PER: Readonly<Record<Rate['per'], string>> = {
  second: 's',
  clip: 'clip',
  image: 'image',
  'thousand-characters': '1000 characters',
  minute: 'min',
}
const TIERS = ['draft', 'workhorse', 'hero'] as const

/** The model's price in words: the span of its rates over all hosts, per what they are counted. */
function listPrice(model: ModelEntry): string {
  const rates = model.hosts.flatMap((host) => (host.price ?? model.price)?.rates ?? [])
  const [first] = rates
  if (!first) return 'No known price'
  const same = rates.filter((rate) => rate.per === first.per)
  const lows = same.map(({ usd }) => (typeof usd === 'number' ? usd : usd[0]))
  const highs = same.map(({ usd }) => (typeof usd === 'number' ? usd : usd[1]))
  const range = [Math.min(...lows), Math.max(...highs)] as const
  return range[1] === 0 ? 'Free' : `${price(range)} / ${PER[first.per]}`
}

/** What a model takes and makes, as short words. */
function abilities(model: ModelEntry): readonly string[] {
  const { duration, modes, sizes } = model
  const largest = sizes ? Math.max(...sizes.map(({ width, height }) => Math.min(width, height))) : null
  return [
    duration && ('values' in duration ? `${duration.values.join(' / ')} s` : `${duration.min}–${duration.max} s`),
    largest && `up to ${largest}p`,
    modes.startFrame && 'start frame',
    modes.endFrame && 'end frame',
    modes.references > 0 && `${modes.references} references`,
    model.sound !== 'none' && 'sound',
    modes.audio && 'driven by audio',
    model.seed && 'seed',
    model.negative && 'negative prompt',
  ].filter((ability) => typeof ability === 'string')
}

/** The models of a kind as cards; those that cannot be used now say why. */
export function ModelPicker({ spec, value, labelled, disabled, onChange, onDone }: WidgetProps<ModelParam>) {
  const models = useModels((state) => state.models)
  const [query, setQuery] = useState('')
  const [tier, setTier] = useState<(typeof TIERS)[number] | null>(null)
  const [open, setOpen] = useState(false)
  const search = useRef<HTMLInputElement>(null)
  const chosen = typeof value === 'string' ? models.get(value) : undefined
  useEffect(() => {
    if (open) search.current?.focus()
  }, [open])
  const shown = [...models.values()]
    .filter(({ model }) => spec.kinds.includes(model.kind) && (model.state === 'shown' || model.id === value))
    .filter(({ model }) => tier === null || model.tier === tier)
    .filter(({ model }) =>
      `${model.title} ${model.id} ${model.bestFor.join(' ')}`.toLowerCase().includes(query.toLowerCase()),
    )
    .sort((a, b) => Number(b.ready) - Number(a.ready))
  return (
    <div className="models">
      <button
        type="button"
        className="model-chosen"
        aria-expanded={open}
        aria-labelledby={labelled}
        aria-description={chosen?.model.title ?? String(value)}
        disabled={disabled}
        onClick={() => setOpen(!open)}
      >
        <span>
          <strong>{chosen?.model.title ?? (String(value) || 'Choose a model')}</strong>
          <span className="quiet">
            {chosen ? `${s.tiers[chosen.model.tier]} · ${listPrice(chosen.model)}` : 'Not in the catalog'}
          </span>
        </span>
        <ChevronDown size={16} aria-hidden />
      </button>
      {chosen && !chosen.ready && <span className="problem">{chosen.needs}</span>}
      {open && (
        <div className="model-list">
          <div className="row">
            <input
              ref={search}
              className="field"
              type="search"
              placeholder="Search models"
              aria-label="Search models"
              value={query}
              onChange={({ target }) => setQuery(target.value)}
            />
          </div>
          <div className="row chips">
            {TIERS.map((each) => (
              <button
                key={each}
                type="button"
                className="chip-button"
                aria-pressed={tier === each}
                onClick={() => setTier(tier === each ? null : each)}
              >
                {s.tiers[each]}
              </button>
            ))}
          </div>
          {shown.map((each) => (
            <ModelCard
              key={each.model.id}
              entry={each}
              chosen={each.model.id === value}
              onChoose={() => {
                onDone()
                onChange(each.model.id)
                setOpen(false)
              }}
            />
          ))}
          {shown.length === 0 && <p className="hint">No model fits. Clear the search or the tier.</p>}
        </div>
      )}
    </div>
  )
}

function ModelCard({ entry, chosen, onChoose }: { entry: Model; chosen: boolean; onChoose: () => void }) {
  const { model, ready, needs } = entry
  return (
    <button type="button" className="model-card" data-ready={ready} aria-pressed={chosen} onClick={onChoose}>
      <span className="row between">
        <strong>
          {chosen && <Check size={14} aria-hidden />} {model.title}
        </strong>
        <span>{listPrice(model)}</span>
      </span>
      <span className="quiet">
        {s.tiers[model.tier]}
        {model.bestFor.length > 0 && ` · best for ${model.bestFor.slice(0, 2).join(', ')}`}
      </span>
      <span className="abilities">
        {abilities(model).map((ability) => (
          <span key={ability}>{ability}</span>
        ))}
      </span>
      {!ready && <span className="needs">{needs}</span>}
    </button>
  )
}
