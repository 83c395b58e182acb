import { expect, it } from 'vitest'
import type { NodePlanRow } from '#shared/ipc/engine-messages.ts'
import { billed, countItems, planGroups } from './plan-groups.ts'

const row = (node: string, state: NodePlanRow['state'], more: Partial<NodePlanRow> = {}): NodePlanRow => ({
  ...{ node, state, counts: { [state]: 1 }, reasons: [], notes: [], usd: [0, 0], standIn: false, takes: 0 },
  ...{ total: 1, items: [], ...more },
})

it('rows stand in the group of what becomes of them; what is up-to-date in none', () => {
  const groups = planGroups([
    row('a', 'run'),
    row('b', 'up-to-date'),
    row('c', 'adopt'),
    row('d', 'unknown'),
    row('e', 'restore'),
    row('f', 'waiting'),
    row('g', 'blocked'),
  ])
  expect(Object.fromEntries(Array.from(groups, ([group, rows]) => [group, rows.map(({ node }) => node)]))).toEqual({
    ...{ run: ['a', 'c'], later: ['d'], waiting: ['f'], blocked: ['g'], restore: ['e'] },
  })
})

it('work items are counted by state over all nodes', () => {
  const nodes = [row('a', 'run', { counts: { run: 3, 'up-to-date': 2 } }), row('b', 'adopt'), row('c', 'up-to-date')]
  expect([countItems(nodes, 'run', 'adopt'), countItems(nodes, 'up-to-date'), countItems(nodes, 'blocked')]).toEqual([
    4, 3, 0,
  ])
})

it('what is billed comes dearest first, and what is free is no bill', () => {
  const nodes = [row('a', 'run', { usd: [0, 0.4] }), row('b', 'run'), row('c', 'run', { usd: [1, 2] })]
  expect(billed(nodes).map(({ node }) => node)).toEqual(['c', 'a'])
})
