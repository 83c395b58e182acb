import { create } from 'zustand'
import { registry } from '#nodes/index.ts'
import type { NodeId } from '#shared/graph/ids.ts'
import type { RunEvent, RunRow } from '#shared/ipc/engine-messages.ts'
import { on, request } from '../api.ts'
import { targetsOf } from '../runs/targets.ts'
import { runsStrings as s } from '../strings/runs.ts'
import { documents } from './document-store.ts'
import { say } from './messages.ts'
import type { WholePlan } from './plan-store.ts'
import { standInOptions, useRunOptions } from './run-options.ts'
import { emptyRun, type NodeRun, type RunView, reduceRun } from './run-state.ts'
import type { Scopes } from './scope.ts'
import { ask, sync, useSession } from './session.ts'
import { setting } from './settings-store.ts'

/** What is to be run. */
export interface RunWish {
  /** Null: everything. */
  readonly targets: readonly NodeId[] | null
  /** Everything that could bill is made on the stand-in. */
  readonly standIn: boolean
  readonly standInNodes: readonly NodeId[]
  readonly budgetUsd: number | null
}

interface RunsState {
  /** Runs of this session that were watched, by id. */
  readonly views: Readonly<Record<string, RunView>>
  /** The run whose states the cards show: the last one started. */
  readonly current: string | null
  /** Newest first, as the host keeps them. */
  readonly rows: readonly RunRow[]
  /** A run that a person is asked about, because of what it may cost. */
  readonly question: { readonly wish: RunWish; readonly plan: WholePlan } | null
}

export const runScopes: Scopes<RunsState> = {
  views: 'session',
  current: 'session',
  rows: 'session',
  question: 'session',
}

export const useRuns = create<RunsState>(() => ({ views: {}, current: null, rows: [], question: null }))

type Finished = Extract<RunEvent, { event: 'run-finished' }>

/** Runs of documents that were open before: the host goes on telling of them, and their nodes may have the ids of ours. */
const elsewhere = new Set<string>()

on('run', (event) => {
  if (elsewhere.has(event.run)) return
  useRuns.setState(({ views, current }) => {
    const view = reduceRun(views[event.run] ?? emptyRun(event.run), event)
    return { views: { ...views, [event.run]: view }, current: current ?? event.run }
  })
  if (event.event === 'run-started' || event.event === 'run-finished') void refreshRuns()
  if (event.event === 'run-finished') tellEnd(event)
})

function tellEnd(event: Finished): void {
  if (event.status === 'done') say.done(s.done(event.ran.length, event.restored.length))
  else if (event.status === 'waiting') say.info(s.waits)
  else if (event.status === 'budget') say.error(s.stoppedByBudget)
  else if (event.status === 'failed') say.error(s.failedItems(event.failed.length, event.failed[0]?.message ?? ''))
  else say.info(s.stopped(event.cancelled.length))
}

let listing = false
let listAgain = false

async function refreshRuns(): Promise<void> {
  listAgain = true
  if (listing) return
  listing = true
  try {
    while (listAgain) {
      listAgain = false
      const { session } = useSession.getState()
      if (!session) return
      const listed = await ask(() => request('run.list', { session }))
      if (listed && useSession.getState().session === session) useRuns.setState({ rows: listed.runs })
    }
  } finally {
    listing = false
  }
}

/** Runs the targets and what they need, or everything (null); asks first where that may cost what a person wants to be asked about. */
export async function startRun(targets: readonly NodeId[] | null): Promise<void> {
  await sync()
  const { budgetUsd } = useRunOptions.getState()
  await propose({ targets, ...standInOptions(documents.document()), budgetUsd })
}

/** Starts what is wished, or asks about its price. */
export async function propose(wish: RunWish): Promise<void> {
  const limit = setting('confirmAboveUsd')
  const { session } = useSession.getState()
  if (!session) return
  if (limit === null) return begin(wish)
  const { budgetUsd: _, ...planned } = wish
  const plan = await ask(() => request('plan.get', { session, ...planned }))
  if (!plan || useSession.getState().session !== session) return
  if (plan.problems.length === 0 && plan.usd[1] > 0 && plan.usd[1] >= limit)
    useRuns.setState({ question: { wish, plan } })
  else await begin(wish)
}

/** Starts a run without asking. */
export async function begin(wish: RunWish): Promise<void> {
  useRuns.setState({ question: null })
  const { session } = useSession.getState()
  if (!session) return
  const answer = await ask(() => request('run.start', { session, ...wish }))
  if (!answer) return
  if (answer.ok && useSession.getState().session !== session) elsewhere.add(answer.run)
  else if (answer.ok) useRuns.setState({ current: answer.run })
  else say.error(answer.problems.map((problem) => problem.message).join(' '))
}

/** Runs what an earlier run was about, as the pipeline is now. */
export async function rerun(row: RunRow): Promise<void> {
  await sync()
  const document = documents.document()
  const there = targetsOf('selected', document, new Set(row.targets), registry) ?? []
  if (row.targets.length > 0 && there.length === 0) {
    say.refused(s.noRerun)
    return
  }
  const alone = useRuns.getState().views[row.id]?.standInNodes ?? standInOptions(document).standInNodes
  const known = new Set(document.nodes.map(({ id }) => id))
  await propose({
    targets: row.targets.length === 0 ? null : there,
    standIn: row.standIn,
    standInNodes: alone.filter((id) => known.has(id)),
    budgetUsd: useRunOptions.getState().budgetUsd,
  })
}

export async function stopRun(run: string): Promise<void> {
  await ask(() => request('run.cancel', { run }))
}

/** Shows a run of the history on the cards and in the panel: its events are told again. */
export async function watchRun(run: string): Promise<void> {
  if (await follow(run)) useRuns.setState({ current: run })
}

/** Takes in what has been told of a run since its last known event; the host then tells the rest. */
async function follow(run: string): Promise<boolean> {
  const { session } = useSession.getState()
  const from = (useRuns.getState().views[run]?.seq ?? 0) + 1
  elsewhere.delete(run)
  const told = await ask(() => request('run.events', { run, from }))
  if (!told || useSession.getState().session !== session) return false
  useRuns.setState(({ views }) => {
    const view = told.events.reduce(reduceRun, views[run] ?? emptyRun(run))
    // A run that was cut off has no last event: its row says how it ended.
    const ended =
      told.run.status !== 'running' && view.status === 'running'
        ? { ...view, status: told.run.status, running: 0 }
        : view
    return { views: { ...views, [run]: ended } }
  })
  return true
}

useSession.subscribe((state, before) => {
  if (state.session === before.session && state.connected === before.connected) return
  if (state.session !== before.session) {
    const { views, rows } = useRuns.getState()
    for (const run of [...Object.keys(views), ...rows.map(({ id }) => id)]) elsewhere.add(run)
    useRuns.setState({ views: {}, current: null, rows: [], question: null })
  }
  if (state.session && state.connected) void followAll()
})

/** After a reload or a lost connection: every run under way, also one that ended meanwhile; the newest shows on the cards. */
async function followAll(): Promise<void> {
  await refreshRuns()
  const { rows, views, current } = useRuns.getState()
  const open = rows
    .filter((row) => row.status === 'running' || views[row.id]?.status === 'running')
    .map((row) => row.id)
  await Promise.all(open.map(follow))
  const [newest] = open
  if (current === null && newest !== undefined) useRuns.setState({ current: newest })
}

// Also runs that another window or the command line started and ended.
on('plan.changed', ({ session }) => {
  if (session === useSession.getState().session && runningIds(useRuns.getState()).length === 0) void refreshRuns()
})

/** Ids of the runs that are under way, the newest first. */
export function runningIds({ rows, views }: Pick<RunsState, 'rows' | 'views'>): readonly string[] {
  const ids = new Set(rows.filter((row) => row.status === 'running').map((row) => row.id))
  for (const view of Object.values(views)) {
    if (view.status === 'running') ids.add(view.id)
    else ids.delete(view.id)
  }
  return [...ids]
}

/** A node in the run that the cards show. */
export function nodeRun({ views, current }: Pick<RunsState, 'current' | 'views'>, node: NodeId): NodeRun | undefined {
  return current === null ? undefined : views[current]?.nodes[node]
}
