import { randomUUID } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { mergeCatalog } from '#shared/catalog/catalog.ts'
import type { RunSummary } from '#shared/engine/events.ts'
import { createInFlight } from '#shared/engine/in-flight.ts'
import { createPool } from '#shared/engine/pool.ts'
import type { Document } from '#shared/graph/document.ts'
import { openCache } from '../../electron/cache/open-cache.ts'
import { systemClock } from '../../electron/jobs/clock.ts'
import { createJobs } from '../../electron/jobs/service.ts'
import { createFfmpeg } from '../../electron/media/ffmpeg.ts'
import { createMediaTools } from '../../electron/media/tools.ts'
import { acquireOwner } from '../../electron/owner.ts'
import { createInputReader } from '../../electron/run/input-reader.ts'
import { createRunService } from '../../electron/run/run-service.ts'
import { snapshotWorld } from '../../electron/run/world.ts'
import { trivialNodes } from './graphs.ts'

/** A real data folder with the real store, jobs and run service, over node types that do next to nothing. */
export function openEngine() {
  const folder = mkdtempSync(join(tmpdir(), 'reelay-bench-'))
  const owner = acquireOwner(join(folder, 'owners'))
  const cache = openCache({ folder, owner })
  const { catalog } = mergeCatalog([])
  const media = createMediaTools(createFfmpeg({ ffmpeg: 'ffmpeg', ffprobe: null, log: () => {} }))
  const jobs = createJobs({
    folder,
    owner,
    providers: new Map(),
    blobs: cache.blobs,
    temp: () => join(cache.temp.own(), randomUUID()),
    probe: () => Promise.resolve(),
    clock: systemClock,
    log: () => {},
  })
  const runs = createRunService({
    registry: trivialNodes,
    catalog,
    cache,
    jobs,
    media,
    clock: systemClock,
    inFlight: createInFlight(cache.outputs, systemClock),
    pools: { cpu: createPool(2), io: createPool(8), provider: createPool(8) },
    toolchain: () => Promise.resolve({}),
  })
  const file = join(folder, 'bench.reelay')
  return {
    runs,
    world: (document: Document) =>
      snapshotWorld({
        cache,
        jobs,
        catalog,
        inputs: createInputReader(cache, folder),
        document: document.id,
        standIn: false,
        standInNodes: [],
      }),
    async run(document: Document): Promise<RunSummary> {
      const started = await runs.start({ document, file, targets: null, standIn: false }, () => {})
      if (!started.ok) throw new Error(started.problems[0]?.message)
      return started.done
    },
    close() {
      jobs.close()
      cache.close()
      owner.release()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
