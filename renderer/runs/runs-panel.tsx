import { History, Square } from 'lucide-react'
import { runCommands } from '../commands/run-commands.ts'
import { runningIds, useRuns } from '../store/run-store.ts'
import { runsStrings as texts } from '../strings/runs.ts'
import { s } from '../strings.ts'
import { RunEntry } from './run-entry.tsx'

/** Runs of this document: those under way with how far they are, and those before. */
export function RunsPanel() {
  const rows = useRuns((state) => state.rows)
  const current = useRuns((state) => state.current)
  const several = useRuns((state) => runningIds(state).length > 1)
  return (
    <section className="panel" aria-label={s.regions.runs} data-region tabIndex={-1}>
      <h2 className="panel-title">
        {s.regions.runs}
        {several && (
          <button
            type="button"
            className="button slim"
            title={texts.stopAll}
            onClick={() => void runCommands.stop.perform()}
          >
            <Square size={12} aria-hidden /> {texts.stopAll}
          </button>
        )}
      </h2>
      <div className="scroll">
        {rows.map((row) => (
          <RunEntry key={row.id} row={row} open={row.id === current} />
        ))}
        {rows.length === 0 && (
          <div className="empty">
            <History size={22} aria-hidden />
            <p>{texts.noRuns}</p>
          </div>
        )}
      </div>
    </section>
  )
}
