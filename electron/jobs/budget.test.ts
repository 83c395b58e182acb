import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { JobError } from './error.ts'
import { createRig, errorOf, newFolder, type Rig, removeFolder, until } from './testing/rig.ts'

let folder: string
const rigs: Rig[] = []
const rigFor = (...script: Parameters<typeof createRig> extends [string, ...infer Rest] ? Rest : never) => {
  const rig = createRig(folder, ...script)
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
const key = (n: number) => n.toString(16).padStart(64, '0')

describe('budget', () => {
  it('lets two shots of $0.40 run under $1.00 and refuses the third before it is sent', async () => {
    const rig = rigFor({ held: true })
    rig.jobs.openBudget('run-1', 1)
    const shots = [1, 2, 3].map((n) => rig.perform({ key: key(n), title: `Shot ${n}` }))
    const error = await errorOf(shots[2] ?? Promise.resolve())
    expect(error.kind).toBe('budget')
    expect(error.message).toBe(
      "“Shot 3” (fake/clip) may cost $0.40, and $0.80 of this run's $1.00 is spent or reserved: it would need $1.20. " +
        'Nothing was sent; raise the budget to run it.',
    )
    expect(rig.jobs.budget('run-1')).toEqual({ capUsd: 1, reservedUsd: 0.8, chargedUsd: 0 })
    rig.provider.release()
    await Promise.all(shots.slice(0, 2))
    expect(rig.provider.arrived()).toHaveLength(2)
    expect(rig.jobs.ledger()).toHaveLength(2)
    expect(rig.jobs.budget('run-1')).toEqual({ capUsd: 1, reservedUsd: 0, chargedUsd: 0.8 })
  })

  it('is never passed by processes that reserve at once', async () => {
    const two = [rigFor({ concurrency: 50 }), rigFor({ id: 'fake', concurrency: 50 })]
    two[0]?.jobs.openBudget('run-1', 2)
    const tries = Array.from({ length: 24 }, (_, n) => two[n % 2]?.perform({ key: key(n) }))
    const ended = await Promise.allSettled(tries)
    const refused = ended.filter((end) => end.status === 'rejected').map((end) => end.reason)
    expect(refused).toHaveLength(19)
    expect(refused.every((error) => error instanceof JobError && error.kind === 'budget')).toBe(true)
    expect(two[1]?.jobs.budget('run-1')).toEqual({ capUsd: 2, reservedUsd: 0, chargedUsd: 2 })
    expect(two[0]?.provider.arrived()).toHaveLength(5)
  })

  it('gives back what was not spent', async () => {
    const rig = rigFor({ submits: ['refused'], chargedUsd: 0.1 })
    rig.jobs.openBudget('run-1', 0.5)
    await errorOf(rig.perform({ key: key(1) }))
    await rig.perform({ key: key(2) })
    await rig.perform({ key: key(3) })
    expect(rig.jobs.budget('run-1').chargedUsd).toBe(0.2)
    expect((await errorOf(rig.perform({ key: key(4) }))).kind).toBe('budget')
  })

  it('books a charge above the estimate and then sends nothing more that costs', async () => {
    const rig = rigFor({ chargedUsd: 0.95 })
    rig.jobs.openBudget('run-1', 0.9)
    await rig.perform({ key: key(1) })
    expect(rig.jobs.budget('run-1').chargedUsd).toBe(0.95)
    expect(await errorOf(rig.perform({ key: key(2), estimate: [0.01, 0.01] }))).toMatchObject({ kind: 'budget' })
    expect(rig.provider.arrived()).toHaveLength(1)
    expect(await rig.perform({ key: key(2), run: 'run-2' })).toMatchObject({ adopted: false })
  })

  it('holds as much as the provider itself estimates', async () => {
    const rig = rigFor({ held: true, estimateUsd: 0.7 })
    rig.jobs.openBudget('run-1', 1)
    const first = rig.perform({ key: key(1) })
    await until(() => rig.jobs.budget('run-1').reservedUsd === 0.7)
    expect((await errorOf(rig.perform({ key: key(2) }))).kind).toBe('budget')
    rig.provider.release()
    await first
  })

  it('is not asked by a job that was paid for before, nor by free work', async () => {
    const rig = rigFor({ downloads: ['disk-full'] }, [{ id: 'standin', chargedUsd: 0 }])
    await errorOf(rig.perform({ key: key(1) }))
    rig.jobs.openBudget('run-2', 0)
    expect(await rig.perform({ key: key(1), run: 'run-2' })).toMatchObject({ adopted: true })
    expect(await rig.perform({ key: key(2), run: 'run-2', standIn: true, estimate: [0, 0] })).toMatchObject({
      chargedUsd: 0,
    })
    expect(rig.jobs.budget('run-2')).toEqual({ capUsd: 0, reservedUsd: 0, chargedUsd: 0 })
  })

  it('holds what an unknown job may cost until it is resolved', async () => {
    const rig = rigFor({ submits: ['reply-lost'] })
    rig.jobs.openBudget('run-1', 0.5)
    const { job } = await errorOf(rig.perform({ key: key(1) }))
    expect((await errorOf(rig.perform({ key: key(2) }))).kind).toBe('budget')
    rig.jobs.resolve(job ?? '', { kind: 'forget' })
    expect(await rig.perform({ key: key(2) })).toMatchObject({ adopted: false })
  })
})

describe('a provider', () => {
  it('has no more jobs under way than it takes', async () => {
    const rig = rigFor({ concurrency: 3, polls: Array.from({ length: 9 }, () => ({ state: 'queued' as const })) })
    await Promise.all(Array.from({ length: 12 }, (_, n) => rig.perform({ key: key(n) })))
    expect(rig.provider.arrived()).toHaveLength(12)
    expect(rig.provider.most()).toBe(3)
  })
})
