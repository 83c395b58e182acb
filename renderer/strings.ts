/** Every text of the editor, in one place. */
export const s = {
  commands: {
    run: 'Run',
    runSelected: 'Run selected',
    stop: 'Stop',
    undo: 'Undo',
    redo: 'Redo',
    addNode: 'Add node',
    remove: 'Delete',
    duplicate: 'Duplicate',
    copy: 'Copy',
    cut: 'Cut',
    paste: 'Paste',
    selectAll: 'Select all',
    selectUp: 'Select everything upstream',
    selectDown: 'Select everything downstream',
    bypass: 'Bypass',
    tidy: 'Tidy',
    fit: 'Fit all',
    fitSelection: 'Fit selection',
    goRight: 'Go to the node on the right',
    goLeft: 'Go to the node on the left',
    goUp: 'Go to the node above',
    goDown: 'Go to the node below',
    nextRegion: 'Next panel',
    standIn: 'Run on stand-ins',
    library: 'Library',
    timeline: 'Timeline',
    plan: 'Plan',
    runs: 'Runs',
    inspector: 'Inspector',
    viewer: 'Viewer',
    maximise: 'Maximise the panel',
    resetLayout: 'Reset layout',
    previousRegion: 'Previous panel',
    save: 'Save',
    saveAs: 'Save as…',
    newDocument: 'New pipeline',
    newWindow: 'New window',
    open: 'Open…',
    close: 'Close pipeline',
    settings: 'Settings…',
    tour: 'Show the tour',
    palette: 'Search commands and nodes',
    keys: 'Keyboard shortcuts',
  },
  regions: {
    canvas: 'Canvas',
    inspector: 'Inspector',
    viewer: 'Viewer',
    timeline: 'Timeline',
    plan: 'Plan',
    runs: 'Runs',
    library: 'Library',
  },
  states: {
    'up-to-date': 'Up to date',
    restored: 'Restored',
    stale: 'Stale',
    new: 'Not made yet',
    restore: 'Will be restored',
    adopt: 'Job under way',
    unknown: 'After its inputs',
    running: 'Running',
    failed: 'Failed',
    blocked: 'Blocked',
    cancelled: 'Stopped',
    waiting: 'Waiting for you',
    problem: 'Needs attention',
    bypassed: 'Bypassed',
    planning: 'Planning…',
    missing: 'Unknown node type',
  },
  categories: {
    input: 'Input',
    generate: 'Generate',
    process: 'Process',
    assemble: 'Assemble',
    flow: 'Flow',
    note: 'Notes',
  },
  tiers: { draft: 'Draft', workhorse: 'Workhorse', hero: 'Hero' },
  runStatus: {
    running: 'Running',
    done: 'Done',
    failed: 'Failed',
    stopped: 'Stopped by budget',
    budget: 'Stopped by budget',
    waiting: 'Waiting for you',
    cancelled: 'Stopped',
    interrupted: 'Interrupted',
  },
  planState: {
    run: 'run',
    adopt: 'go on with a job',
    restore: 'restored',
    unknown: 'known later',
    waiting: 'waiting for you',
    blocked: 'blocked',
    'up-to-date': 'up to date',
  },
} as const

const dollars = (usd: number) => `$${usd.toFixed(usd > 0 && usd < 0.1 ? 3 : 2)}`

/** A price or a range of prices. */
export function price([low, high]: readonly [number, number]): string {
  if (high === 0) return 'Free'
  return low === high ? dollars(low) : `${dollars(low)}–${dollars(high)}`
}

export function count(n: number, one: string, many = `${one}s`): string {
  return `${n} ${n === 1 ? one : many}`
}

export function ago(milliseconds: number, now = Date.now()): string {
  const seconds = Math.max(0, Math.round((now - milliseconds) / 1000))
  if (seconds < 60) return 'just now'
  if (seconds < 3600) return `${Math.floor(seconds / 60)} min ago`
  if (seconds < 86_400) return `${Math.floor(seconds / 3600)} h ago`
  return new Date(milliseconds).toLocaleDateString(undefined, { day: 'numeric', month: 'short', year: 'numeric' })
}
