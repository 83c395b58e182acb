import { Copy } from 'lucide-react'
import { useEffect, useRef, useState } from 'react'
import type { RunEvent } from '#shared/ipc/engine-messages.ts'
import { request } from '../api.ts'
import { reveal, titleOf } from '../canvas/reveal.ts'
import { useDocument } from '../store/document-store.ts'
import { say } from '../store/messages.ts'
import type { RunView } from '../store/run-state.ts'
import { clock, runsStrings as texts } from '../strings/runs.ts'
import { price } from '../strings.ts'
import { copyText } from '../ui/copy-text.ts'
import { logLines, logText } from './log-lines.ts'

/** Everything that a run stated, in the order of time; the host keeps it, this asks for what is new. */
export function RunLog({ view }: { readonly view: RunView }) {
  const events = useEvents(view)
  const [errors, setErrors] = useState(false)
  // Titles are read from the document that is open now.
  useDocument((document) => document.nodes)
  const lines = logLines(events, titleOf).filter(({ bad }) => bad || !errors)
  return (
    <div className="run-log">
      <div className="row run-log-tools">
        <label className="row">
          <input type="checkbox" checked={errors} onChange={({ target }) => setErrors(target.checked)} />
          {texts.errorsOnly}
        </label>
        <button type="button" className="button slim push" onClick={() => void copyText(logText(lines, titleOf))}>
          <Copy size={12} aria-hidden /> {texts.copyLog}
        </button>
      </div>
      {lines.length === 0 && errors && <p className="hint">{texts.noErrors}</p>}
      <ol>
        {lines.map((line) => (
          <li key={line.seq} data-tone={line.bad ? 'bad' : undefined}>
            <time>{line.time === null ? texts.logOlder : clock(line.time)}</time>
            {line.node && (
              <button type="button" className="link" onClick={() => reveal(line.node)}>
                {titleOf(line.node)}
                {line.work}
              </button>
            )}
            <span>{line.text}</span>
            {line.costUsd > 0 && <span className="push">{price([line.costUsd, line.costUsd])}</span>}
          </li>
        ))}
      </ol>
    </div>
  )
}

function useEvents({ id, seq }: RunView): readonly RunEvent[] {
  const [events, setEvents] = useState<readonly RunEvent[]>([])
  const asked = useRef(0)
  useEffect(() => {
    if (asked.current >= seq) return
    const from = asked.current + 1
    asked.current = seq
    request('run.events', { run: id, from })
      .then((told) => {
        const news = told.events.filter((event) => event.event !== 'progress' && event.seq <= seq)
        setEvents((before) => [...before, ...news].sort((a, b) => a.seq - b.seq))
      })
      .catch((error: unknown) => {
        asked.current = Math.min(asked.current, from - 1)
        say.error(error instanceof Error ? error.message : String(error))
      })
  }, [id, seq])
  return events
}
