import { stripVTControlCharacters } from 'node:util'
import type { EngineEvent, ItemEvent } from '#shared/engine/events.ts'
import { workItemName } from '#shared/engine/names.ts'
import type { Document } from '#shared/graph/document.ts'
import { dollars } from './output.ts'

/** Shows a run while it goes on: live lines on a terminal, plain lines elsewhere. */
export interface ProgressView {
  event(event: EngineEvent): void
  /** Clears what is live; lines already told stay. */
  end(): void
}

/** Milliseconds between two drawings. */
const DRAW_EVERY = 100
const BAR = 20

interface Running {
  readonly label: string
  readonly since: number
  fraction: number
}

export function createProgressView(document: Document, stream: NodeJS.WriteStream): ProgressView {
  const titles = new Map(document.nodes.map((node) => [node.id, node.title || node.id]))
  const running = new Map<string, Running>()
  let drawn = 0
  let lastDraw = 0

  const clear = () => {
    if (drawn > 0) stream.write(`\u001b[${drawn}A\u001b[0J`)
    drawn = 0
  }
  const draw = () => {
    if (!stream.isTTY) return
    clear()
    lastDraw = Date.now()
    const width = Math.max(20, stream.columns ?? 80) - 1
    for (const item of running.values()) {
      stream.write(`${liveLine(item).slice(0, width)}\n`)
      drawn++
    }
  }
  const tell = (line: string) => {
    clear()
    stream.write(`${line}\n`)
    draw()
  }

  const itemEvent = (event: ItemEvent) => {
    const name = workItemName(event)
    const title = titles.get(event.node) ?? event.node
    const label = title === event.node ? name : `${title} (${name})`
    if (event.state === 'running') {
      running.set(name, { label, since: Date.now(), fraction: 0 })
      if (!stream.isTTY) tell(`running     ${label}`)
      else draw()
      return
    }
    const started = running.get(name)
    running.delete(name)
    if (event.state === 'up-to-date') return draw()
    tell(itemLine(event, label, started))
  }

  return {
    event(event) {
      if (event.event === 'item') itemEvent(event)
      if (event.event === 'log')
        tell(`note        ${titles.get(event.node) ?? event.node}: ${printable(event.message)}`)
      if (event.event !== 'progress') return
      const item = running.get(workItemName({ ...event, index: event.item === '0' ? 0 : 1 })) ?? running.get(event.node)
      if (item) item.fraction = event.fraction
      if (stream.isTTY && Date.now() - lastDraw >= DRAW_EVERY) draw()
    },
    end: clear,
  }
}

function itemLine(event: ItemEvent, label: string, started: Running | undefined): string {
  const seconds = started ? `  ${((Date.now() - started.since) / 1000).toFixed(1)} s` : ''
  const cost = event.costUsd ? `  ${dollars(event.costUsd)}` : ''
  const standIn = event.standIn ? '  stand-in' : ''
  const message = event.message ? `  ${printable(event.message)}` : ''
  return `${event.state.padEnd(11)} ${label}${seconds}${cost}${standIn}${message}`
}

function liveLine({ label, since, fraction }: Running): string {
  const full = Math.round(Math.min(1, Math.max(0, fraction)) * BAR)
  const bar = '█'.repeat(full) + '░'.repeat(BAR - full)
  const seconds = ((Date.now() - since) / 1000).toFixed(0).padStart(3)
  return `${bar} ${String(Math.round(fraction * 100)).padStart(3)} % ${seconds} s  ${label}`
}

/** What came from outside (a provider's words) may hold control characters that a terminal would obey. */
function printable(text: string): string {
  return stripVTControlCharacters(text).replace(/\p{Cc}+/gu, ' ')
}
