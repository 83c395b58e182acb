import type { Page } from '@playwright/test'
import type { Answer } from '#shared/ipc/wire.ts'

/** What the desktop's preload puts into the page (shared/ipc/bridge.ts). */
interface Bridge {
  send(text: string): Promise<void>
  onMessage(listener: (text: string) => void): void
}

/** Calls the host from inside the page, over the transport that the page itself uses: any text that is JSON, not only what our client sends. */
export function callHost(
  page: Page,
  calls: readonly { readonly m: unknown; readonly p: unknown }[],
): Promise<Answer[]> {
  return page.evaluate(async (all) => {
    const bridge = (globalThis as { reelay?: Bridge }).reelay
    // Far from the numbers that the editor's own client uses.
    const first = 1_000_000_000 + Math.floor(Math.random() * 1e9)
    const answers = new Map<number, Answer>()
    let done = () => {}
    const complete = new Promise<void>((resolve) => {
      done = resolve
    })
    const receive = (text: string) => {
      const message = JSON.parse(text)
      if (typeof message.id === 'number' && message.id >= first) answers.set(message.id, message.answer)
      if (answers.size === all.length) done()
    }
    const texts = all.map(({ m, p }, index) => JSON.stringify({ id: first + index, m, p }))
    if (bridge) {
      bridge.onMessage(receive)
      for (const text of texts) await bridge.send(text)
    } else {
      const socket = new WebSocket(`ws://${location.host}/socket`)
      socket.addEventListener('message', ({ data }) => receive(String(data)))
      await new Promise((resolve) => socket.addEventListener('open', resolve, { once: true }))
      for (const text of texts) socket.send(text)
    }
    await complete
    return all.map((_, index) => answers.get(first + index) as Answer)
  }, calls)
}
