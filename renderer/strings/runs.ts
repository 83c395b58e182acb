import type { RunEvent } from '#shared/ipc/engine-messages.ts'
import { count, price } from '../strings.ts'

type Finished = Extract<RunEvent, { event: 'run-finished' }>

/** Texts of the Plan and Runs panels and of what starts and ends runs. */
export const runsStrings = {
  commands: {
    runNode: 'Run this node only',
    runFromHere: 'Run from here',
    standInNode: 'Run this node on a stand-in',
    retry: 'Retry this node',
  },
  scopes: { all: 'All', selected: 'Selected', below: 'From here' },
  scopeTitles: {
    all: 'What running the whole pipeline would do',
    selected: 'What running the selected nodes, and what they need, would do',
    below: 'What running the selected nodes and everything below them would do',
  },
  scopeLabel: 'What the plan is about',
  groups: { run: 'To run', later: 'Known later', waiting: 'Waiting for you', blocked: 'Blocked', restore: 'Restored' },
  problems: (n: number) =>
    n === 1 ? '1 problem: nothing runs until it is mended' : `${n} problems: nothing runs until they are mended`,
  toRun: (n: number) => `${count(n, 'item')} to run`,
  nothingToRun: 'nothing to do',
  upToDate: (n: number) => `${n} up to date`,
  likely: { run: 'likely to run', restore: 'likely to be restored' },
  waitsFor: (names: string) => `after ${names}`,
  onStandIn: 'on a stand-in',
  items: (n: number) => `${n} items`,
  showItems: (title: string) => `Work items of ${title}`,
  moreItems: (n: number) => `Show ${n} more`,
  item: (item: string, index: number, take: number) =>
    `Item ${item === String(index) ? index + 1 : item}${take > 0 ? `, take ${take + 1}` : ''}`,
  remake: (usd: string) => `making its file again would cost ${usd}`,
  nothingSelected: 'Select a node on the canvas, and what running it would do stands here.',
  noNodes: 'Add nodes, and what a run would do and cost stands here.',
  allUpToDate: 'Everything is up to date: a run would do and cost nothing.',
  planning: 'Working out what would run…',
  budget: 'Budget',
  budgetTitle: 'The most that a run of this pipeline may spend, in US dollars; empty: no cap',
  noCap: 'No cap',
  itemStates: {
    'up-to-date': 'Up to date',
    restored: 'Restored',
    running: 'Started',
    ran: 'Made',
    failed: 'Failed',
    blocked: 'Blocked',
    cancelled: 'Stopped',
    waiting: 'Waits for you',
  },
  queued: 'Queued',
  logStarted: (targets?: readonly string[]) => (targets ? `Run of ${targets.join(', ')} started` : 'Run started'),
  logFinished: ({ status, ran, restored, failed, costUsd }: Finished) =>
    `Run ended (${status}): ${ran.length} made, ${restored.length} restored, ${failed.length} failed, ${price([costUsd, costUsd])}`,
  made: (ran: number, restored: number) => `${ran} made, ${restored} restored`,
  ofItems: (done: number, of: number) => `${done} of ${of}`,
  left: (time: string) => `about ${time} left`,
  stopRun: 'Stop this run',
  stopAll: 'Stop all runs',
  rerun: 'Run the same again',
  rerunTitle: 'Runs what this run was about, as the pipeline is now',
  noRerun: 'What this run was about is not in the pipeline any more.',
  details: 'Details of this run',
  views: { nodes: 'Nodes', log: 'Log', since: 'Since then' },
  viewsLabel: 'What of this run is shown',
  errorsOnly: 'Errors only',
  copyLog: 'Copy the log',
  noErrors: 'This run has no errors.',
  logOlder: 'no time',
  since: { same: 'As it was', changed: 'Would be another output', gone: 'Not there any more', added: 'New' },
  sameAsThen: 'Nothing that this run made would be different today.',
  noRuns: 'No runs yet. Press Run, and its progress and history stand here.',
  budgetStop: (spent: string) => `Stopped by its budget of ${spent}.`,
  budgetNeeds: (sum: string) => `What is left needs up to ${sum}.`,
  raiseBudget: (sum: string) => `Set the budget to ${sum} and go on`,
  confirmTitle: 'This run will be billed',
  confirmText: 'These nodes are made by paid models; what was paid for before is not paid again.',
  confirmTotal: 'In all',
  confirmMore: (n: number) => `and ${count(n, 'more node')}`,
  confirmOver: (budget: string) => `The budget of ${budget} would stop it before the end.`,
  confirmNever: 'Ask from (US dollars)',
  cancel: 'Cancel',
  runFor: (usd: string) => `Run for ${usd}`,
  runOnStandIns: 'Run on stand-ins for free',
  done: (ran: number, restored: number) => `Run done: ${ran} made, ${restored} restored.`,
  waits: 'The run waits for you at a gate.',
  stoppedByBudget: 'The run was stopped by its budget; the Runs panel says what it needs.',
  failed: 'The run failed.',
  failedItems: (n: number, first: string) => (n === 1 ? first : `${count(n, 'item')} failed. ${first}`),
  stopped: (n: number) =>
    n === 0
      ? 'The run was stopped.'
      : `The run was stopped with ${count(n, 'item')} undone; the Runs panel says what was sent.`,
  goesOn: 'Goes on at its provider and is billed; the next run picks it up:',
  titleProgress: (percent: number) => `▶ ${percent} %`,
  announced: (node: string, state: string) => `${node}: ${state}`,
  announcedMany: (n: number, state: string) => `${count(n, 'node')}: ${state}`,
  runStarted: 'Run started.',
  untitled: 'Untitled',
  ends: {
    done: 'run done',
    failed: 'run failed',
    budget: 'stopped by its budget',
    waiting: 'waits for you',
    cancelled: 'stopped',
  },
} as const

/** A length of time in the words of a clock: `4 s`, `2 min 5 s`, `1 h 3 min`. */
export function duration(milliseconds: number): string {
  const seconds = Math.max(0, Math.round(milliseconds / 1000))
  if (seconds < 60) return `${seconds} s`
  const minutes = Math.floor(seconds / 60)
  if (minutes < 60) return seconds % 60 === 0 ? `${minutes} min` : `${minutes} min ${seconds % 60} s`
  return `${Math.floor(minutes / 60)} h ${minutes % 60} min`
}

/** A time of day as the person's clock shows it, to the second. */
export function clock(time: number): string {
  return new Date(time).toLocaleTimeString(undefined, {
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    hourCycle: 'h23',
  })
}
