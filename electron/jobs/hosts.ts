import { hostsFor } from '#shared/catalog/hosts.ts'
import type { ModelEntry } from '#shared/catalog/schema.ts'
import type { GenerateRequest } from '#shared/node/generate.ts'
import type { Provider } from '../providers/provider.ts'
import { clause, JobError } from './error.ts'
import type { JobRow } from './rows.ts'

/** Where a request goes: the adapter, and the model's name there. */
export interface Host {
  readonly provider: Provider
  readonly name: string
}

/** The provider that can run every model offline, for nothing. */
const STAND_IN = 'standin'

/**
 * The first host that can take the request and is ready; with `standIn` the stand-in, whatever the hosts are.
 * Throws a JobError `missing` that says for every host what it lacks; nothing is sent then.
 */
export function chooseHost(
  model: ModelEntry,
  request: GenerateRequest,
  providers: ReadonlyMap<string, Provider>,
  standIn: boolean,
  title: string,
): Host {
  const named = model.hosts.find((host) => host.provider === STAND_IN)?.name ?? model.id
  const hosts = standIn ? [{ provider: STAND_IN, name: named }] : hostsFor(model, request)
  const lacking: string[] = []
  for (const { provider: id, name } of hosts) {
    const provider = providers.get(id)
    const missing = provider === undefined ? 'this version of Reelay cannot reach it' : provider.missing()
    if (provider !== undefined && missing === null) return { provider, name }
    lacking.push(`${provider?.title ?? id}: ${clause(missing ?? '')}`)
  }
  const advice = standIn ? '' : '; --stand-in runs it for free as an animatic'
  throw new JobError(
    'missing',
    `“${title}” needs ${model.title}, and none of its hosts is ready (${lacking.join(' · ')}). Nothing was sent${advice}.`,
  )
}

/** The provider that a job was sent to; it is asked nowhere else. Throws a JobError `missing` where it is not ready. */
export function hostOf(row: JobRow, providers: ReadonlyMap<string, Provider>): Provider {
  const provider = providers.get(row.provider)
  const missing = provider === undefined ? 'this version of Reelay cannot reach it' : provider.missing()
  if (provider !== undefined && missing === null) return provider
  throw new JobError(
    'missing',
    `“${row.title}” is already paid for at ${row.provider} (job ${row.job}), which is not ready: ${clause(missing ?? '')}. ` +
      'Nothing was sent; run again when it is, and the result is fetched.',
    row,
  )
}
