import { z } from 'zod'
import { FIRST_SIZE, LEAST_SIZE } from './window-options.ts'

/** A place on the screens, in device-independent pixels. */
export interface Rectangle {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

/** How a window was left. */
const zWindowState = z.object({
  bounds: z.object({ x: z.int(), y: z.int(), width: z.int().positive(), height: z.int().positive() }),
  maximised: z.boolean(),
})

/** How much of a window must be on some screen, so that a hand can take it: pixels across and down. */
const GRIP = { width: 120, height: 40 }
/** How far a further window lies from the one before. */
const STEP = 28

/** Where a window opens: as the last one was left if a screen still shows that, else in the middle (`place` null). */
export function windowPlace(
  stored: unknown,
  screens: readonly Rectangle[],
  others: readonly Rectangle[],
): { readonly place: Rectangle | null; readonly width: number; readonly height: number; readonly maximised: boolean } {
  const state = zWindowState.safeParse(stored).data
  const screen = state && screens.find((each) => isTakable(state.bounds, each))
  if (!state || !screen) return { ...fitted(FIRST_SIZE, screens[0]), place: null, maximised: false }
  const size = fitted(state.bounds, screen)
  let { x, y } = state.bounds
  while (others.some((other) => other.x === x && other.y === y)) {
    x += STEP
    y += STEP
  }
  const place = { x, y, ...size }
  if (!screens.some((each) => isTakable(place, each))) return { ...size, place: null, maximised: false }
  return { ...size, place, maximised: state.maximised }
}

/** The title bar of a window can be reached on a screen. */
function isTakable({ x, y, width }: Rectangle, screen: Rectangle): boolean {
  const across = Math.min(x + width, screen.x + screen.width) - Math.max(x, screen.x)
  return across >= GRIP.width && y >= screen.y && y + GRIP.height <= screen.y + screen.height
}

function fitted(wish: { readonly width: number; readonly height: number }, screen: Rectangle | undefined) {
  const within = (size: number, least: number, most: number) => Math.max(least, Math.min(size, most))
  return {
    width: within(wish.width, LEAST_SIZE.width, screen?.width ?? wish.width),
    height: within(wish.height, LEAST_SIZE.height, screen?.height ?? wish.height),
  }
}
