import { afterAll, describe, expect, it } from 'vitest'
import { registry } from '#nodes/index.ts'
import type { Catalog } from '#shared/catalog/catalog.ts'
import { createInFlight } from '#shared/engine/in-flight.ts'
import { createPool } from '#shared/engine/pool.ts'
import type { JsonObject } from '#shared/json.ts'
import type { NodeDefinition, Registry } from '#shared/node/define.ts'
import { resourcesFolder } from '../../folders.ts'
import { openHost } from '../../host.ts'
import { systemClock } from '../../jobs/clock.ts'
import { createMediaTools } from '../../media/tools.ts'
import { openProject } from '../../project/project-file.ts'
import { createRunService } from '../../run/run-service.ts'
import { documentOf, node, wires } from '../testing/documents.ts'
import { openWorkspace } from '../testing/workspace.ts'

const work = openWorkspace()
afterAll(work.remove)

/** A node as the editor makes it: with every param stored. */
const whole = (id: string, type: string, params: JsonObject) =>
  node(id, type, {
    ...Object.fromEntries(
      Object.entries(registry.get(type)?.params ?? {}).map(([param, spec]) => [param, spec.default]),
    ),
    ...params,
  })

/** The node types of a later version: generators behave anew, have one more param, and other defaults. */
function later(): Registry {
  const upgraded = (definition: NodeDefinition): NodeDefinition => {
    if (definition.behave.kind !== 'generate') return definition
    const params: NodeDefinition['params'] = {
      ...definition.params,
      grain: { kind: 'number', label: 'Grain', default: 0, neutral: 0, min: 0, max: 1 },
    }
    const { duration } = definition.params
    return {
      ...definition,
      behaviour: definition.behaviour + 1,
      params: duration?.kind === 'number' ? { ...params, duration: { ...duration, default: 8 } } : params,
    }
  }
  return new Map([...registry].map(([type, definition]) => [type, upgraded(definition)]))
}

/** The catalog of a later version: every model gives other results. */
const laterCatalog = (catalog: Catalog): Catalog => ({
  ...catalog,
  get: (id) => {
    const entry = catalog.get(id)
    return entry && { ...entry, behaviour: entry.behaviour + 1 }
  },
})

describe('an upgrade of node types and catalog', () => {
  it('makes nothing that was generated stale', async () => {
    work.write(
      'film.reelay',
      documentOf(
        'film',
        [
          whole('words', 'prompt', { text: 'a bridge in fog' }),
          whole('image', 'model', { model: 'standin/still' }),
          whole('clip', 'model', { duration: 0.5, fps: 12, prompt: 'over the bridge' }),
          whole('sound', 'audio', { model: 'standin/foley', text: 'fog horn', duration: 0.5 }),
          whole('large', 'upscale', {}),
          whole('normal', 'normalize', {}),
        ],
        wires(
          'words.text>image.prompt',
          'image.image>clip.startFrame',
          'image.image>large.image',
          'clip.video>normal.video',
        ),
      ),
    )
    expect((await work.run('film.reelay')).report.ran).toHaveLength(6)
    const submits = work.submits()
    const host = await openHost({ data: work.data, resources: resourcesFolder(), log: () => {} })
    try {
      const media = createMediaTools(host.ffmpeg)
      const pools = { cpu: createPool(2), io: createPool(2), provider: createPool(2) }
      const inFlight = createInFlight(host.cache.outputs, systemClock)
      const parts = { ...host, registry: later(), catalog: laterCatalog(host.catalog), media, pools, inFlight }
      const runs = createRunService({
        ...parts,
        clock: systemClock,
        toolchain: async () => ({ ffmpeg: 'a later one' }),
      })
      for (const id of ['film', 'a copy']) {
        const { document } = await openProject(work.path('film.reelay'), later())
        const request = { document: { ...document, id }, file: work.path('film.reelay'), targets: null, standIn: false }
        const plan = await runs.plan(request)
        const states = plan.nodes.flatMap(({ items }) => items.map(({ state }) => state))
        expect(new Set(states)).toEqual(new Set([id === 'film' ? 'up-to-date' : 'restore']))
        const run = await runs.start(request, () => {})
        expect(run.ok && (await run.done)).toMatchObject({ status: 'done', ran: [], failed: [] })
      }
      // What is new counts: the later param away from its neutral value is another request.
      const { document } = await openProject(work.path('film.reelay'), later())
      const nodes = document.nodes.map((each) =>
        each.id === 'sound' ? { ...each, params: { ...each.params, grain: 0.5 } } : each,
      )
      const changed = {
        document: { ...document, nodes },
        file: work.path('film.reelay'),
        targets: null,
        standIn: false,
      }
      const plan = await runs.plan(changed)
      expect(
        plan.nodes.flatMap(({ items }) => items.filter(({ state }) => state === 'run')).map((item) => item.node),
      ).toEqual(['sound'])
    } finally {
      await host.close()
    }
    expect(work.submits()).toBe(submits)
  })
})
