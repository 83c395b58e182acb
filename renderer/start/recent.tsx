import { FileVideo, X } from 'lucide-react'
import { useEffect, useState } from 'react'
import type { Out } from '#shared/ipc/contract.ts'
import { request } from '../api.ts'
import { ask, openPath, useSession } from '../store/session.ts'
import { start as t } from '../strings/start.ts'
import { ago } from '../strings.ts'

type File = Out<'recent.list'>['recent'][number]

/** Files used last, with a picture of what they made; one that is gone can be taken out. */
export function Recent() {
  const poster = useSession((state) => state.info?.poster ?? '')
  const [recent, setRecent] = useState<readonly File[] | null>(null)
  useEffect(() => {
    void ask(() => request('recent.list', {})).then((answer) => setRecent(answer?.recent ?? []))
  }, [])
  const forget = async (file: File) => {
    const done = await ask(() => request('recent.forget', { path: file.path }))
    if (done) setRecent((listed) => listed?.filter((each) => each !== file) ?? null)
  }
  if (recent === null) return null
  return (
    <section aria-labelledby="recent">
      <h2 id="recent">{t.recent}</h2>
      {recent.length === 0 && <p className="hint">{t.noRecent}</p>}
      <ul className="file-list">
        {recent.map((file) => {
          const name = file.name || nameOf(file.path)
          return (
            <li key={file.path}>
              <button type="button" disabled={!file.there} onClick={() => void openPath(file.path)}>
                {file.picture === null ? (
                  <span className="file-thumb">
                    <FileVideo size={16} aria-hidden />
                  </span>
                ) : (
                  <img className="file-thumb" src={`${poster}${file.picture}`} alt="" loading="lazy" />
                )}
                <span className="file-names">
                  <strong>{name}</strong>
                  <span className="quiet file-path">{file.there ? file.path : `${t.gone}: ${file.path}`}</span>
                </span>
                <span className="quiet push">{ago(file.used)}</span>
              </button>
              {!file.there && (
                <button
                  type="button"
                  className="button icon"
                  aria-label={t.forget(name)}
                  title={t.forget(name)}
                  onClick={() => void forget(file)}
                >
                  <X size={15} aria-hidden />
                </button>
              )}
            </li>
          )
        })}
      </ul>
    </section>
  )
}

function nameOf(path: string): string {
  return path.split(/[\\/]/).at(-1) ?? path
}
