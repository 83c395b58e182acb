import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { JobErrorKind } from './error.ts'
import type { JobState } from './states.ts'
import type { Script } from './testing/fake-provider.ts'
import { createRig, errorOf, KEY, model, newFolder, type Rig, removeFolder } from './testing/rig.ts'

let folder: string
const rigs: Rig[] = []
const rigFor = (script: Script = {}, others: readonly Script[] = []) => {
  const rig = createRig(folder, script, others)
  rigs.push(rig)
  return rig
}
beforeEach(() => {
  folder = newFolder()
})
afterEach(() => {
  for (const rig of rigs.splice(0)) rig.close()
  removeFolder(folder)
})

interface Outcome {
  readonly name: string
  readonly script: Script
  /** Of every row, oldest first. */
  readonly states: readonly JobState[]
  readonly chargedUsd: number
  readonly reservedUsd?: number
  readonly sent: number
  /** Absent: it has a result. */
  readonly error?: { readonly kind: JobErrorKind; readonly says: RegExp }
}

const OUTCOMES: readonly Outcome[] = [
  { name: 'success, charge said', script: { chargedUsd: 0.25 }, states: ['stored'], chargedUsd: 0.25, sent: 1 },
  { name: 'success, charge not said: the high estimate', script: {}, states: ['stored'], chargedUsd: 0.4, sent: 1 },
  {
    name: 'success after a queue and trouble with polling',
    script: { polls: [{ state: 'queued' }, 'transient', 'transient', { state: 'running', progress: 0.3 }] },
    states: ['stored'],
    chargedUsd: 0.4,
    sent: 1,
  },
  {
    name: 'refused at submit',
    script: { submits: ['refused'] },
    states: ['refused'],
    chargedUsd: 0,
    sent: 0,
    error: {
      kind: 'refused',
      says: /“Hero shot” .* was refused: the prompt breaks the content policy\. Nothing was charged\./,
    },
  },
  {
    name: 'refused while running, charged',
    script: { polls: [{ state: 'refused', message: 'moderated', chargedUsd: 0.1 }] },
    states: ['refused'],
    chargedUsd: 0.1,
    sent: 1,
    error: { kind: 'refused', says: /was refused: moderated\. \$0\.10 was charged\./ },
  },
  {
    name: 'failed while running',
    script: { polls: [{ state: 'failed', message: 'out of memory.' }] },
    states: ['failed'],
    chargedUsd: 0,
    sent: 1,
    error: { kind: 'failed', says: /failed: out of memory\. Nothing was charged\./ },
  },
  {
    name: 'expired: booked in full unless the provider says less',
    script: { polls: [{ state: 'expired', message: 'kept for a day only' }] },
    states: ['expired'],
    chargedUsd: 0.4,
    sent: 1,
    error: { kind: 'expired', says: /expired: kept for a day only\. \$0\.40 was charged\./ },
  },
  {
    name: 'cancelled at the provider by somebody else',
    script: { polls: [{ state: 'cancelled', message: 'deleted in the dashboard' }] },
    states: ['failed'],
    chargedUsd: 0,
    sent: 1,
    error: { kind: 'failed', says: /cancelled at the provider: deleted in the dashboard/ },
  },
  {
    name: 'not sent once, then sent',
    script: { submits: ['not-sent'] },
    states: ['abandoned', 'stored'],
    chargedUsd: 0.4,
    sent: 1,
  },
  {
    name: 'not sent three times',
    script: { submits: ['not-sent', 'not-sent', 'not-sent'] },
    states: ['abandoned', 'abandoned', 'abandoned'],
    chargedUsd: 0,
    sent: 0,
    error: { kind: 'not-sent', says: /was not sent: no connection\. Nothing was charged/ },
  },
  {
    name: 'reply lost, the provider knows it',
    script: { submits: ['reply-lost'], lookup: 'answers' },
    states: ['stored'],
    chargedUsd: 0.4,
    sent: 1,
  },
  {
    name: 'request lost, the provider is sure',
    script: { submits: ['request-lost'], lookup: 'answers' },
    states: ['abandoned', 'stored'],
    chargedUsd: 0.4,
    sent: 1,
  },
  {
    name: 'reply lost, nobody to ask',
    script: { submits: ['reply-lost'] },
    states: ['unknown'],
    chargedUsd: 0,
    reservedUsd: 0.4,
    sent: 1,
    error: { kind: 'unknown', says: /\$0\.40.*reelay jobs resolve [0-9a-f-]{36} --resend \| --found ID \| --forget$/ },
  },
  {
    name: 'reply lost, the provider cannot say',
    script: { submits: ['reply-lost'], lookup: 'fails' },
    states: ['unknown'],
    chargedUsd: 0,
    reservedUsd: 0.4,
    sent: 1,
    error: { kind: 'unknown', says: /may or may not have been received \(the connection broke\)/ },
  },
  {
    name: 'an adapter that falls over may have sent it',
    script: { submits: ['broken'] },
    states: ['unknown'],
    chargedUsd: 0,
    reservedUsd: 0.4,
    sent: 0,
    error: { kind: 'unknown', says: /adapter fell over/ },
  },
  {
    name: 'bad downloads are fetched again',
    script: { downloads: ['unreadable', 'broken', 'nothing', 'broken'] },
    states: ['stored'],
    chargedUsd: 0.4,
    sent: 1,
  },
  {
    name: 'a result that stays unreadable',
    script: { downloads: ['unreadable', 'unreadable', 'unreadable'] },
    states: ['failed'],
    chargedUsd: 0.4,
    sent: 1,
    error: { kind: 'failed', says: /fetched 3 times and could not be read: no readable video\. \$0\.40 was charged/ },
  },
  {
    name: 'a result that is gone when its download is tried again',
    script: {
      downloads: ['broken'],
      polls: [
        { state: 'succeeded', files: [{ type: 'video', url: 'fake://1' }], chargedUsd: 0.3 },
        { state: 'expired', message: 'deleted' },
      ],
    },
    states: ['expired'],
    chargedUsd: 0.3,
    sent: 1,
    error: { kind: 'expired', says: /its result is gone: deleted\. \$0\.30 was charged/ },
  },
  {
    name: 'a full disk keeps the result at the provider',
    script: { downloads: ['disk-full'] },
    states: ['done-remote'],
    chargedUsd: 0.4,
    sent: 1,
    error: { kind: 'local', says: /could not be stored: no space left on device\. .*not paid a second time/ },
  },
  {
    name: 'more than estimated is booked',
    script: { chargedUsd: 0.9 },
    states: ['stored'],
    chargedUsd: 0.9,
    sent: 1,
  },
]

describe('what the row, the budget and the error say', () => {
  it.each(OUTCOMES)('$name', async ({ script, states, chargedUsd, reservedUsd = 0, sent, error }) => {
    const rig = rigFor(script)
    rig.jobs.openBudget('run-1', 1)
    if (error === undefined) {
      const result = await rig.perform()
      expect(result).toMatchObject({ provider: 'fake', host: 'clip-1', estimatedUsd: 0.4, chargedUsd, adopted: false })
      expect(result.files.map(({ type, digest }) => [type, rig.blobs.has(digest)])).toEqual([['video', true]])
    } else {
      const thrown = await errorOf(rig.perform())
      expect(thrown.message).toMatch(error.says)
      expect(thrown).toMatchObject({ kind: error.kind, chargedUsd, job: rig.jobs.ledger().at(-1)?.job })
    }
    expect(rig.jobs.ledger().map((job) => job.state)).toEqual(states)
    expect(rig.jobs.budget('run-1')).toEqual({ capUsd: 1, reservedUsd, chargedUsd })
    expect(rig.provider.arrived()).toHaveLength(sent)
    expect(readdirSync(join(folder, 'temp'))).toEqual([])
  })

  it('goes on with the stored result where the output row was lost, and sends anew only when its blob is gone', async () => {
    const rig = rigFor()
    const first = await rig.perform()
    expect(await rig.perform({ run: 'run-2' })).toEqual({ ...first, adopted: true })
    expect(rig.jobs.openJobs([KEY]).get(KEY)).toMatchObject([{ job: first.job, state: 'stored', usd: 0.4 }])
    removeFolder(rig.blobs.path(first.files[0]?.digest ?? ''))
    expect(rig.jobs.openJobs([KEY]).size).toBe(0)
    expect((await rig.perform({ run: 'run-3' })).adopted).toBe(false)
    expect(rig.provider.arrived()).toHaveLength(2)
  })

  it('fetches after a full disk without paying again', async () => {
    const rig = rigFor({ downloads: ['disk-full'] })
    await errorOf(rig.perform())
    expect(rig.jobs.openJobs([KEY]).get(KEY)).toMatchObject([{ state: 'done-remote', usd: 0.4 }])
    expect(await rig.perform({ run: 'run-2' })).toMatchObject({ adopted: true, chargedUsd: 0.4 })
    expect(rig.provider.arrived()).toHaveLength(1)
  })

  it('never sends a failed job again in its run, but in a later one', async () => {
    const rig = rigFor({ polls: [{ state: 'failed', message: 'out of memory', chargedUsd: 0.1 }] })
    const first = await errorOf(rig.perform())
    const again = await errorOf(rig.perform())
    expect(again.message).toBe(first.message)
    expect(rig.provider.arrived()).toHaveLength(1)
    expect(rig.jobs.lastFailure([KEY, 'other']).get(KEY)).toEqual({
      message: 'out of memory',
      chargedUsd: 0.1,
      state: 'failed',
    })
    expect(await rig.perform({ run: 'run-2' })).toMatchObject({ adopted: false })
    expect(rig.provider.arrived()).toHaveLength(2)
    expect(rig.jobs.lastFailure([KEY]).size).toBe(0)
  })

  it('pauses longer and longer while a provider is away, and says so', async () => {
    const rig = rigFor({ polls: Array.from({ length: 12 }, () => 'transient' as const) })
    await rig.perform()
    const pauses = rig.clock.slept
    expect(pauses).toHaveLength(12)
    expect(pauses[0]).toBeLessThanOrEqual(1_250)
    expect(pauses[5]).toBeGreaterThan(pauses[0] ?? 0)
    expect(Math.max(...pauses)).toBeLessThanOrEqual(75_000)
    expect(rig.logged[0]).toBe(
      'Fake Studio could not be asked about “Hero shot”, which is paid for; trying again: HTTP 503',
    )
  })

  it('passes progress on and keeps the ledger', async () => {
    const rig = rigFor({ polls: [{ state: 'running', progress: 0.3 }], pollEvery: 100 })
    const seen: number[] = []
    await rig.perform({ progress: (fraction) => seen.push(fraction) })
    expect(seen).toEqual([0.3])
    const [job] = rig.jobs.ledger()
    expect(job).toMatchObject({
      ...{ key: KEY, step: 'clip', run: 'run-1', node: 'hero', item: '0', title: 'Hero shot', model: 'fake/clip' },
      ...{
        provider: 'fake',
        host: 'clip-1',
        remote: 'fake-1',
        state: 'stored',
        estimateUsd: [0.2, 0.4],
        chargedUsd: 0.4,
      },
    })
    expect(job?.waitMs).toBe((job?.ended ?? 0) - (job?.created ?? 0))
    expect(job?.waitMs).toBeGreaterThanOrEqual(75)
    expect(rig.jobs.list({ live: true })).toEqual([])
    expect(rig.jobs.list({ live: false })).toEqual([job])
  })
})

describe('host', () => {
  const hosts = [
    { provider: 'nowhere', name: 'x' },
    { provider: 'keyless', name: 'y' },
    { provider: 'fake', name: 'clip-1' },
  ]

  it('is the first one that is ready', async () => {
    const rig = rigFor({}, [{ id: 'keyless', missing: 'set KEYLESS_API_KEY.' }])
    expect(await rig.perform({ model: { ...model, hosts } })).toMatchObject({ provider: 'fake', host: 'clip-1' })
  })

  it('is the stand-in when asked for, whatever the hosts are', async () => {
    const rig = rigFor({}, [{ id: 'standin', chargedUsd: 0 }])
    const result = await rig.perform({ standIn: true, estimate: [0, 0] })
    expect(result).toMatchObject({ provider: 'standin', host: 'fake/clip', chargedUsd: 0 })
    expect(rig.provider.arrived()).toEqual([])
  })

  it('is missing in a sentence that names what every host lacks', async () => {
    const rig = rigFor({}, [{ id: 'keyless', missing: 'set KEYLESS_API_KEY.' }])
    const error = await errorOf(rig.perform({ model: { ...model, hosts: hosts.slice(0, 2) } }))
    expect(error.kind).toBe('missing')
    expect(error.message).toBe(
      '“Hero shot” needs Fake Clip 1, and none of its hosts is ready (nowhere: this version of Reelay cannot reach it · ' +
        'Fake Studio: set KEYLESS_API_KEY). Nothing was sent; --stand-in runs it for free as an animatic.',
    )
    expect(rig.jobs.ledger()).toEqual([])
  })

  it('of a job that was sent is the only one asked about it', async () => {
    const sender = rigFor({ downloads: ['disk-full'] })
    await errorOf(sender.perform())
    const keyless = rigFor({ missing: 'set FAKE_API_KEY' }, [{ id: 'second' }])
    const elsewhere = { ...model, hosts: [{ provider: 'second', name: 'z' }] }
    const error = await errorOf(keyless.perform({ model: elsewhere, run: 'run-2' }))
    expect(error).toMatchObject({ kind: 'missing' })
    expect(error.message).toMatch(/already paid for at fake .*set FAKE_API_KEY/)
    expect(keyless.jobs.ledger()).toHaveLength(1)
  })
})
