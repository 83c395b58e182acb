import { useEffect, useState } from 'react'
import { titleOf } from '../canvas/reveal.ts'
import { useRuns } from '../store/run-store.ts'
import { announcement } from './announcement.ts'

/** The one place where changes of state are spoken; it says what the run on the cards has come to. */
export function Announcer() {
  const [words, setWords] = useState('')
  useEffect(
    () =>
      useRuns.subscribe((state, before) => {
        const { current } = state
        const view = current === null ? undefined : state.views[current]
        if (!view || current === null || view === before.views[current]) return
        const said = announcement(before.views[current], view, titleOf)
        if (said !== null) setWords(said)
      }),
    [],
  )
  return (
    <p className="sr" role="status" aria-live="polite">
      {words}
    </p>
  )
}
