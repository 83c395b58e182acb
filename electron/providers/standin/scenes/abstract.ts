import { clamp, luma, mix, type Rgb, rampTable, scale } from '../paint/color.ts'
import type { Frame, Picture } from '../paint/picture.ts'
import { drawPicture, emptyPicture, placed, resized, sample } from '../paint/picture.ts'
import { noiseFrom, randomFrom } from '../paint/random.ts'
import { cutOut } from './cutout.ts'
import type { Scene, Stage } from './scene.ts'

/** Ink and light in a liquid: noise bent by noise, flowing, with bright filaments and drifting dust. */
export function abstract(stage: Stage): Scene {
  const { width, height, look } = stage
  const { palette } = look
  const noise = noiseFrom(look.seed)
  const random = randomFrom(look.seed)
  // Flowing colour has no fine detail of its own: half the size, smoothed up, is as good as the whole.
  const w = Math.ceil(width / 2) + 1
  const h = Math.ceil(height / 2) + 1
  const field: Picture = emptyPicture(w, h)
  const colours = rampTable(
    [
      scale(palette.skyTop, 0.7),
      palette.far,
      palette.skyMid,
      mix(palette.skyLow, palette.skyMid, 0.25),
      palette.accent,
      palette.sun,
    ],
    1024,
  )
  const spark = mix(palette.accent, palette.sun, 0.5)
  const angle = random() * Math.PI * 2
  const drift: readonly [number, number] = [Math.cos(angle) * 0.1, Math.sin(angle) * 0.1]
  const speed = 0.75 + random() * 0.4
  const dust = Array.from({ length: 70 }, () => ({
    x: random(),
    y: random(),
    near: random() ** 2,
    phase: random() * 6.3,
  }))
  const reference = stage.references[0]
  const object = reference ? cutOut(reference, Math.round(height * 0.6)) : null
  const veil = reference && !object ? resized(reference, w / 2, h / 2) : null
  const pixel = new Float32Array(4)

  return {
    bloom: 0.9,
    vignette: 0.5,
    draw(frame, { view, time, fraction }) {
      const t = time * speed * 0.32
      const size = 2.1 / (0.72 + (view.zoom - 1) * 1.6 + 0.28)
      const cos = Math.cos(view.orbit * 0.5 + time * 0.03)
      const sin = Math.sin(view.orbit * 0.5 + time * 0.03)
      const { data } = field
      let i = 0
      for (let y = 0; y < h; y++) {
        for (let x = 0; x < w; x++, i += 4) {
          const cx = ((x * 2) / height - width / height / 2 + view.x) * size
          const cy = ((y * 2) / height - 0.5 + view.y) * size
          const px = cx * cos - cy * sin + drift[0] * time + 20
          const py = cx * sin + cy * cos + drift[1] * time + 20
          const qx = noise.fbm(px + t * 0.6, py, 2)
          const qy = noise.fbm(px + 5.2, py + 1.3 - t * 0.5, 2)
          const rx = noise.fbm(px + 3.4 * qx + 1.7 + t * 0.4, py + 3.4 * qy + 9.2, 2)
          const ry = noise.fbm(px + 3.4 * qx + 8.3, py + 3.4 * qy + 2.8 - t * 0.3, 2)
          const f = noise.fbm(px + 3.2 * rx, py + 3.2 * ry, 3)
          const fold = 1 - Math.abs(2 * ry - 1)
          const thread = (fold * fold) ** 6 * (0.35 + f)
          const depth = clamp((f - 0.28) * 1.55 + (qy - 0.5) * 0.5, 0, 1)
          const at = Math.round(depth * 1023) * 3
          const shade = 0.55 + 0.9 * (rx - 0.2)
          data[i] = (colours[at] as number) * shade + spark[0] * thread * 0.5
          data[i + 1] = (colours[at + 1] as number) * shade + spark[1] * thread * 0.5
          data[i + 2] = (colours[at + 2] as number) * shade + spark[2] * thread * 0.5
          data[i + 3] = 1
          if (veil) {
            // The picture given shows through, bent by the same flow.
            sample(veil, x / 2 + (rx - 0.5) * w * 0.16, y / 2 + (ry - 0.5) * h * 0.16, pixel)
            const seen = 0.55 + 0.25 * Math.sin(fraction * Math.PI)
            for (let k = 0; k < 3; k++) data[i + k] = (data[i + k] as number) * (1 - seen) + (pixel[k] as number) * seen
          }
        }
      }
      drawPicture(frame, field, { a: 0.5, b: 0, c: 0.25, d: 0, e: 0.5, f: 0.25 }, { edge: 'clamp' })
      if (object) {
        const grow = (0.82 + 0.18 * fraction) * view.zoom
        drawPicture(
          frame,
          object,
          placed(
            object.width / 2,
            object.height / 2,
            width / 2 - view.x * height,
            height * (0.5 + 0.015 * Math.sin(time)),
            grow,
            0.05 * Math.sin(time * 0.6) + view.orbit * 0.2,
          ),
        )
      }
      for (const speck of dust) {
        const x =
          (((speck.x + time * 0.012 * (0.4 + speck.near) + 0.01 * Math.sin(time + speck.phase)) % 1) - 0.5) *
            view.zoom ** (1 + speck.near) +
          0.5
        const y = (((speck.y - time * 0.02 * (0.4 + speck.near) + 2) % 1) - 0.5) * view.zoom ** (1 + speck.near) + 0.5
        const bright = 0.5 * (0.6 + 0.4 * Math.sin(time * 1.7 + speck.phase)) * (1 - speck.near * 0.75)
        addSpot(frame, x * width, y * height, (1 + speck.near * 9) * (height / 720), spark, bright)
      }
    },
  }
}

/** A soft round light of `radius` pixels, added. */
export function addSpot(frame: Frame, cx: number, cy: number, radius: number, colour: Rgb, bright: number): void {
  const { width, height, data } = frame
  const reach = radius * 2.5 + 1
  const strength = bright / (0.6 + luma(colour))
  for (let y = Math.max(0, Math.floor(cy - reach)); y < Math.min(height, cy + reach); y++) {
    for (let x = Math.max(0, Math.floor(cx - reach)); x < Math.min(width, cx + reach); x++) {
      const dx = x + 0.5 - cx
      const dy = y + 0.5 - cy
      const light = strength * Math.exp(-(dx * dx + dy * dy) / (radius * radius))
      if (light < 0.003) continue
      const i = (y * width + x) * 3
      for (let k = 0; k < 3; k++) data[i + k] = (data[i + k] as number) + (colour[k] as number) * light
    }
  }
}
