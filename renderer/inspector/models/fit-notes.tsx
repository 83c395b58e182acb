import { Scissors } from 'lucide-react'
import { inspectorStrings as t } from '../../strings/inspector.ts'
import type { Quote } from './model-list.ts'

/** What the chosen model cuts, snaps or sets aside, told as soon as it is so and for as long as it holds. */
export function FitNotes({ quote }: { readonly quote: Quote | undefined }) {
  const notes = quote?.notes ?? []
  return (
    <div role="status" aria-live="polite">
      {notes.length > 0 && (
        <div className="fit-notes">
          <p className="row tight">
            <Scissors size={14} aria-hidden />
            <strong>{t.fit.title}</strong>
          </p>
          <ul>
            {notes.map((note) => (
              <li key={note}>{note}</li>
            ))}
          </ul>
          <p className="quiet">{t.fit.back}</p>
        </div>
      )}
    </div>
  )
}
