import { expect } from 'vitest'
import type { PlanReport, RunReport } from './reports.ts'

/** Work items of a plan in their written form: `id`, `#item` from the second item on, `@take` from the second take on. */
export function writtenItems(plan: PlanReport): (PlanReport['items'][number] & { name: string })[] {
  const first = new Map<string, string>()
  return plan.items.map((each) => {
    if (!first.has(each.node)) first.set(each.node, each.item)
    const item = first.get(each.node) === each.item ? '' : `#${each.item}`
    return { ...each, name: `${each.node}${item}${each.take > 0 ? `@${each.take}` : ''}` }
  })
}

/** Holds a run to the plan made directly before it. */
export function expectKept(plan: PlanReport, report: RunReport): void {
  const items = writtenItems(plan)
  const named = (state: string) => items.filter((item) => item.state === state).map(({ name }) => name)
  const executed = [...report.ran, ...report.failed.map(({ workItem }) => workItem)]
  expect(executed).toEqual(expect.arrayContaining(named('run')))
  // Where not even the number of items was known, one planned item stands for all of its node.
  const nodeOf = (name: string) => name.replace(/[#@].*$/, '')
  const unknown = new Set(named('unknown').map(nodeOf))
  const planned = new Set(named('run'))
  expect(executed.filter((name) => !planned.has(name) && !unknown.has(nodeOf(name)))).toEqual([])
  for (const item of items) if (item.state !== 'up-to-date') expect(item.reasons, item.name).not.toEqual([])
  for (const item of items) if (item.state === 'unknown') expect(item.waitsFor, item.name).not.toEqual([])
}
