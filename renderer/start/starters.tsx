import { useEffect, useState } from 'react'
import type { Out } from '#shared/ipc/contract.ts'
import { request } from '../api.ts'
import { ask, openWith } from '../store/session.ts'
import { start as t } from '../strings/start.ts'
import { count } from '../strings.ts'
import { starterPicture } from './pictures.ts'

/** Pipelines to begin with, each with a picture of what it makes. */
export function Starters() {
  const [starters, setStarters] = useState<Out<'starters.list'>['starters']>([])
  useEffect(() => {
    void ask(() => request('starters.list', {})).then((answer) => setStarters(answer?.starters ?? []))
  }, [])
  return (
    <section aria-labelledby="starters">
      <h2 id="starters">{t.starters}</h2>
      <p className="hint">{t.startersHint}</p>
      <ul className="starters">
        {starters.map(({ id, title, about, nodes }) => {
          const picture = starterPicture(id)
          return (
            <li key={id}>
              <button
                type="button"
                className="starter"
                onClick={() => void openWith(() => request('document.openStarter', { starter: id }))}
              >
                {picture !== null && <img src={picture} alt="" width={480} height={270} />}
                <strong>{title}</strong>
                <span>{about.split('\n')[0]}</span>
                <span className="quiet">{count(nodes, 'node')}</span>
              </button>
            </li>
          )
        })}
      </ul>
    </section>
  )
}
