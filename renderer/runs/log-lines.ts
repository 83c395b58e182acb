import type { RunEvent } from '#shared/ipc/engine-messages.ts'
import { withoutName } from '../canvas/card-state.ts'
import { runsStrings as s } from '../strings/runs.ts'

export interface LogLine {
  readonly seq: number
  /** Milliseconds since the epoch; null where an older version wrote it. */
  readonly time: number | null
  /** Empty: it is about the whole run. */
  readonly node: string
  /** The work item, where it is not the first take of the only item. */
  readonly work: string
  readonly text: string
  readonly bad: boolean
  readonly costUsd: number
}

/** A run's events as lines of text, in the order in which they were stated. `titleOf` names a node. */
export function logLines(events: readonly RunEvent[], titleOf: (node: string) => string): readonly LogLine[] {
  return events.flatMap((event) => lineOf(event, titleOf) ?? [])
}

function lineOf(event: RunEvent, titleOf: (node: string) => string): LogLine | null {
  const base = { seq: event.seq, time: event.time ?? null, node: '', work: '', bad: false, costUsd: 0 }
  switch (event.event) {
    case 'progress':
      return null
    case 'run-started':
      return { ...base, time: event.time ?? Date.parse(event.at), text: s.logStarted(event.targets?.map(titleOf)) }
    case 'log':
      return { ...base, node: event.node, work: workOf(event.item, 0), text: event.message }
    case 'item':
      return {
        ...base,
        node: event.node,
        work: workOf(event.item, event.take),
        text: [s.itemStates[event.state], event.message && withoutName(event.message)].filter(Boolean).join(': '),
        bad: event.state === 'failed' || event.state === 'blocked',
        costUsd: event.costUsd ?? 0,
      }
    case 'run-finished':
      return { ...base, text: s.logFinished(event), bad: event.failed.length > 0, costUsd: event.costUsd }
  }
}

function workOf(item: string, take: number): string {
  return `${item === '0' ? '' : `#${item}`}${take === 0 ? '' : `@${take}`}`
}

/** A log as text for the clipboard, one line each. */
export function logText(lines: readonly LogLine[], titleOf: (node: string) => string): string {
  return lines
    .map(({ time, node, work, text, costUsd }) =>
      [
        time === null ? '' : new Date(time).toISOString(),
        node && `${titleOf(node)}${work}`,
        text,
        costUsd > 0 && `$${costUsd}`,
      ]
        .filter(Boolean)
        .join('\t'),
    )
    .join('\n')
}
