import { RotateCcw } from 'lucide-react'
import { useEffect, useState } from 'react'
import type { Out } from '#shared/ipc/contract.ts'
import { request } from '../api.ts'
import { question } from '../store/question-store.ts'
import { ask, openWith } from '../store/session.ts'
import { start as t } from '../strings/start.ts'
import { ui } from '../strings/ui.ts'
import { ago, count } from '../strings.ts'

type Lost = Out<'recovery.list'>['documents'][number]

/** What sessions that ended left unsaved: bring it back or throw it away. */
export function UnsavedWork() {
  const [lost, setLost] = useState<readonly Lost[]>([])
  useEffect(() => {
    void ask(() => request('recovery.list', {})).then((answer) => setLost(answer?.documents ?? []))
  }, [])
  if (lost.length === 0) return null
  const discard = async (each: Lost) => {
    const { title, text } = t.discardAsk
    const choices = [{ id: 'yes', label: t.discard, kind: 'danger' }] as const
    if ((await question({ title: title(each.name || ui.untitled), text, choices })) !== 'yes') return
    const done = await ask(() => request('recovery.discard', { session: each.session }))
    if (done) setLost((listed) => listed.filter((other) => other !== each))
  }
  return (
    <section aria-labelledby="unsaved">
      <h2 id="unsaved">{t.unsaved}</h2>
      <p className="hint">{t.unsavedHint}</p>
      <ul className="file-list">
        {lost.map((each) => (
          <li key={each.session}>
            <button
              type="button"
              title={t.bringBack}
              onClick={() => void openWith(() => request('document.resume', { session: each.session }))}
            >
              <span className="file-thumb">
                <RotateCcw size={16} aria-hidden />
              </span>
              <span className="file-names">
                <strong>{each.name || ui.untitled}</strong>
                <span className="quiet file-path">{each.path ?? ui.notSavedYet}</span>
              </span>
              <span className="quiet push">
                {count(each.edits, 'edit')}, {ago(each.changed)}
              </span>
            </button>
            <button type="button" className="button" onClick={() => void discard(each)}>
              {t.discard}
            </button>
          </li>
        ))}
      </ul>
    </section>
  )
}
