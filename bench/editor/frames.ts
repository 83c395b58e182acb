import type { Page } from '@playwright/test'

/** How smooth something was: frames in a second, and the longest a frame took in milliseconds. */
export interface Smoothness {
  readonly fps: number
  readonly longest: number
}

/** Counts the frames that the page draws while `act` goes on. */
export async function smoothness(page: Page, act: () => Promise<void>): Promise<Smoothness> {
  const counting = await page.evaluateHandle(() => {
    const state = { times: [] as number[], done: false }
    const tick = (now: number) => {
      state.times.push(now)
      if (!state.done) requestAnimationFrame(tick)
    }
    requestAnimationFrame(tick)
    return state
  })
  await act()
  const times = await counting.evaluate((state) => {
    state.done = true
    return state.times
  })
  const gaps = times.slice(1).map((time, index) => time - (times[index] ?? time))
  const whole = (times.at(-1) ?? 0) - (times[0] ?? 0)
  return { fps: (gaps.length * 1000) / whole, longest: Math.max(...gaps) }
}

/** Moves the pointer with a button held down, to and fro over the canvas, as fast as the browser takes it. */
export async function stroke(
  page: Page,
  from: { readonly x: number; readonly y: number },
  button: 'left' | 'middle',
  moves: number,
): Promise<void> {
  await page.mouse.move(from.x, from.y)
  await page.mouse.down({ button })
  for (let n = 1; n <= moves; n++) {
    // A triangle wave: out for 40 moves and back, a little further down each time.
    const phase = n % 80
    const along = phase < 40 ? phase : 80 - phase
    await page.mouse.move(from.x - along * 9, from.y - along * 4 - (n % 7))
  }
  await page.mouse.up({ button })
}
