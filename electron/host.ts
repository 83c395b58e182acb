import { randomUUID } from 'node:crypto'
import { mkdirSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import { join } from 'node:path'
import { registry } from '#nodes/index.ts'
import type { Catalog } from '#shared/catalog/catalog.ts'
import { STAND_IN_BEHAVIOUR } from '#shared/engine/fingerprint.ts'
import { createInFlight } from '#shared/engine/in-flight.ts'
import { createPool } from '#shared/engine/pool.ts'
import type { Registry } from '#shared/node/define.ts'
import { type Cache, openCache } from './cache/open-cache.ts'
import { systemClock } from './jobs/clock.ts'
import { createJobs, type JobService } from './jobs/service.ts'
import { createFfmpeg, type FfmpegDoor } from './media/ffmpeg.ts'
import { lazyFfmpeg } from './media/lazy-ffmpeg.ts'
import { locate } from './media/locate.ts'
import { createMediaTools } from './media/tools.ts'
import { acquireOwner, type Owner } from './owner.ts'
import { awaitedProviders } from './providers/awaited.ts'
import type { Provider } from './providers/provider.ts'
import { createStandIn } from './providers/standin/provider.ts'
import { createRunService, type RunService } from './run/run-service.ts'
import { loadCatalog } from './settings/catalog-files.ts'
import { createKeys, type Keys, type KeyVault } from './settings/keys.ts'
import { readSettings } from './settings/settings.ts'

/** Jobs under way at once over all providers; each provider has its own, smaller limit. */
const MOST_JOBS = 64
/** Light work items (copies, probes) at once. */
const MOST_LIGHT = 8

export interface HostOptions {
  /** The data folder: settings, cache and jobs live there. */
  readonly data: string
  /** What ships with Reelay. */
  readonly resources: string
  /** Gets one line per remarkable thing, command lines of ffmpeg included. */
  readonly log: (line: string) => void
  /** Where keys of providers are kept; without one they come from the environment only. */
  readonly vault?: KeyVault
}

/** Every service of Reelay over one data folder; the command line, the server and the desktop app are built on this alike. */
export interface Host {
  readonly registry: Registry
  readonly catalog: Catalog
  /** What is wrong with a person's own catalog files. */
  readonly warnings: readonly string[]
  readonly cache: Cache
  readonly jobs: JobService
  readonly providers: ReadonlyMap<string, Provider>
  readonly keys: Keys
  readonly ffmpeg: FfmpegDoor
  readonly runs: RunService
  /** The folder of locks on documents that are being edited. */
  readonly sessions: string
  /** Ends everything: runs are cancelled, no ffmpeg is left, the data folder is let go. */
  close(): Promise<void>
}

/** Opens a data folder. Jobs that dead processes left half sent are settled before anybody can plan. */
export async function openHost(options: HostOptions): Promise<Host> {
  const { data } = options
  mkdirSync(data, { recursive: true })
  const owner = acquireOwner(join(data, 'owners'))
  try {
    return await compose(options, owner)
  } catch (error) {
    owner.release()
    throw error
  }
}

async function compose({ data, resources, log, vault }: HostOptions, owner: Owner): Promise<Host> {
  const cache = openCache({ folder: data, owner })
  const { catalog, warnings } = loadCatalog({ bundled: join(resources, 'models'), own: join(data, 'models') })
  const { ffmpegPath } = readSettings(data)
  const ffmpeg = lazyFfmpeg(() => {
    const found = locate({ setting: ffmpegPath })
    return createFfmpeg({ ffmpeg: found.ffmpeg.path, ffprobe: found.ffprobe?.path ?? null, log })
  })
  const media = createMediaTools(ffmpeg)
  const standIn = createStandIn({ folder: join(data, 'standin'), ffmpeg, fontFolder: join(resources, 'fonts'), log })
  const keys = createKeys(process.env, vault)
  const providers = new Map<string, Provider>([standIn, ...awaitedProviders(keys)].map((each) => [each.id, each]))
  const jobs = createJobs({
    folder: data,
    owner,
    providers,
    blobs: cache.blobs,
    temp: () => join(cache.temp.own(), randomUUID()),
    probe: async (path, type) => {
      await media.probe(path, type)
    },
    clock: systemClock,
    log,
  })
  await jobs.recover()
  for (const dead of owner.dead()) owner.forget(dead)

  const runs = createRunService({
    registry,
    catalog,
    cache,
    jobs,
    media,
    clock: systemClock,
    inFlight: createInFlight(cache.outputs, systemClock),
    pools: { cpu: createPool(availableParallelism()), io: createPool(MOST_LIGHT), provider: createPool(MOST_JOBS) },
    toolchain: async () => ({
      ffmpeg: await ffmpeg.version().catch(() => 'not found'),
      node: process.version,
      standIn: STAND_IN_BEHAVIOUR,
    }),
  })
  return {
    registry,
    catalog,
    warnings,
    cache,
    jobs,
    providers,
    keys,
    ffmpeg,
    runs,
    sessions: join(data, 'sessions'),
    async close() {
      await runs.cancelAll()
      await standIn.close()
      await ffmpeg.killAll()
      jobs.close()
      cache.close()
      owner.release()
    },
  }
}
