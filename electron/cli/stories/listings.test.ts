import { afterAll, describe, expect, it } from 'vitest'
import { registry } from '#nodes/index.ts'
import type { JsonObject } from '#shared/json.ts'
import { documentOf, node, wires } from '../testing/documents.ts'
import { openWorkspace } from '../testing/workspace.ts'

const work = openWorkspace()
afterAll(work.remove)

const listed = (value: unknown) => value as readonly JsonObject[]

describe('the other commands', () => {
  it('end in the line that DESIGN promises', async () => {
    work.write(
      'small.reelay',
      documentOf(
        'small',
        [
          node('words', 'prompt', { text: 'rain on a roof' }),
          node('sound', 'audio', { model: 'standin/foley', duration: 0.5 }),
        ],
        wires('words.text>sound.text'),
      ),
    )
    const validated = await work.reelay('validate', 'small.reelay')
    expect(validated).toMatchObject({ code: 0, last: { event: 'validated', problems: [], warnings: [] } })
    const run = await work.run('small.reelay')

    const runs = await work.reelay('runs')
    expect(runs).toMatchObject({ code: 0, last: { event: 'runs' } })
    expect(listed(runs.last.runs)).toMatchObject([{ id: run.report.run, status: 'done', name: 'small' }])
    const events = await work.reelay('runs', '--events', run.report.run)
    expect(listed(events.last.events).map(({ event }) => event)).toEqual(
      expect.arrayContaining(['run-started', 'item', 'run-finished']),
    )

    const jobs = await work.reelay('jobs')
    expect(jobs).toMatchObject({ code: 0, last: { event: 'jobs' } })
    expect(listed(jobs.last.jobs)).toMatchObject([
      { run: run.report.run, node: 'sound', model: 'standin/foley', state: 'stored', chargedUsd: 0 },
    ])
    expect((await work.reelay('jobs', '--live')).last.jobs).toEqual([])

    expect(await work.reelay('cache', 'stats')).toMatchObject({
      code: 0,
      last: { event: 'cache-stats', rows: 2, blobs: 1 },
    })
    expect(await work.reelay('cache', 'prune', '--max-bytes', '1GB')).toMatchObject({
      code: 0,
      last: { event: 'cache-pruned', evicted: [] },
    })
    await work.verify()
  })

  it('list node types with ports and params, and models with what they need', async () => {
    const nodes = await work.reelay('nodes')
    expect(nodes).toMatchObject({ code: 0, last: { event: 'nodes' } })
    const types = listed(nodes.last.nodes)
    expect(types.map(({ type }) => type)).toEqual([...registry.keys()])
    for (const type of types) {
      expect(type, String(type.type)).toMatchObject({ title: expect.any(String), docs: expect.any(String) })
      for (const part of ['inputs', 'outputs', 'params']) expect(type[part], String(type.type)).toBeInstanceOf(Array)
    }
    const models = await work.reelay('models')
    expect(models).toMatchObject({ code: 0, last: { event: 'models' } })
    const modelOf = (id: string) => listed(models.last.models).find((model) => model.id === id)
    expect(modelOf('standin/animatic')).toMatchObject({ kind: 'video', ready: true })
    expect(modelOf('runway/gen4.5')).toMatchObject({ ready: false })
    expect(modelOf('runway/gen4.5')?.needs).toMatch(/needs a key.*RUNWAYML_API_SECRET/)
  })

  it('doctor says what was found', async () => {
    const doctor = await work.reelay('doctor')
    expect(doctor.last).toMatchObject({ event: 'doctor' })
    const checks = listed(doctor.last.checks)
    for (const name of ['node', 'ffmpeg', 'ffmpeg filters', 'data folder', 'disk', 'database'])
      expect(checks.map((check) => check.name)).toContain(name)
    expect(checks.filter(({ state }) => state === 'failed')).toEqual([])
    expect(doctor.code).toBe(0)
  })

  it('refuse wrong usage with status 2', async () => {
    expect((await work.start(['no-such-command']).ended).code).toBe(2)
    const set = await work.reelay('set', 'small.reelay', 'sound.volume=3')
    expect(set.code).toBe(2)
    expect(set.stderr).toMatch(/^small\.reelay: ‘sound’ has no param ‘volume’; it has .*\n$/)
    const missing = await work.reelay('run', 'nowhere.reelay')
    expect(missing.code).toBe(2)
    expect(missing.stderr).toMatch(/^There is no file nowhere\.reelay\..*\n$/)
  })
})
