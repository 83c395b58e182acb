import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { ResolveError } from './resolve.ts'
import type { Script } from './testing/fake-provider.ts'
import { createRig, errorOf, KEY, newFolder, type Rig, removeFolder } from './testing/rig.ts'

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

async function unknownJob(rig: Rig): Promise<string> {
  const { job } = await errorOf(rig.perform())
  expect(rig.jobs.ledger()).toMatchObject([{ job, state: 'unknown' }])
  return job ?? ''
}

describe('an unknown job', () => {
  it('is not sent again by any run', async () => {
    const rig = rigFor({ submits: ['reply-lost'] })
    const job = await unknownJob(rig)
    const again = await errorOf(rig.perform({ run: 'run-2' }))
    expect(again).toMatchObject({ kind: 'unknown', job })
    expect(rig.jobs.openJobs([KEY]).get(KEY)).toMatchObject([{ job, state: 'unknown', usd: 0.4 }])
    expect(rig.provider.arrived()).toHaveLength(1)
  })

  it('is asked about again at the next start', async () => {
    await unknownJob(rigFor({ submits: ['reply-lost'], lookup: 'fails' }))
    const rig = rigFor({ lookup: 'answers' })
    await rig.jobs.recover()
    expect(rig.jobs.ledger()).toMatchObject([{ state: 'submitted', remote: 'fake-1' }])
    expect(await rig.perform({ run: 'run-2' })).toMatchObject({ adopted: true })
    expect(rig.provider.arrived()).toHaveLength(1)
  })

  it('may be sent again when a person says so', async () => {
    const rig = rigFor({ submits: ['reply-lost'] })
    const job = await unknownJob(rig)
    expect(rig.jobs.resolve(job, { kind: 'resend' })).toMatchObject({ state: 'abandoned', reservedUsd: 0 })
    expect(await rig.perform()).toMatchObject({ adopted: false })
    expect(rig.provider.arrived()).toHaveLength(2)
  })

  it('may be found by a person', async () => {
    const rig = rigFor({ submits: ['reply-lost'] })
    const job = await unknownJob(rig)
    expect(() => rig.jobs.resolve(job, { kind: 'found', id: ' ' })).toThrow(
      '--found needs the id that fake gave the job.',
    )
    expect(rig.jobs.resolve(job, { kind: 'found', id: 'fake-1' })).toMatchObject({
      state: 'submitted',
      remote: 'fake-1',
    })
    expect(await rig.perform()).toMatchObject({ job, adopted: true, chargedUsd: 0.4 })
    expect(rig.provider.arrived()).toHaveLength(1)
  })

  it('may be given up: it has failed for this run, and says so', async () => {
    const rig = rigFor({ submits: ['reply-lost'] })
    const job = await unknownJob(rig)
    expect(rig.jobs.resolve(job, { kind: 'forget' })).toMatchObject({ state: 'failed' })
    expect(rig.jobs.lastFailure([KEY]).get(KEY)?.message).toBe(
      'the connection broke; a person gave it up, it may have been billed up to $0.40',
    )
    expect((await errorOf(rig.perform())).kind).toBe('failed')
    expect(rig.provider.arrived()).toHaveLength(1)
  })

  it('is the only kind that can be resolved', async () => {
    const rig = rigFor({})
    const { job } = await rig.perform()
    expect(() => rig.jobs.resolve(job, { kind: 'resend' })).toThrow(ResolveError)
    expect(() => rig.jobs.resolve(job, { kind: 'resend' })).toThrow('(“Hero shot”) is stored, not unknown')
    expect(() => rig.jobs.resolve('nope', { kind: 'forget' })).toThrow('There is no job nope')
  })
})
