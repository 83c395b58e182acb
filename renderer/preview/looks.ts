import { z } from 'zod'
import { zNodeId } from '#shared/graph/ids.ts'
import type { Value } from '#shared/graph/values.ts'
import type { Out, ShownItem } from '#shared/ipc/contract.ts'

export type MadeItem = Out<'outputs.history'>['outputs'][number]

const zPlace = { port: z.string(), index: z.int().min(0) }
/** Which of a node's outputs is looked at: what a work item shows, whatever that becomes, or what was stored under a key. */
export const zChoice = z.discriminatedUnion('from', [
  z.object({ from: z.literal('shown'), item: z.string(), take: z.int().min(0), ...zPlace }),
  z.object({ from: z.literal('made'), key: z.string(), ...zPlace }),
])
export type Choice = z.infer<typeof zChoice>

/** A node and which of its outputs; null: the one that flows on. */
export const zLook = z.object({ node: zNodeId, choice: zChoice.nullable() })
export type Look = z.infer<typeof zLook>

/** One value that can be looked at. */
export interface Sight {
  readonly item: string
  readonly take: number
  readonly port: string
  readonly index: number
  readonly key: string
  /** Its files are in the store. */
  readonly present: boolean
  readonly value: Value
}

type Made = Pick<ShownItem, 'item' | 'take' | 'key' | 'present' | 'ports'>

/** Every value among outputs, in their order. */
export function sightsOf(items: readonly Made[]): readonly Sight[] {
  return items.flatMap(({ item, take, key, present, ports }) =>
    Object.entries(ports).flatMap(([port, values]) =>
      values.map((value, index) => ({ item, take, port, index, key, present, value })),
    ),
  )
}

/**
 * What is looked at: the chosen output, else the picked take of the first work item, else the first there is. `pickOf` gives the take
 * of a work item that flows on.
 */
export function resolve(
  choice: Choice | null,
  shown: readonly ShownItem[],
  made: readonly MadeItem[],
  pickOf: (item: string) => number,
): Sight | null {
  const sights = sightsOf(shown)
  const picked = sights.find(({ item, take }) => take === pickOf(item)) ?? sights[0] ?? null
  if (choice === null) return picked
  if (choice.from === 'made') {
    const all = [...sightsOf(made), ...sights]
    return (
      all.find(({ key, port, index }) => key === choice.key && port === choice.port && index === choice.index) ?? picked
    )
  }
  return (
    sights.find(
      ({ item, take, port, index }) =>
        item === choice.item && take === choice.take && port === choice.port && index === choice.index,
    ) ??
    // A take that was not made yet, or an item that is gone: the picked one stands in.
    sights.find(({ item, take }) => item === choice.item && take === pickOf(item)) ??
    picked
  )
}

export function choiceOf({
  item,
  take,
  port,
  index,
}: Pick<Sight, 'item' | 'take' | 'port' | 'index'>): Choice & { readonly from: 'shown' } {
  return { from: 'shown', item, take, port, index }
}

/** Words for what sets a sight apart from its node's others: item, output, take and place in a list; empty for an only one. */
export function apart(sight: Sight, among: readonly Sight[], takeName: (take: number) => string): string {
  const many = (of: (each: Sight) => unknown) => new Set(among.map(of)).size > 1
  const parts = [
    many((each) => each.item) ? sight.item : '',
    many((each) => each.port) ? sight.port : '',
    many((each) => each.take) || sight.take > 0 ? takeName(sight.take) : '',
    many((each) => each.index) ? String(sight.index + 1) : '',
  ]
  return parts.filter((part) => part !== '').join(' · ')
}
