import { FilePlus, FileVideo, RotateCcw } from 'lucide-react'
import { useEffect, useState } from 'react'
import type { Out } from '#shared/ipc/contract.ts'
import { request } from '../api.ts'
import { commands } from '../commands/commands.ts'
import { ask, openWith } from '../store/session.ts'
import { ago, count } from '../strings.ts'

/** The first thing a person sees: start from a starter, go on with a file, or begin with nothing. */
export function StartScreen() {
  const [starters, setStarters] = useState<Out<'starters.list'>['starters']>([])
  const [recent, setRecent] = useState<Out<'recent.list'>['recent']>([])
  const [lost, setLost] = useState<Out<'recovery.list'>['documents']>([])
  const [path, setPath] = useState('')
  useEffect(() => {
    void ask(() => request('starters.list', {})).then((answer) => answer && setStarters(answer.starters))
    void ask(() => request('recent.list', {})).then((answer) => answer && setRecent(answer.recent))
    void ask(() => request('recovery.list', {})).then((answer) => answer && setLost(answer.documents))
  }, [])
  return (
    <main className="start">
      <header>
        <h1>Reelay</h1>
        <p>Wire models into a film. Know the price before, and never pay twice.</p>
        <button type="button" className="button primary" onClick={() => void commands.newDocument.perform()}>
          <FilePlus size={16} aria-hidden /> New pipeline
        </button>
      </header>
      {lost.length > 0 && (
        <section aria-labelledby="lost">
          <h2 id="lost">Unsaved work</h2>
          <ul className="file-list">
            {lost.map((each) => (
              <li key={each.session}>
                <button
                  type="button"
                  onClick={() => void openWith(() => request('document.resume', { session: each.session }))}
                >
                  <RotateCcw size={16} aria-hidden />
                  <strong>{each.name || 'Untitled'}</strong>
                  <span className="quiet">
                    {count(each.edits, 'edit')}, {ago(each.changed)}
                  </span>
                </button>
                <button
                  type="button"
                  className="button"
                  onClick={async () => {
                    const done = await ask(() => request('recovery.discard', { session: each.session }))
                    if (done) setLost(lost.filter((other) => other !== each))
                  }}
                >
                  Throw away
                </button>
              </li>
            ))}
          </ul>
        </section>
      )}
      <section aria-labelledby="starters">
        <h2 id="starters">Starters</h2>
        <div className="starters">
          {starters.map((starter) => (
            <button
              type="button"
              key={starter.id}
              className="starter"
              onClick={() => void openWith(() => request('document.openStarter', { starter: starter.id }))}
            >
              <FileVideo size={22} aria-hidden />
              <strong>{starter.title}</strong>
              <span>{starter.about.split('\n')[0]}</span>
              <span className="quiet">{count(starter.nodes, 'node')}</span>
            </button>
          ))}
        </div>
      </section>
      <section aria-labelledby="recent">
        <h2 id="recent">Recent files</h2>
        <ul className="file-list">
          {recent.map((file) => (
            <li key={file.path}>
              <button
                type="button"
                disabled={!file.there}
                onClick={() => void openWith(() => request('document.open', { path: file.path }))}
              >
                <FileVideo size={16} aria-hidden />
                <strong>{file.name || file.path.split(/[\\/]/).at(-1)}</strong>
                <span className="quiet path">{file.there ? file.path : `${file.path} (gone)`}</span>
                <span className="quiet push">{ago(file.used)}</span>
              </button>
            </li>
          ))}
        </ul>
        {recent.length === 0 && <p className="hint">Files you open or run are listed here.</p>}
        <form
          className="row open-path"
          onSubmit={(event) => {
            event.preventDefault()
            void openWith(() => request('document.open', { path }))
          }}
        >
          <input
            className="field"
            value={path}
            required
            aria-label="Path of a .reelay file"
            placeholder="Path of a .reelay file on this machine"
            onChange={({ target }) => setPath(target.value)}
          />
          <button type="submit" className="button">
            Open
          </button>
        </form>
      </section>
    </main>
  )
}
