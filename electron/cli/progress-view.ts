import type { EngineEvent, ItemEvent } from '#shared/engine/events.ts'
import { workItemName } from '#shared/engine/names.ts'
import type { Document } from '#shared/graph/document.ts'
import { dollars, printable } from './output.ts'

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
  const titles = new Map(document.nodes.map((node) => [node.id, oneLine(node.title) || node.id]))
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
    // What has scrolled off the top could not be cleared again.
    const most = Math.max(2, (stream.rows ?? 24) - 2)
    const lines = [...running.values()].slice(0, running.size > most ? most - 1 : most).map(liveLine)
    if (lines.length < running.size) lines.push(`… and ${running.size - lines.length} more`)
    for (const line of lines) stream.write(`${cut(line, width)}\n`)
    drawn = lines.length
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
      running.set(nameOf(event), { label, since: Date.now(), fraction: 0 })
      if (!stream.isTTY) tell(`running     ${label}`)
      else draw()
      return
    }
    const started = running.get(nameOf(event))
    running.delete(nameOf(event))
    if (event.state === 'up-to-date') return draw()
    tell(itemLine(event, label, started))
  }

  return {
    event(event) {
      if (event.event === 'item') itemEvent(event)
      if (event.event === 'log') tell(`note        ${titles.get(event.node) ?? event.node}: ${oneLine(event.message)}`)
      if (event.event !== 'progress') return
      const item = running.get(nameOf(event))
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
  const message = event.message ? `  ${oneLine(event.message)}` : ''
  return `${event.state.padEnd(11)} ${label}${seconds}${cost}${standIn}${message}`
}

function liveLine({ label, since, fraction }: Running): string {
  const full = Math.round(Math.min(1, Math.max(0, fraction)) * BAR)
  const bar = '█'.repeat(full) + '░'.repeat(BAR - full)
  const seconds = ((Date.now() - since) / 1000).toFixed(0).padStart(3)
  return `${bar} ${String(Math.round(fraction * 100)).padStart(3)} % ${seconds} s  ${label}`
}

function oneLine(text: string): string {
  return printable(text).replace(/\s+/g, ' ')
}

/** Tells work items apart also where only their item is known, not its place in the list. */
function nameOf({ node, item, take }: Pick<ItemEvent, 'node' | 'item' | 'take'>): string {
  return `${node}#${item}@${take}`
}

/** Scripts whose letters take two columns of a terminal, and emoji. */
const WIDE =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Emoji_Presentation}\uff00-\uff60]/u

/** As much of a line as fits into so many columns: a line that wraps would not be cleared as a whole. */
function cut(line: string, columns: number): string {
  let left = columns
  let end = 0
  for (const character of line) {
    left -= WIDE.test(character) ? 2 : 1
    if (left < 0) break
    end += character.length
  }
  return line.slice(0, end)
}
