import { inspectorStrings as t } from '../../strings/inspector.ts'
import { s } from '../../strings.ts'
import { ALL_CAPABILITIES, CAPABILITIES } from './model-facts.ts'
import { bestForLines, type ModelFilter, type ModelSort, SORTS, type Standing } from './model-list.ts'

const TIERS = ['draft', 'workhorse', 'hero'] as const

/** What narrows the list of models and puts it in order. A capability that no model here has is not offered. */
export function ModelFilters({
  all,
  filter,
  sort,
  onFilter,
  onSort,
}: {
  readonly all: readonly Standing[]
  readonly filter: ModelFilter
  readonly sort: ModelSort
  readonly onFilter: (filter: ModelFilter) => void
  readonly onSort: (sort: ModelSort) => void
}) {
  const offered = ALL_CAPABILITIES.filter((id) => all.some(({ entry }) => CAPABILITIES[id](entry.model)))
  return (
    <div className="model-filters">
      <div className="row wrap">
        <input
          type="search"
          className="field grow"
          placeholder={t.models.searchHint}
          aria-label={t.models.search}
          value={filter.query}
          onChange={({ target }) => onFilter({ ...filter, query: target.value })}
          onKeyDown={(event) => {
            if (event.key !== 'ArrowDown') return
            event.preventDefault()
            event.currentTarget.closest('dialog')?.querySelector<HTMLElement>('[data-pick]')?.focus()
          }}
        />
        <label className="row tight">
          <span className="quiet">{t.models.bestFor}</span>
          <select
            className="field"
            value={filter.bestFor ?? ''}
            onChange={({ target }) => onFilter({ ...filter, bestFor: target.value || null })}
          >
            <option value="">{t.models.anything}</option>
            {bestForLines(all).map((line) => (
              <option key={line} value={line}>
                {line}
              </option>
            ))}
          </select>
        </label>
        <label className="row tight">
          <span className="quiet">{t.models.sort}</span>
          <select
            className="field"
            value={sort}
            onChange={({ target }) => onSort(SORTS.find((each) => each === target.value) ?? sort)}
          >
            {SORTS.map((each) => (
              <option key={each} value={each}>
                {t.models.sorts[each]}
              </option>
            ))}
          </select>
        </label>
      </div>
      <div className="row wrap">
        <fieldset className="row tight wrap">
          <legend className="sr">{t.models.tier}</legend>
          {TIERS.map((tier) => (
            <Chip
              key={tier}
              pressed={filter.tier === tier}
              onPress={() => onFilter({ ...filter, tier: filter.tier === tier ? null : tier })}
            >
              {s.tiers[tier]}
            </Chip>
          ))}
          <Chip pressed={filter.usableOnly} onPress={() => onFilter({ ...filter, usableOnly: !filter.usableOnly })}>
            {t.models.usableOnly}
          </Chip>
        </fieldset>
        <fieldset className="row tight wrap">
          <legend className="sr">{t.models.can}</legend>
          {offered.map((id) => {
            const on = filter.capabilities.includes(id)
            const next = on ? filter.capabilities.filter((each) => each !== id) : [...filter.capabilities, id]
            return (
              <Chip key={id} pressed={on} onPress={() => onFilter({ ...filter, capabilities: next })}>
                {t.models.capabilities[id]}
              </Chip>
            )
          })}
        </fieldset>
      </div>
    </div>
  )
}

function Chip({
  pressed,
  onPress,
  children,
}: {
  readonly pressed: boolean
  readonly onPress: () => void
  readonly children: string
}) {
  return (
    <button type="button" className="chip-button" aria-pressed={pressed} onClick={onPress}>
      {children}
    </button>
  )
}
