import { describe, expect, it } from 'vitest'
import type { EngineEvent } from '../engine/events.ts'
import { newDocument } from '../graph/new-document.ts'
import { EVENTS, isRequest, REQUESTS, type RequestName } from './contract.ts'
import { type RunEvent, zRunEvent } from './engine-messages.ts'
import { zCall, zFromHost } from './wire.ts'

const base = { run: 'r', seq: 3 }
const item = { node: 'a/b', item: 'r1', take: 2 }
const EVERY_EVENT: readonly EngineEvent[] = [
  { event: 'run-started', ...base, at: '2026-11-20T00:00:00.000Z', standIn: true, targets: null },
  { event: 'run-started', ...base, at: '2026-11-20T00:00:00.000Z', standIn: false, targets: ['a'] },
  { event: 'item', ...base, ...item, index: 1, state: 'running' },
  { event: 'item', ...base, ...item, index: 1, state: 'ran', key: 'k', costUsd: 0.5, adopted: true, standIn: true },
  { event: 'item', ...base, ...item, index: 1, state: 'waiting', message: 'Look.', digest: 'd' },
  { event: 'progress', ...base, ...item, fraction: 0.25 },
  { event: 'log', ...base, node: 'a', item: '0', message: 'Sent.' },
]

describe('events of a run', () => {
  it.each(EVERY_EVENT)('$event crosses as it is', (event) => {
    expect(zRunEvent.parse(JSON.parse(JSON.stringify(event)))).toEqual(event)
    expect(EVENTS.run.parse(event)).toEqual(event)
  })

  it('end with the summary, without outputs', () => {
    const lists = { ran: ['a'], restored: [], upToDate: [], blocked: [], waiting: [], cancelled: [] }
    const failed = [{ node: 'b', item: '0', workItem: 'b', message: 'Broken.' }]
    const event: RunEvent = {
      ...{ event: 'run-finished', ...base, status: 'failed', ...lists, failed, costUsd: 1, standIn: false },
    }
    const stated: EngineEvent = {
      ...event,
      status: 'failed',
      failed,
      outputs: { a: { text: [{ type: 'text', text: '' }] } },
    } as EngineEvent
    expect(zRunEvent.parse(stated)).toEqual(event)
  })
})

describe('requests', () => {
  const names = Object.keys(REQUESTS) as RequestName[]

  it.each(names)('%s refuses what is no object and what it does not know', (name) => {
    for (const wrong of [null, 3, 'text', [], { surprise: 1 }]) {
      expect(REQUESTS[name].in.safeParse(wrong).success).toBe(false)
    }
  })

  it('are known by name only', () => {
    expect(names.every(isRequest)).toBe(true)
    expect(['toString', '__proto__', 'constructor', 'app'].some(isRequest)).toBe(false)
  })

  it('fill in what is left out', () => {
    expect(REQUESTS['run.start'].in.parse({ session: 's' })).toEqual({
      ...{ session: 's', targets: null, standIn: false, standInNodes: [], budgetUsd: null },
    })
    expect(REQUESTS['plan.items'].in.parse({ session: 's', node: 'a' })).toMatchObject({ from: 0, count: 100 })
  })

  it('give a document as it is, also with members that this version does not know', () => {
    const document = { ...newDocument('id', 'name'), later: { kept: [1] } }
    const opened = {
      ...{ session: 's', path: null, document, warnings: [], readOnly: false, unsaved: false, recovered: false },
      revision: 0,
    }
    expect(REQUESTS['document.open'].out.parse(JSON.parse(JSON.stringify(opened)))).toEqual(opened)
  })

  it('refuse a budget below nothing and a run of too much', () => {
    expect(REQUESTS['run.start'].in.safeParse({ session: 's', budgetUsd: -1 }).success).toBe(false)
    expect(REQUESTS['document.edit'].in.safeParse({ session: 's', edits: [] }).success).toBe(false)
    expect(REQUESTS['document.edit'].in.safeParse({ session: 's', edits: [{ kind: 'format-disk' }] }).success).toBe(
      false,
    )
  })
})

describe('the wire', () => {
  it('carries calls, answers and events', () => {
    expect(zCall.parse({ id: 1, m: 'app.info', p: {} })).toEqual({ id: 1, m: 'app.info', p: {} })
    const refused = { id: 1, answer: { ok: false, error: { code: 'no-session', message: 'Open it again.' } } }
    expect(zFromHost.parse(refused)).toEqual(refused)
    expect(zFromHost.parse({ e: 'run', p: 1 })).toEqual({ e: 'run', p: 1 })
    expect(zFromHost.safeParse({ id: 1, answer: { ok: false, error: { code: 'else', message: '' } } }).success).toBe(
      false,
    )
  })
})
