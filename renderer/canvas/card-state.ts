import {
  CircleAlert,
  CircleCheck,
  CircleDashed,
  CircleDot,
  CircleHelp,
  CirclePause,
  CircleSlash,
  CircleX,
  Hourglass,
  LoaderCircle,
  type LucideIcon,
  RotateCcw,
} from 'lucide-react'
import type { NodeId } from '#shared/graph/ids.ts'
import type { NodePlanRow } from '#shared/ipc/engine-messages.ts'
import { usePlan } from '../store/plan-store.ts'
import { leadingItem, type NodeRun, progressOf } from '../store/run-state.ts'
import { nodeRun, useRuns } from '../store/run-store.ts'
import { cardStrings } from '../strings/card.ts'
import type { s } from '../strings.ts'

export type CardState = keyof typeof s.states

/** How a node stands, from the plan and from the run that is watched: what a person most needs to know now. */
export function cardState(
  plan: NodePlanRow | undefined,
  run: NodeRun | undefined,
  more: {
    readonly bypass: boolean
    /** Of a node type that this version has. */
    readonly known: boolean
    readonly problem: boolean
    /** A problem above it keeps it from being planned. */
    readonly above: boolean
  },
): CardState {
  if (!more.known) return 'missing'
  if (more.bypass) return 'bypassed'
  const last = leadingItem(run)?.state
  if (last === 'running') return 'running'
  if (more.problem) return 'problem'
  if (!plan) return more.above ? 'blocked' : 'planning'
  if (plan.state === 'up-to-date') return last === 'restored' ? 'restored' : 'up-to-date'
  if (last === 'failed' || last === 'cancelled') return last
  if (plan.state !== 'run') return plan.state
  if (plan.reasons.some(isFailure)) return 'failed'
  return plan.reasons.every((reason) => reason === 'never run') ? 'new' : 'stale'
}

export const STATE_ICONS: Readonly<Record<CardState, LucideIcon>> = {
  'up-to-date': CircleCheck,
  restored: RotateCcw,
  stale: CircleDot,
  new: CircleDashed,
  restore: RotateCcw,
  adopt: Hourglass,
  unknown: CircleHelp,
  running: LoaderCircle,
  failed: CircleX,
  blocked: CircleSlash,
  cancelled: CirclePause,
  waiting: Hourglass,
  problem: CircleAlert,
  bypassed: CircleSlash,
  planning: CircleDashed,
  missing: CircleHelp,
}

/** Its colour family in the style sheet; words and icon say the same without it. */
export const STATE_TONES: Readonly<Record<CardState, 'good' | 'info' | 'warn' | 'bad' | 'quiet'>> = {
  'up-to-date': 'good',
  restored: 'good',
  stale: 'warn',
  new: 'quiet',
  restore: 'info',
  adopt: 'info',
  unknown: 'quiet',
  running: 'info',
  failed: 'bad',
  blocked: 'bad',
  cancelled: 'warn',
  waiting: 'warn',
  problem: 'bad',
  bypassed: 'quiet',
  planning: 'quiet',
  missing: 'bad',
}

/** A node's plan, run, problem and state, kept current. */
export function useNodeState(id: NodeId, bypass: boolean, known: boolean) {
  const plan = usePlan((state) => state.byNode.get(id))
  const problem = usePlan((state) => state.problems.get(id))
  const above = usePlan((state) => (state.plan?.problems.length ?? 0) > 0 && !state.byNode.has(id))
  const run = useRuns((state) => nodeRun(state, id))
  const state = cardState(plan, run, { bypass, known, problem: problem !== undefined, above })
  const last = leadingItem(run)
  const failure = state === 'failed' || state === 'blocked' || state === 'waiting' ? last?.message : undefined
  const planned =
    state === 'failed'
      ? plan?.reasons.find(isFailure)
      : state === 'blocked'
        ? (plan?.reasons[0] ?? cardStrings.above)
        : undefined
  const message = problem ?? failure ?? planned
  return { plan, problem, run, state, progress: progressOf(run), message }
}

/** A message about a node beside its name, which need not be said again. */
export function withoutName(message: string): string {
  const said = message
    .replace(/^failed last time \([^)]*\): /, '')
    .replace(/^‘[^’]*’(?: \([^)]*\))?: /, '')
    .replace(/^“[^”]*”(?: \([^)]*\))? (?=\p{L})/u, '')
  return said.charAt(0).toUpperCase() + said.slice(1)
}

/** A reason of the plan that tells of an earlier attempt: it outlives the run, also a restart. */
function isFailure(reason: string): boolean {
  return reason.startsWith('failed last time')
}

/** What a card has room for: the first sentence. */
export function shortMessage(message: string): string {
  const said = withoutName(message)
  const [first = said] = said.split(/(?<=[.!?])\s/)
  return first
}

/** How many list items a node shows: of all its work items (their takes count once), or of the list that one of them gave. */
export function listCount(
  items: readonly { item: string; ports: Readonly<Record<string, readonly unknown[]>> }[],
): number {
  const longest = new Map<string, number>()
  for (const { item, ports } of items) {
    const most = Math.max(1, ...Object.values(ports).map((values) => values.length))
    longest.set(item, Math.max(longest.get(item) ?? 0, most))
  }
  return [...longest.values()].reduce((sum, each) => sum + each, 0)
}
