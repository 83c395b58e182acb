import { create } from 'zustand'
import type { NodeId } from '#shared/graph/ids.ts'
import type { RunRow } from '#shared/ipc/engine-messages.ts'
import { on, request } from '../api.ts'
import { say } from './messages.ts'
import { emptyRun, type NodeRun, type RunView, reduceRun } from './run-state.ts'
import type { Scopes } from './scope.ts'
import { ask, sync, useSession } from './session.ts'
import { useUi } from './ui-store.ts'

interface RunsState {
  /** Runs of this session that were watched, by id. */
  readonly views: Readonly<Record<string, RunView>>
  /** The run whose states the cards show: the last one started. */
  readonly current: string | null
  /** Newest first, as the host keeps them. */
  readonly rows: readonly RunRow[]
}

export const runScopes: Scopes<RunsState> = { views: 'session', current: 'session', rows: 'session' }

export const useRuns = create<RunsState>(() => ({ views: {}, current: null, rows: [] }))

on('run', (event) => {
  useRuns.setState(({ views, current }) => {
    const view = reduceRun(views[event.run] ?? emptyRun(event.run), event)
    return { views: { ...views, [event.run]: view }, current: current ?? event.run }
  })
  if (event.event === 'run-started' || event.event === 'run-finished') void refreshRuns()
  if (event.event === 'run-finished') {
    if (event.status === 'done') say.done(`Run done: ${event.ran.length} made, ${event.restored.length} restored.`)
    else if (event.status === 'waiting') say.info('The run waits for you at a gate.')
    else if (event.status === 'budget') say.error('The run was stopped by its budget.')
    else if (event.status === 'failed') say.error(event.failed[0]?.message ?? 'The run failed.')
  }
})

async function refreshRuns(): Promise<void> {
  const { session } = useSession.getState()
  if (!session) return
  const listed = await ask(() => request('run.list', { session }))
  if (listed) useRuns.setState({ rows: listed.runs })
}

/** Starts a run of the targets and what they need, or of everything. */
export async function startRun(targets: readonly NodeId[] | null): Promise<void> {
  await sync()
  const { session } = useSession.getState()
  if (!session) return
  const { standIn } = useUi.getState()
  const answer = await ask(() => request('run.start', { session, targets, standIn }))
  if (!answer) return
  if (answer.ok) useRuns.setState({ current: answer.run })
  else say.error(answer.problems.map((problem) => problem.message).join(' '))
}

export async function stopRun(run: string): Promise<void> {
  await ask(() => request('run.cancel', { run }))
}

/** Shows a run of the history on the cards and in the panel: its events are told again. */
export async function watchRun(run: string): Promise<void> {
  const told = await ask(() => request('run.events', { run }))
  if (!told) return
  useRuns.setState(({ views }) => {
    const view = told.events.reduce(reduceRun, views[run] ?? emptyRun(run))
    // A run that was cut off has no last event: its row says how it ended.
    const ended =
      told.run.status !== 'running' && view.status === 'running' ? { ...view, status: told.run.status } : view
    return { views: { ...views, [run]: ended }, current: run }
  })
}

useSession.subscribe((state, before) => {
  if (state.session === before.session && state.connected === before.connected) return
  if (state.session !== before.session) useRuns.setState({ views: {}, current: null, rows: [] })
  if (!state.session || !state.connected) return
  void refreshRuns().then(() => {
    const running = useRuns.getState().rows.find((row) => row.status === 'running')
    if (running) return watchRun(running.id)
  })
})

/** Ids of the runs that are under way. */
export function runningIds({ rows, views }: RunsState): readonly string[] {
  const ids = new Set(rows.filter((row) => row.status === 'running').map((row) => row.id))
  for (const view of Object.values(views)) {
    if (view.status === 'running') ids.add(view.id)
    else ids.delete(view.id)
  }
  return [...ids]
}

/** A node in the run that the cards show. */
export function nodeRun({ views, current }: RunsState, node: NodeId): NodeRun | undefined {
  return current === null ? undefined : views[current]?.nodes[node]
}
