import { type FormEvent, useCallback, useEffect, useState } from 'react'
import type { Out } from '#shared/ipc/contract.ts'
import { request } from '../../api.ts'
import { loadModels } from '../../store/models-store.ts'
import { ask } from '../../store/session.ts'
import { settings as t } from '../../strings/settings.ts'
import { ui } from '../../strings/ui.ts'

type Secret = Out<'secrets.list'>['secrets'][number]

export function ProvidersSection() {
  const [listed, setListed] = useState<Out<'secrets.list'> | null>(null)
  const read = useCallback(async () => {
    setListed(await ask(() => request('secrets.list', {})))
  }, [])
  useEffect(() => void read(), [read])
  const changed = async () => {
    await read()
    // What a model still needs is another thing now.
    await loadModels()
  }
  return (
    <>
      <p className="hint">{t.providersHint}</p>
      {listed?.problem && <p className="hint">{listed.problem}</p>}
      <ul className="providers">
        {listed?.secrets.map((secret) => (
          <Provider key={secret.provider} secret={secret} canKeep={listed.problem === null} onChange={changed} />
        ))}
      </ul>
    </>
  )
}

function Provider({ secret, canKeep, onChange }: { secret: Secret; canKeep: boolean; onChange: () => Promise<void> }) {
  const { provider, title, from, last4 } = secret
  const [typing, setTyping] = useState(false)
  const [value, setValue] = useState('')
  const keep = async (event: FormEvent) => {
    event.preventDefault()
    if (!(await ask(() => request('secrets.set', { provider, value })))) return
    setValue('')
    setTyping(false)
    await onChange()
  }
  return (
    <li className="provider">
      <strong>{title}</strong>
      <span className={from === null ? 'quiet' : ''}>
        {t.keyFrom[from ?? 'none']}
        {last4 !== null && `, ${t.ending(last4)}`}
      </span>
      {canKeep && from === 'stored' && (
        <button
          type="button"
          className="button"
          onClick={async () => {
            if (await ask(() => request('secrets.clear', { provider }))) await onChange()
          }}
        >
          {t.clearKey}
        </button>
      )}
      {canKeep && !typing && (
        <button type="button" className="button" onClick={() => setTyping(true)}>
          {t.setKey}
        </button>
      )}
      {typing && (
        <form className="row" onSubmit={(event) => void keep(event)}>
          <input
            className="field"
            type="password"
            autoComplete="off"
            minLength={8}
            required
            aria-label={t.keyOf(title)}
            value={value}
            onChange={({ target }) => setValue(target.value)}
          />
          <button type="submit" className="button primary">
            {t.setKey}
          </button>
          <button type="button" className="button" onClick={() => setTyping(false)}>
            {ui.cancel}
          </button>
        </form>
      )}
    </li>
  )
}
