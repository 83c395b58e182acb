import { leadingItem, type RunView } from '../store/run-state.ts'
import { runsStrings as texts } from '../strings/runs.ts'
import { s } from '../strings.ts'

/** States that a person who does not see the canvas wants to hear of. */
const HEARD = new Set(['running', 'ran', 'failed', 'waiting', 'cancelled'])

/** What to say of a run that has moved on, or null: its end, or the states that its nodes have come to. */
export function announcement(
  before: RunView | undefined,
  now: RunView,
  titleOf: (node: string) => string,
): string | null {
  if (before?.startedAt == null && now.startedAt !== null && now.status === 'running') return texts.runStarted
  if (before?.status === 'running' && now.status !== 'running')
    return now.summary ? texts.logFinished(now.summary) : s.runStatus[now.status]
  const changes: { node: string; state: keyof typeof texts.itemStates }[] = []
  for (const [node, run] of Object.entries(now.nodes)) {
    const old = before?.nodes[node]
    if (old === run) continue
    const state = leadingItem(run)?.state
    if (state && state !== leadingItem(old)?.state && HEARD.has(state)) changes.push({ node, state })
  }
  const [first] = changes
  if (!first) return null
  if (changes.length === 1) return texts.announced(titleOf(first.node), texts.itemStates[first.state])
  const byState = Map.groupBy(changes, ({ state }) => state)
  return Array.from(byState, ([state, nodes]) => texts.announcedMany(nodes.length, texts.itemStates[state])).join(', ')
}
