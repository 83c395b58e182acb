import { describe, expect, it } from 'vitest'
import type { Plan, PlanItem, PlanState } from '../../shared/engine/plan-types.ts'
import { newDocument } from '../../shared/graph/new-document.ts'
import { itemRow, nodeRows, soundTargets } from './plan-rows.ts'

const item = (state: PlanState, more: Partial<PlanItem> = {}): PlanItem => ({
  ...{ node: 'a', item: '0', index: 0, take: 0, state, reasons: [], usd: [0, 0], notes: [], standIn: false },
  ...more,
})
const planOf = (items: readonly PlanItem[]) =>
  ({ nodes: [{ node: { instance: { id: 'a' } }, items, outputs: new Map() }] }) as unknown as Plan
const document = { ...newDocument('d', 'd'), picks: { many: { takes: 4, pick: 2 } } }
const rowOf = (...items: readonly PlanItem[]) => nodeRows(planOf(items), document)[0]

describe('a node of a plan', () => {
  it.each([
    [['up-to-date', 'restore'], 'restore'],
    [['restore', 'unknown'], 'unknown'],
    [['unknown', 'waiting'], 'waiting'],
    [['waiting', 'adopt'], 'adopt'],
    [['adopt', 'run'], 'run'],
    [['run', 'blocked'], 'blocked'],
    [[], 'up-to-date'],
  ] as const)('with %j is %s', (states, state) => {
    expect(rowOf(...states.map((each) => item(each)))?.state).toBe(state)
  })

  it('sums counts, prices and takes, and tells each reason once', () => {
    const row = rowOf(
      item('run', { usd: [1, 2], reasons: ['never run'], baseKey: 'one' }),
      item('run', { usd: [0.5, 3], reasons: ['never run', 'seed: 1 → 2'], baseKey: 'many', standIn: true }),
      item('up-to-date', { notes: ['No price is known.'] }),
    )
    expect(row).toMatchObject({
      counts: { run: 2, 'up-to-date': 1 },
      usd: [1.5, 5],
      takes: 4,
      reasons: ['never run', 'seed: 1 → 2'],
      notes: ['No price is known.'],
      standIn: true,
      total: 3,
    })
  })

  it('comes with its first work items; a node without takes has none', () => {
    const row = rowOf(...Array.from({ length: 50 }, (_, index) => item('run', { item: `r${index}`, index })))
    expect([row?.total, row?.items.length, row?.takes]).toEqual([50, 20, 0])
    expect(row?.items.at(-1)).toMatchObject({ item: 'r19' })
  })

  it('keeps what a work item says', () => {
    const whole = item('unknown', { likely: 'run', waitsFor: ['b'], counted: false, remakeUsd: [1, 2], sameAs: 'c' })
    expect(itemRow(whole)).toEqual(whole)
  })
})

describe('the sound part of a plan with problems', () => {
  const node = (id: string, ...above: readonly string[]) => ({
    instance: { id },
    sources: new Map(above.map((each) => [each, [{ node: each }]])),
  })
  const withProblems = (...problems: readonly { node?: string }[]) =>
    ({ problems, graph: { order: [node('a'), node('b', 'a'), node('c', 'b'), node('d', 'a')] } }) as unknown as Plan

  it('is what no problem reaches', () => {
    expect(soundTargets(withProblems({ node: 'b' }), null)).toEqual(['a', 'd'])
    expect(soundTargets(withProblems({ node: 'b' }), ['c', 'd'])).toEqual(['d'])
    expect(soundTargets(withProblems({ node: 'a' }), null)).toEqual([])
  })

  it('is nothing where a problem belongs to no node', () => {
    expect(soundTargets(withProblems({}), null)).toEqual([])
  })
})
