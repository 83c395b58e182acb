import { ArrowLeft, X } from 'lucide-react'
import { useEffect, useRef, useState } from 'react'
import { inspectorStrings as t } from '../../strings/inspector.ts'
import { IconButton } from '../ui/icon-button.tsx'
import { CompareTable } from './compare-table.tsx'
import { ModelCards } from './model-cards.tsx'
import { ModelFilters } from './model-filters.tsx'
import { listed, type ModelFilter, type ModelSort, NO_FILTER, type Standing } from './model-list.ts'

/** All models for the work at hand: searched, filtered, sorted, compared, chosen. */
export function ModelDialog({
  all,
  chosen,
  why,
  onChoose,
  onClose,
}: {
  readonly all: readonly Standing[]
  readonly chosen: string | null
  /** Why no prices for this work are known. */
  readonly why: string | null
  readonly onChoose: (model: string) => void
  readonly onClose: () => void
}) {
  const dialog = useRef<HTMLDialogElement>(null)
  const [filter, setFilter] = useState<ModelFilter>(NO_FILTER)
  const [sort, setSort] = useState<ModelSort>('usable')
  const [ticked, setTicked] = useState<ReadonlySet<string>>(new Set())
  const [comparing, setComparing] = useState(false)
  useEffect(() => {
    dialog.current?.showModal()
    dialog.current?.querySelector<HTMLElement>('input[type="search"]')?.focus()
  }, [])
  const choose = (model: string) => {
    onChoose(model)
    dialog.current?.close()
  }
  const compared = all.filter(({ entry }) => ticked.has(entry.model.id))
  const shown = listed(all, filter, sort)
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: Escape closes a dialog; the click is one beside it
    <dialog
      ref={dialog}
      className="modal model-dialog"
      aria-label={t.models.title}
      onClose={onClose}
      onClick={(event) => {
        if (event.target === dialog.current) dialog.current?.close()
      }}
    >
      <header className="row between">
        <h2>{t.models.title}</h2>
        <span className="quiet">{t.models.count(shown.length, all.length)}</span>
        <IconButton icon={X} label={t.models.close} onClick={() => dialog.current?.close()} />
      </header>
      {comparing && compared.length > 1 ? (
        <>
          <button type="button" className="button" onClick={() => setComparing(false)}>
            <ArrowLeft size={14} aria-hidden /> {t.models.back}
          </button>
          <CompareTable models={compared} chosen={chosen} onChoose={choose} />
        </>
      ) : (
        <>
          <ModelFilters all={all} filter={filter} sort={sort} onFilter={setFilter} onSort={setSort} />
          {why !== null && <p className="hint">{why}</p>}
          <ModelCards
            models={shown}
            chosen={chosen}
            ticked={ticked}
            onTick={(model, on) => {
              const next = new Set(ticked)
              if (on) next.add(model)
              else next.delete(model)
              setTicked(next)
            }}
            onChoose={choose}
            onClear={() => setFilter(NO_FILTER)}
          />
          <footer className="row end">
            <button
              type="button"
              className="button primary"
              disabled={compared.length < 2}
              onClick={() => setComparing(true)}
            >
              {t.models.compareTwo(compared.length)}
            </button>
          </footer>
        </>
      )}
    </dialog>
  )
}
