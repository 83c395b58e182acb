import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { EngineEvent, ItemEvent, ItemState } from '#shared/engine/events.ts'
import { zDocument } from '#shared/graph/document.ts'
import { createProgressView } from './progress-view.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

const document = zDocument.parse({
  ...{ reelay: 1, id: 'd' },
  nodes: [
    { id: 'hero', type: 'model', title: 'Hero\u001b[2J shot' },
    { id: 'wide', type: 'model', title: '長'.repeat(60) },
  ],
})
const item = (node: string, state: ItemState, more: Partial<ItemEvent> = {}): ItemEvent => ({
  ...{ event: 'item', run: 'r', seq: 1, node, item: '0', index: 0, take: 0, state },
  ...more,
})
const progress = (node: string, fraction: number, more: object = {}): EngineEvent => ({
  ...{ event: 'progress', run: 'r', seq: 1, node, item: '0', take: 0, fraction },
  ...more,
})
/** A terminal that obeys what the view writes: lines up, and clearing below. */
const screen = (tty: boolean, columns = 60, rows = 10) => {
  const lines: string[] = []
  const stream = {
    ...{ isTTY: tty, columns, rows },
    write(text: string) {
      const up = text.startsWith('\u001b[') ? Number.parseInt(text.slice(2), 10) : 0
      if (up > 0) lines.splice(lines.length - up)
      else lines.push(text.replace(/\n$/, ''))
      return true
    },
  }
  // A view only writes, and asks for the size.
  return { lines, view: createProgressView(document, stream as unknown as NodeJS.WriteStream) }
}

describe('without a terminal', () => {
  it('each change is a line, and progress none', () => {
    const { lines, view } = screen(false)
    view.event(item('hero', 'running'))
    view.event(progress('hero', 0.5))
    vi.advanceTimersByTime(1_500)
    view.event(item('hero', 'ran', { costUsd: 0.4, standIn: true }))
    view.event(item('hero', 'up-to-date', { item: 'r1', index: 1 }))
    view.end()
    expect(lines).toEqual(['running     Hero shot (hero)', 'ran         Hero shot (hero)  1.5 s  $0.40  stand-in'])
  })

  it('what a provider says stays on its line and moves no cursor', () => {
    const { lines, view } = screen(false)
    view.event(item('hero', 'failed', { message: 'no\u001b[1A\u001b[2K\r\nfailed      other\u0007' }))
    view.event({ event: 'log', run: 'r', seq: 1, node: 'hero', item: '0', message: 'a\nb\u001b]0;x\u0007' })
    expect(lines).toEqual(['failed      Hero shot (hero)  no failed other ', 'note        Hero shot: a b'])
  })
})

describe('on a terminal', () => {
  it('what is under way stays below what has ended', () => {
    const { lines, view } = screen(true)
    view.event(item('hero', 'running'))
    view.event(item('wide', 'running'))
    view.event(item('hero', 'ran'))
    expect(lines[0]).toMatch(/^ran/)
    expect(lines).toHaveLength(2)
    view.end()
    expect(lines).toHaveLength(1)
  })

  it('progress goes to the item it is about', () => {
    const { lines, view } = screen(true)
    view.event(item('hero', 'running', { item: 'r0' }))
    view.event(item('hero', 'running', { item: 'r7', index: 7 }))
    vi.advanceTimersByTime(200)
    view.event(progress('hero', 0.5, { item: 'r7' }))
    expect(lines[0]).toContain(' 0 %')
    expect(lines[1]).toContain(' 50 %')
    vi.advanceTimersByTime(200)
    view.event(progress('hero', 0.9, { item: 'gone' }))
    expect(lines[0]).toContain(' 0 %')
  })

  it('no line is wider than the window, also in scripts of wide letters', () => {
    const { lines, view } = screen(true, 50)
    view.event(item('wide', 'running'))
    const width = [...(lines[0] ?? '')].reduce((sum, letter) => sum + (letter === '長' ? 2 : 1), 0)
    expect(width).toBeLessThan(50)
    expect(lines[0]).toContain('長')
  })

  it('there are no more lines than the window has', () => {
    const { lines, view } = screen(true, 60, 10)
    for (let index = 0; index < 40; index++) view.event(item('hero', 'running', { item: `r${index}`, index }))
    expect(lines.length).toBeLessThanOrEqual(8)
    expect(lines.at(-1)).toBe('… and 33 more')
  })
})
