import type { Rgb } from './paint/color.ts'
import { blur, drawPicture, emptyPicture, type Frame, type Picture, placed } from './paint/picture.ts'
import type { Mask } from './scenes/scene.ts'

/** The drawn texts of a shot's overlay. */
export interface OverlayTexts {
  /** `STAND-IN · model`. */
  readonly line: Mask
  /** The shot's title; none on a still. */
  readonly title: Mask | null
  /** `0` to `9` and `:` for the timecode; none on a still. */
  readonly digits: readonly Mask[]
}

/** Sizes of the overlay's lettering in frame heights. */
export const LETTERING = { title: 0.03, line: 0.019, digits: 0.026 } as const

const WHITE: Rgb = [0.97, 0.97, 0.95]

export interface Overlay {
  /** Burns the texts into frame number `index`. */
  draw(frame: Frame, index: number): void
}

/** Title and origin at the lower left, running timecode at the lower right, inside the title-safe area. */
export function createOverlay(texts: OverlayTexts, width: number, height: number, fps: number): Overlay {
  const margin = Math.round(Math.min(width * 0.045, height * 0.07))
  const line = inked(texts.line, height)
  const title = texts.title === null ? null : inked(texts.title, height)
  const digits = texts.digits.map((digit) => inked(digit, height))
  const cell = Math.max(0, ...texts.digits.slice(0, 10).map((digit) => digit.width)) + Math.max(1, height * 0.0022)
  const put = (frame: Frame, ink: Inked, x: number, baseline: number, opacity: number) =>
    drawPicture(frame, ink.picture, placed(0, 0, x - ink.room, baseline - ink.rise - ink.room, 1), { opacity })

  return {
    draw(frame, index) {
      const base = height - margin
      // Long lines of small pictures shrink to what is there.
      if (title === null) {
        put(frame, line, margin, margin + line.rise * 0.75, 0.62)
        return
      }
      put(frame, line, margin, base, 0.62)
      put(frame, title, margin, base - height * 0.036, 0.86)
      const code = timecode(index, fps)
      const steps = [...code].map((sign) => (sign === ':' ? cell * 0.62 : cell))
      let x = width - margin - steps.reduce((sum, step) => sum + step, 0)
      for (const [place, sign] of [...code].entries()) {
        const digit = digits[sign === ':' ? 10 : Number(sign)]
        const step = steps[place] ?? cell
        // Whole pixels: a digit must not blur or shake when its neighbour changes.
        if (digit) put(frame, digit, Math.round(x + (step - digit.width) / 2), base, 0.8)
        x += step
      }
    },
  }
}

/** `HH:MM:SS:FF` of a frame number, counted in the nearest whole rate (non-drop). */
export function timecode(index: number, fps: number): string {
  const rate = Math.max(1, Math.round(fps))
  const seconds = Math.floor(index / rate)
  const two = (value: number) => String(value).padStart(2, '0')
  return [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60, index % rate].map(two).join(':')
}

interface Inked {
  readonly picture: Picture
  readonly width: number
  /** Empty pixels around the ink, for its shadow. */
  readonly room: number
  /** Baseline below the picture's upper edge, without the room. */
  readonly rise: number
}

/** White letters over their own soft shadow, legible on snow and at night. */
function inked(mask: Mask, height: number): Inked {
  const room = Math.ceil(height * 0.009)
  const picture = emptyPicture(mask.width + room * 2, mask.height + room * 2)
  for (let y = 0; y < mask.height; y++) {
    for (let x = 0; x < mask.width; x++) {
      picture.data[((y + room) * picture.width + x + room) * 4 + 3] = (mask.data[y * mask.width + x] as number) / 255
    }
  }
  blur(picture, height * 0.0028)
  for (let i = 3; i < picture.data.length; i += 4) picture.data[i] = Math.min(0.55, (picture.data[i] as number) * 0.9)
  for (let y = 0; y < mask.height; y++) {
    for (let x = 0; x < mask.width; x++) {
      const cover = (mask.data[y * mask.width + x] as number) / 255
      const at = ((y + room) * picture.width + x + room) * 4
      for (let k = 0; k < 3; k++) picture.data[at + k] = (WHITE[k] as number) * cover
      const shade = picture.data[at + 3] as number
      picture.data[at + 3] = cover + shade * (1 - cover)
    }
  }
  // `drawText` puts the baseline 1.12 of its size down in a picture 1.5 of its size high.
  return { picture, width: mask.width, room, rise: (mask.height * 1.12) / 1.5 }
}
