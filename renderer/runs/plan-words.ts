import type { PlanRow } from '#shared/ipc/engine-messages.ts'
import { titleOf } from '../canvas/reveal.ts'
import { runsStrings as texts } from '../strings/runs.ts'
import { price } from '../strings.ts'

/** What an item that is not known yet will most likely be. */
export function likelyOf(items: readonly PlanRow[]): string {
  const found = new Set(items.flatMap(({ likely }) => (likely ? [likely] : [])))
  return [...found].map((each) => texts.likely[each]).join(', ')
}

/** Why one work item stands where it stands, in one line. */
export function itemWhy(item: PlanRow): string {
  const waits = item.waitsFor?.length ? texts.waitsFor(item.waitsFor.map(titleOf).join(', ')) : ''
  const remake = item.remakeUsd && item.remakeUsd[1] > 0 ? texts.remake(price(item.remakeUsd)) : ''
  return [...(waits ? [waits] : item.reasons), likelyOf([item]), remake, ...item.notes].filter(Boolean).join('; ')
}
