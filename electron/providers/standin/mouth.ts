import type { Shape } from './envelope.ts'
import { clamp, lerp, smooth } from './paint/color.ts'
import { ellipse } from './paint/shapes.ts'
import type { MouthTrack } from './tags.ts'

/** Where the mouth is at `time` seconds of its clip: middle in fractions of the frame, half width in frame heights. */
export function mouthAt(track: MouthTrack, time: number): { x: number; y: number; size: number } {
  const next = track.at.findIndex(([at = 0]) => at > time)
  const b = track.at[next < 0 ? track.at.length - 1 : next] ?? [0, 0.5, 0.5, 0.05]
  const a = track.at[next < 0 ? track.at.length - 1 : Math.max(0, next - 1)] ?? b
  const span = (b[0] ?? 0) - (a[0] ?? 0)
  const part = span <= 0 ? 0 : clamp((time - (a[0] ?? 0)) / span, 0, 1)
  const between = (k: number) => lerp(a[k] ?? 0, b[k] ?? 0, part)
  return { x: between(1), y: between(2), size: between(3) }
}

/** The part of the frame, in whole even pixels, inside which the mouth stays during the clip. */
export function mouthRegion(track: MouthTrack, width: number, height: number) {
  const xs = track.at.map((point) => (point[1] ?? 0) * width)
  const ys = track.at.map((point) => (point[2] ?? 0) * height)
  const reach = Math.max(...track.at.map((point) => (point[3] ?? 0) * height)) * 1.8 + 2
  const left = 2 * Math.floor(clamp(Math.min(...xs) - reach, 0, width - 4) / 2)
  const top = 2 * Math.floor(clamp(Math.min(...ys) - reach, 0, height - 4) / 2)
  const right = clamp(Math.max(...xs) + reach, left + 2, width)
  const bottom = clamp(Math.max(...ys) + reach, top + 2, height)
  return { x: left, y: top, width: 2 * Math.floor((right - left) / 2), height: 2 * Math.floor((bottom - top) / 2) }
}

const DARK = [0.13, 0.04, 0.045]
const TEETH = [0.93, 0.91, 0.87]
const TONGUE = [0.62, 0.27, 0.26]

/** Paints an open mouth over the closed one: straight (not premultiplied) RGBA bytes; (cx, cy) and `half` in pixels. */
export function paintMouth(
  out: Uint8Array,
  width: number,
  height: number,
  cx: number,
  cy: number,
  half: number,
  shape: Shape,
  track: MouthTrack,
): void {
  out.fill(0)
  const { open } = shape
  if (open <= 0) return
  const rx = half * lerp(0.72, 0.94, shape.wide) * (1 - 0.16 * open)
  const ry = half * 0.46 * open * (1 - 0.35 * shape.wide) + half * 0.03
  const middle = cy + ry * 0.32
  const soft = 1.1
  const lip = half * 0.13
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const px = x + 0.5
      const py = y + 0.5
      let r = 0
      let g = 0
      let b = 0
      let alpha = 0
      const lay = (color: readonly number[], cover: number) => {
        if (cover <= 0) return
        const next = alpha + cover * (1 - alpha)
        const share = cover / next
        r = lerp(r, color[0] ?? 0, share)
        g = lerp(g, color[1] ?? 0, share)
        b = lerp(b, color[2] ?? 0, share)
        alpha = next
      }
      const inner = ellipse(px, py, cx, middle, rx, ry)
      // Skin hides the closed lips' corners; it fades in as the mouth opens.
      lay(
        track.skin,
        smooth(half * 0.22, -half * 0.06, ellipse(px, py, cx, cy, half * 1.02, half * 0.24)) * smooth(0.02, 0.2, open),
      )
      const above = py < middle
      const rim = inner - lip * (above ? 0.75 : 1.1)
      const light = above ? 0.8 : 1.03 + 0.1 * Math.exp(-(((px - cx) / (half * 0.4)) ** 2))
      lay(
        track.lip.map((value) => value * light),
        smooth(soft, -soft, rim),
      )
      const hole = smooth(soft, -soft, inner)
      lay(DARK, hole)
      const teeth = smooth(soft, -soft, Math.max(inner + half * 0.03, py - (middle - ry * 0.42)))
      lay(
        TEETH.map((value) => value * lerp(0.72, 0.98, smooth(rx, rx * 0.3, Math.abs(px - cx)))),
        teeth * smooth(0.12, 0.35, open),
      )
      lay(
        TONGUE,
        smooth(
          soft * 2,
          -soft * 2,
          Math.max(inner + half * 0.05, ellipse(px, py, cx, middle + ry * 0.85, rx * 0.62, ry * 0.6)),
        ) *
          0.85 *
          smooth(0.2, 0.5, open),
      )
      const at = (y * width + x) * 4
      out[at] = clamp(r, 0, 1) * 255
      out[at + 1] = clamp(g, 0, 1) * 255
      out[at + 2] = clamp(b, 0, 1) * 255
      out[at + 3] = alpha * 255
    }
  }
}

const BARS = 21

/** Paints a level meter: bars that follow the last frames of the speech, for pictures whose mouth is not known. */
export function paintMeter(
  out: Uint8Array,
  width: number,
  height: number,
  shapes: readonly Shape[],
  frame: number,
): void {
  const pitch = width / (BARS + 2)
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const at = (y * width + x) * 4
      const dx = Math.max(0, Math.abs(x + 0.5 - width / 2) - width / 2 + height / 2)
      const inside = smooth(height / 2, height / 2 - 1.5, Math.hypot(dx, y + 0.5 - height / 2))
      const bar = Math.floor(x / pitch) - 1
      const within = Math.abs(((x / pitch) % 1) - 0.5) < 0.24
      const age = Math.abs(bar - (BARS - 1) / 2)
      const level =
        bar >= 0 && bar < BARS ? (shapes[Math.max(0, frame - Math.floor(age))]?.open ?? 0) * (1 - age * 0.055) : 0
      const tall = Math.max(0.08, level) * height * 0.34
      const lit = within && bar >= 0 && bar < BARS ? smooth(tall + 0.8, tall - 0.8, Math.abs(y + 0.5 - height / 2)) : 0
      out[at] = 20 + lit * 225
      out[at + 1] = 22 + lit * 215
      out[at + 2] = 28 + lit * 190
      out[at + 3] = inside * (120 + lit * 120)
    }
  }
}
