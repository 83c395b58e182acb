import { useEffect, useState } from 'react'
import type { Out } from '#shared/ipc/contract.ts'
import { request } from '../../api.ts'
import { ask, useSession } from '../../store/session.ts'
import { settings as t } from '../../strings/settings.ts'
import { bytesText } from '../../strings/ui.ts'
import { count } from '../../strings.ts'

export function StorageSection() {
  const info = useSession((state) => state.info)
  const [size, setSize] = useState<Out<'store.size'> | null>(null)
  useEffect(() => {
    void ask(() => request('store.size', {})).then(setSize)
  }, [])
  return (
    <dl className="storage-facts">
      <dt>{t.data}</dt>
      <dd>{info?.dataFolder}</dd>
      <dt>{t.store}</dt>
      <dd>{size && t.storeSize(bytesText(size.bytes), count(size.files, 'file'), count(size.outputs, 'output'))}</dd>
      <dt />
      <dd className="hint">
        {t.cleanUp} <code>{t.cleanUpCommand}</code>
      </dd>
      <dt>{t.version}</dt>
      <dd>{info?.version}</dd>
    </dl>
  )
}
