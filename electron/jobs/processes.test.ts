import { spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { DurableStep } from '../durable.ts'
import type { Script } from './testing/fake-provider.ts'
import { createRig, errorOf, KEY, newFolder, removeFolder, until } from './testing/rig.ts'

const CHILD = fileURLToPath(new URL('./testing/child.ts', import.meta.url))

let folder: string
beforeEach(() => {
  folder = newFolder()
})
afterEach(() => removeFolder(folder))

interface Ended {
  readonly signal: string | null
  readonly said: { readonly adopted?: boolean; readonly error?: string; readonly job?: string } | null
}

/** Another process that performs the job; `crashAt` kills it there. */
function child(script: Script, run: string, crashAt?: string): Promise<Ended> {
  const env = { ...process.env, ...(crashAt === undefined ? {} : { REELAY_CRASH_AT: crashAt }) }
  const started = spawn(process.execPath, [CHILD, JSON.stringify({ folder, script, run })], { env })
  let out = ''
  let trouble = ''
  started.stdout.on('data', (data) => {
    out += data
  })
  started.stderr.on('data', (data) => {
    trouble += data
  })
  return new Promise((resolve, reject) => {
    started.on('error', reject)
    started.on('exit', (code, signal) => {
      if (code !== 0 && signal === null) reject(new Error(trouble))
      else resolve({ signal, said: out === '' ? null : JSON.parse(out) })
    })
  })
}

/** Between these points the request may have left, and only the provider knows. */
const IN_DOUBT = [
  'after:job.submitting',
  'before:provider.submit',
  'after:provider.submit',
  'before:provider.reply',
  'after:provider.reply',
  'before:job.submitted',
]
const STEPS: readonly DurableStep[] = [
  'job.budget',
  'job.reserve',
  'job.submitting',
  'provider.submit',
  'provider.reply',
  'job.submitted',
  'job.done-remote',
  'provider.download',
  'job.stored',
]
const points = (steps: readonly DurableStep[]) => steps.flatMap((step) => [`before:${step}`, `after:${step}`])

describe('a process killed', () => {
  it.each(points(STEPS))('%s leaves a job that the next one brings home, sent once', async (point) => {
    const script: Script = { lookup: 'answers' }
    expect((await child(script, 'run-1', point)).signal).toBe('SIGKILL')
    const rig = createRig(folder, script)
    await rig.jobs.recover()
    const result = await rig.perform({ run: 'run-2' })
    expect(rig.blobs.has(result.files[0]?.digest ?? '')).toBe(true)
    expect(rig.provider.arrived()).toHaveLength(1)
    expect(rig.jobs.openJobs().size).toBe(0)
    const ledger = rig.jobs.ledger()
    expect(ledger.at(-1)?.state).toBe('stored')
    expect(ledger.slice(0, -1).every((job) => job.state === 'abandoned' && job.chargedUsd === 0)).toBe(true)
    rig.close()
  })

  it.each(points(STEPS))('%s waits for a person exactly where nobody can tell', async (point) => {
    expect((await child({}, 'run-1', point)).signal).toBe('SIGKILL')
    const rig = createRig(folder)
    await rig.jobs.recover()
    const sentBefore = rig.provider.arrived().length
    if (IN_DOUBT.includes(point)) {
      expect(await errorOf(rig.perform({ run: 'run-2' }))).toMatchObject({ kind: 'unknown' })
      expect(rig.jobs.ledger()).toMatchObject([{ state: 'unknown', reservedUsd: 0.4 }])
      expect(rig.provider.arrived()).toHaveLength(sentBefore)
    } else {
      await rig.perform({ run: 'run-2' })
      expect(rig.provider.arrived()).toHaveLength(1)
    }
    rig.close()
  })

  it.each(points(['job.ended']))('%s of a refused job has sent nothing', async (point) => {
    const script: Script = { submits: ['refused'], lookup: 'answers' }
    expect((await child(script, 'run-1', point)).signal).toBe('SIGKILL')
    const rig = createRig(folder, script)
    await rig.jobs.recover()
    expect(rig.jobs.openJobs().size).toBe(0)
    expect(rig.provider.arrived()).toEqual([])
    rig.close()
  })

  it.each(points(['job.ended', 'job.unknown', 'job.submitted']))(
    '%s while recovering is recovered from',
    async (point) => {
      // A first process dies in doubt: the request arrived, or for `job.ended` it did not.
      const first = point.endsWith('job.ended') ? 'before:provider.submit' : 'after:provider.submit'
      await child({ lookup: 'answers' }, 'run-1', first)
      expect((await child({ lookup: 'answers' }, 'run-2', point)).signal).toBe('SIGKILL')
      const rig = createRig(folder, { lookup: 'answers' })
      await rig.jobs.recover()
      await rig.perform({ run: 'run-3' })
      expect(rig.provider.arrived()).toHaveLength(1)
      rig.close()
    },
  )

  it.each(points(['job.owner']))('%s of an adopted job loses nothing', async (point) => {
    await child({}, 'run-1', 'after:job.submitted')
    expect((await child({}, 'run-2', point)).signal).toBe('SIGKILL')
    const rig = createRig(folder)
    expect(await rig.perform({ run: 'run-3' })).toMatchObject({ adopted: true })
    expect(rig.provider.arrived()).toHaveLength(1)
    rig.close()
  })
})

describe('two processes that want one key', () => {
  it('send it once, and both get the result', async () => {
    const both = Promise.all([child({ held: true }, 'run-1'), child({ held: true }, 'run-2')])
    const rig = createRig(folder)
    await until(() => rig.provider.arrived().length > 0)
    const third = rig.perform({ run: 'run-3' })
    rig.provider.release()
    const results = [...(await both).map(({ said }) => said), await third]
    expect(rig.provider.arrived()).toHaveLength(1)
    expect(new Set(results.map((result) => result?.job)).size).toBe(1)
    expect(results.filter((result) => result?.adopted === false).length).toBe(1)
    rig.close()
  })

  it('share its failure too', async () => {
    const polls = [
      ...Array.from({ length: 30 }, () => ({ state: 'running' as const })),
      { state: 'failed', message: 'no' } as const,
    ]
    const [one, two] = [createRig(folder, { polls }), createRig(folder)]
    const failures = await Promise.all([errorOf(one.perform()), errorOf(two.perform({ run: 'run-2' }))])
    expect(failures.map(({ kind, job }) => [kind, job])).toEqual([
      ['failed', failures[0]?.job],
      ['failed', failures[0]?.job],
    ])
    expect(one.provider.arrived()).toHaveLength(1)
    for (const each of [one, two]) each.close()
  })

  it('hand it over when the one that sent it gives it up', async () => {
    const [one, two, three] = [createRig(folder, { held: true }), createRig(folder), createRig(folder)]
    const [leaving, stopping] = [new AbortController(), new AbortController()]
    const first = errorOf(one.perform({ signal: stopping.signal }))
    await until(() => one.jobs.openJobs().get(KEY)?.[0]?.state === 'submitted')
    const second = two.perform({ run: 'run-2' })
    const third = errorOf(three.perform({ run: 'run-3', signal: leaving.signal }))
    await until(() => two.clock.slept.length > 1 && three.clock.slept.length > 1)
    leaving.abort()
    expect((await third).message).toBe('“Hero shot” was cancelled. Another Reelay process goes on with it.')
    stopping.abort()
    expect((await first).message).toMatch(/cannot cancel/)
    expect(await second).toMatchObject({ adopted: true })
    expect(one.provider.arrived()).toHaveLength(1)
    for (const each of [one, two, three]) each.close()
  })
})
