import { describe, expect, it } from 'vitest'
import type { Key } from '../graph/ids.ts'
import { acceptedTexts, type FingerprintParts } from './fingerprint.ts'
import type { CachedOutputs } from './interfaces.ts'
import { couldBill, lookUp } from './lookup.ts'
import type { Ready } from './resolve.ts'
import { MODELS, sha, testRegistry } from './testing/rig.ts'
import type { OpenJob } from './world.ts'

const registry = testRegistry({ runs: {}, submits: 0 }, { model: 2 })
const readyOf = (type: string, model?: string): Ready => {
  const definition = registry.get(type)
  if (!definition) throw new Error(`no ${type}`)
  const entry = MODELS.find(({ id }) => id === model)
  const parts: FingerprintParts = { definition, params: '{}', inputs: '{}', model: entry }
  const args = () => {
    throw new Error('not called')
  }
  return { state: 'ready', parts, model: entry, args, slots: () => [] }
}
const keyOf = (ready: Ready, place: number, standIn = false) => sha(acceptedTexts(ready.parts, 0, standIn)[place] ?? '')
const row = (key: Key): CachedOutputs => ({ key, outputs: {}, present: true, fingerprint: {} })
const job = (unknown: boolean): OpenJob => ({ job: 'j', unknown, provider: 'acme', usd: [0, 1] })

const paid = readyOf('make', 'paid/one')
const today = keyOf(paid, 0)
const earlier = keyOf(paid, 1)
const standIn = keyOf(paid, 0, true)

describe('lookUp', () => {
  it.each<[string, { standIn?: boolean; rows?: Key[]; jobs?: [Key, OpenJob][]; ready?: Ready }, object]>([
    ['nothing: today’s key', {}, { key: today, standIn: false, row: undefined, job: undefined }],
    ['today’s row before an earlier one', { rows: [today, earlier] }, { row: row(today) }],
    ['an earlier version’s row', { rows: [earlier] }, { key: today, row: row(earlier) }],
    ['a row before a job', { rows: [earlier], jobs: [[today, job(false)]] }, { row: row(earlier), job: undefined }],
    ['a job', { jobs: [[today, job(false)]] }, { key: today, job: job(false) }],
    [
      'a job of an earlier version, under its key',
      { jobs: [[earlier, job(false)]] },
      { key: earlier, job: job(false) },
    ],
    ['stand-in mode: a key of its own', { standIn: true }, { key: standIn, standIn: true, row: undefined }],
    ['stand-in mode: the stand-in’s row', { standIn: true, rows: [standIn] }, { standIn: true, row: row(standIn) }],
    [
      'stand-in mode: the real row first',
      { standIn: true, rows: [standIn, earlier] },
      { standIn: false, row: row(earlier) },
    ],
    [
      'stand-in mode: a job to adopt',
      { standIn: true, jobs: [[today, job(false)]] },
      { standIn: false, job: job(false) },
    ],
    [
      'stand-in mode: not a job that waits for a person',
      { standIn: true, jobs: [[today, job(true)]] },
      { key: standIn, standIn: true },
    ],
    ['stand-in mode: what is free is real', { standIn: true, ready: readyOf('make', 'free/one') }, { standIn: false }],
  ])('%s', (_, { standIn: mode = false, rows = [], jobs = [], ready = paid }, expected) => {
    const world = {
      hash: sha,
      row: (key: Key) => (rows.includes(key) ? row(key) : undefined),
      openJob: (key: Key) => new Map(jobs).get(key),
    }
    expect(lookUp(ready, 0, mode, world)).toMatchObject(expected)
  })

  it('asks no provider about work that is not sent', () => {
    const asked: Key[] = []
    const world = { hash: sha, row: () => undefined, openJob: (key: Key) => void asked.push(key) }
    expect(lookUp(readyOf('work'), null, true, world)).toMatchObject({ standIn: false, job: undefined })
    expect(asked).toEqual([])
  })
})

it('couldBill: only what is sent, to a model that is not free', () => {
  expect([paid, readyOf('make', 'free/one'), readyOf('work')].map(couldBill)).toEqual([true, false, false])
})
