import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Script } from './testing/fake-provider.ts'
import { createRig, errorOf, KEY, newFolder, type Rig, removeFolder, until } from './testing/rig.ts'

let folder: string
const rigs: Rig[] = []
const rigFor = (script: Script) => {
  const rig = createRig(folder, script)
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
const submitted = (rig: Rig) => until(() => rig.jobs.ledger().at(-1)?.state === 'submitted')

describe('cancel', () => {
  it.each([
    {
      name: 'at a provider that stops it',
      script: { cancel: 'stops' },
      state: 'cancelled',
      says: /^“Hero shot” was cancelled\. Fake Studio stopped it \(the task was deleted\)\. Nothing was charged\.$/,
      again: { adopted: false, sent: 2 },
    },
    {
      name: 'at a provider that stops it and charges for it',
      script: { cancel: 'stops', chargedUsd: 0.15 },
      state: 'cancelled',
      says: /\$0\.15 was charged\.$/,
      again: { adopted: false, sent: 2 },
    },
    {
      name: 'that comes too late',
      script: { cancel: 'too-late' },
      state: 'submitted',
      says: /did not stop it \(already completed\): it goes on at Fake Studio and is billed \(up to \$0\.40\); the next run picks up/,
      again: { adopted: true, sent: 1 },
    },
    {
      name: 'that the provider does not take',
      script: { cancel: 'fails' },
      state: 'submitted',
      says: /did not take the cancel \(HTTP 500\): it goes on at Fake Studio and is billed/,
      again: { adopted: true, sent: 1 },
    },
    {
      name: 'at a provider without one',
      script: {},
      state: 'submitted',
      says: /Fake Studio cannot cancel: it goes on at Fake Studio and is billed \(up to \$0\.40\)/,
      again: { adopted: true, sent: 1 },
    },
  ] as const)('$name', async ({ script, state, says, again }) => {
    const rig = rigFor({ ...script, held: true })
    const controller = new AbortController()
    const shot = errorOf(rig.perform({ signal: controller.signal }))
    await submitted(rig)
    controller.abort()
    const error = await shot
    expect(error.kind).toBe('cancelled')
    expect(error.message).toMatch(says)
    expect(rig.jobs.ledger()).toMatchObject([{ state, chargedUsd: state === 'submitted' ? null : error.chargedUsd }])
    expect(rig.jobs.openJobs().has(KEY)).toBe(state === 'submitted')
    rig.provider.release()
    // Another process may go on with it: a row whose owner lives but does nothing would make it wait for ever.
    const other = rigFor(script)
    expect(await other.perform({ run: 'run-2' })).toMatchObject({ adopted: again.adopted })
    expect(rig.provider.arrived()).toHaveLength(again.sent)
  })

  it('keeps what had finished before it could be stopped', async () => {
    const rig = rigFor({ held: true, cancel: 'had-finished', chargedUsd: 0.3 })
    const controller = new AbortController()
    const shot = errorOf(rig.perform({ signal: controller.signal }))
    await submitted(rig)
    controller.abort()
    const error = await shot
    expect(error.message).toBe(
      '“Hero shot” was cancelled. It had finished before. $0.30 was charged. The next run fetches it without paying again.',
    )
    expect(error.chargedUsd).toBe(0.3)
    expect(rig.jobs.ledger()).toMatchObject([{ state: 'done-remote', chargedUsd: 0.3 }])
    expect(await rig.perform({ run: 'run-2' })).toMatchObject({ adopted: true, chargedUsd: 0.3 })
    expect(rig.provider.arrived()).toHaveLength(1)
  })

  it('before anything was sent sends nothing', async () => {
    const rig = rigFor({ concurrency: 1, held: true })
    const busy = rig.perform({ key: 'b'.repeat(64) })
    await submitted(rig)
    const controller = new AbortController()
    const waiting = errorOf(rig.perform({ signal: controller.signal }))
    controller.abort()
    expect(await waiting).toMatchObject({ kind: 'cancelled', message: '“Hero shot” was cancelled. Nothing was sent.' })
    expect(await errorOf(rig.perform({ signal: controller.signal }))).toMatchObject({ kind: 'cancelled' })
    rig.provider.release()
    await busy
    expect(rig.jobs.ledger()).toHaveLength(1)
  })
})

describe('work that two want at once', () => {
  it('is sent once, and both get it', async () => {
    const rig = rigFor({ held: true })
    const first = rig.perform()
    const second = rig.perform({ run: 'run-2' })
    await submitted(rig)
    rig.provider.release()
    const [a, b] = await Promise.all([first, second])
    expect(b).toEqual({ ...a, adopted: true })
    expect(a.adopted).toBe(false)
    expect(rig.provider.arrived()).toHaveLength(1)
  })

  it('stops only when both cancel', async () => {
    const rig = rigFor({ held: true, cancel: 'stops' })
    const [one, two] = [new AbortController(), new AbortController()]
    const first = errorOf(rig.perform({ signal: one.signal }))
    const second = errorOf(rig.perform({ signal: two.signal, run: 'run-2' }))
    await submitted(rig)
    one.abort()
    expect((await first).message).toBe('“Hero shot” was cancelled. It goes on for another run that waits for it.')
    expect(rig.jobs.ledger()).toMatchObject([{ state: 'submitted' }])
    two.abort()
    expect((await second).message).toMatch(/stopped it/)
    expect(rig.jobs.ledger()).toMatchObject([{ state: 'cancelled' }])
  })

  it('starts anew for who comes while it is being cancelled', async () => {
    const rig = rigFor({ held: true, cancel: 'stops' })
    const controller = new AbortController()
    const first = errorOf(rig.perform({ signal: controller.signal }))
    await submitted(rig)
    controller.abort()
    const second = rig.perform({ run: 'run-2' })
    rig.provider.release()
    expect((await first).kind).toBe('cancelled')
    expect(await second).toMatchObject({ adopted: false })
    expect(rig.jobs.ledger().map((job) => job.state)).toEqual(['cancelled', 'stored'])
  })
})

describe('orphans', () => {
  /** A job that was sent and left. */
  async function orphan(): Promise<void> {
    const rig = createRig(folder, { held: true })
    const controller = new AbortController()
    const shot = errorOf(rig.perform({ signal: controller.signal }))
    await submitted(rig)
    controller.abort()
    await shot
    rig.close()
  }

  it('are polled and stored in the background', async () => {
    await orphan()
    const rig = rigFor({})
    await rig.jobs.finishOrphans(new AbortController().signal)
    expect(rig.jobs.ledger()).toMatchObject([{ state: 'stored', chargedUsd: 0.4 }])
    expect(await rig.perform({ run: 'run-2' })).toMatchObject({ adopted: true })
    expect(rig.provider.arrived()).toHaveLength(1)
  })

  it('are left, not cancelled, when the background ends', async () => {
    await orphan()
    const rig = rigFor({ held: true, cancel: 'stops' })
    const controller = new AbortController()
    const background = rig.jobs.finishOrphans(controller.signal)
    await until(() => rig.clock.slept.length > 2)
    controller.abort()
    await background
    expect(rig.jobs.ledger()).toMatchObject([{ state: 'submitted' }])
    rig.provider.release()
    expect(await rigFor({}).perform({ run: 'run-2' })).toMatchObject({ adopted: true })
  })

  it("are still a run's to cancel", async () => {
    await orphan()
    const rig = rigFor({ held: true, cancel: 'stops' })
    const background = rig.jobs.finishOrphans(new AbortController().signal)
    const controller = new AbortController()
    const shot = errorOf(rig.perform({ run: 'run-2', signal: controller.signal }))
    await until(() => rig.clock.slept.length > 2)
    controller.abort()
    expect((await shot).message).toMatch(/stopped it/)
    await background
    expect(rig.jobs.ledger()).toMatchObject([{ state: 'cancelled' }])
  })
})
