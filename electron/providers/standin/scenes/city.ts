import { clamp, lerp, mix, scale, smooth } from '../paint/color.ts'
import { drawPicture, emptyPicture, type Picture, paint, placed } from '../paint/picture.ts'
import { noiseFrom, randomFrom } from '../paint/random.ts'
import { addSpot } from './abstract.ts'
import { cutOut } from './cutout.ts'
import { framed } from './product.ts'
import type { Scene, Stage } from './scene.ts'

/** Rows of towers in haze, lit windows, a wet street that mirrors them, moving lights. */
export function city(stage: Stage): Scene {
  const { width, height, look } = stage
  const { palette } = look
  const random = randomFrom(look.seed)
  const horizon = 0.7
  const sky = paintSky(stage)
  const rows = [0.12, 0.3, 0.55].map((depth, i) => ({ depth, picture: paintRow(stage, i, random) }))
  const cars = Array.from({ length: 16 }, (_, i) => ({
    lane: i % 2,
    at: random(),
    speed: 0.03 + random() * 0.05,
    near: random(),
  }))
  const reference = stage.references[0]
  const object = reference ? (cutOut(reference, Math.round(height * 0.34)) ?? framed(reference, height * 0.3)) : null
  const ripples = noiseFrom(look.seed ^ 0x51ab)

  return {
    bloom: 0.95,
    vignette: 0.5,
    draw(frame, { view, time }) {
      drawPicture(
        frame,
        sky,
        placed(
          sky.width / 2,
          sky.height / 2,
          width / 2 - view.x * height * 0.15,
          height * (0.5 - view.y * 0.5),
          ((height * 1.5) / sky.height) * (1 + (view.zoom - 1) * 0.1),
          view.roll,
        ),
        { edge: 'clamp' },
      )
      for (const { depth, picture } of rows) {
        const grow = 1 + (view.zoom - 1) * (0.15 + depth * 1.3)
        const side = (view.x + view.orbit * (depth - 0.3)) * (0.3 + depth)
        const base = height * (horizon + 0.012 * depth - view.y * (0.6 + 0.4 * depth))
        drawPicture(
          frame,
          picture,
          placed(picture.width / 2, picture.height, width / 2 - side * height * grow, base, grow, view.roll),
        )
      }
      const shore = Math.max(2, Math.ceil(height * (horizon - view.y * 0.8)))
      const { data } = frame
      for (let y = shore; y < height; y++) {
        const down = (y - shore) / (height - shore + 1)
        const rowY = 9 / (0.08 + down) + time * 0.15
        for (let x = 0; x < width; x++) {
          const ripple = ripples.at(((x / height) * 14) / (0.3 + down), rowY) - 0.5
          const streak = ripples.at((x / height) * 26, y * 0.004) - 0.5
          const sx = clamp(Math.round(x + ripple * 14 * down), 0, width - 1)
          const sy = clamp(
            Math.round(shore - (y - shore) * 1.25 + (ripple * 20 + streak * 12) * (0.2 + down)),
            0,
            shore - 1,
          )
          const i = (y * width + x) * 3
          const p = (sy * width + sx) * 3
          for (let k = 0; k < 3; k++)
            data[i + k] = (data[p + k] as number) * (0.62 - 0.3 * down) + (palette.near[k] as number) * 0.55
        }
      }
      for (const car of cars) {
        const way = car.lane === 0 ? 1 : -1
        const place = (car.at + way * time * car.speed + 10) % 1
        const near = 0.25 + car.near * 0.75
        const x = width / 2 + (place - 0.5) * width * (0.8 + near * 0.6) * view.zoom - view.x * height * near
        const y = shore + height * 0.05 * near + height * 0.02
        const colour = car.lane === 0 ? ([1, 0.86, 0.62] as const) : ([1, 0.16, 0.1] as const)
        addSpot(frame, x, y, height * 0.004 * (0.5 + near), colour, 0.9)
        addSpot(frame, x, y + height * 0.035, height * 0.011, colour, 0.16)
      }
      if (object)
        drawPicture(
          frame,
          object,
          placed(
            object.width / 2,
            object.height,
            width * 0.5 - view.x * height,
            height * 0.93 - view.y * height,
            view.zoom,
          ),
        )
    },
  }
}

function paintSky({ width, height, look }: Stage): Picture {
  const { palette } = look
  const noise = noiseFrom(look.seed ^ 0x33)
  const picture = emptyPicture(width * 0.5, height * 0.5)
  return paint(picture, (px, py, out) => {
    const y = (py / picture.height) * 1.5 - 0.25
    const cloud = smooth(0.45, 0.8, noise.fbm((px / picture.height) * 2.2, y * 5, 4)) * 0.35
    const low = smooth(0, 0.72, y)
    for (let k = 0; k < 3; k++) {
      const base = lerp(
        lerp(palette.skyTop[k] as number, palette.skyMid[k] as number, smooth(0, 0.45, y)),
        palette.skyLow[k] as number,
        low ** 2,
      )
      out[k] = lerp(base, palette.haze[k] as number, cloud)
    }
  })
}

interface Tower {
  readonly left: number
  readonly right: number
  readonly top: number
  readonly lit: number
  readonly grid: number
  readonly phase: number
}

function paintRow(stage: Stage, index: number, random: () => number): Picture {
  const { width, height, look } = stage
  const { palette } = look
  const picture = emptyPicture(width * 1.7, height * 0.66)
  const nearness = index / 2
  const towers: Tower[] = []
  for (let x = -20; x < picture.width; ) {
    const wide = height * (0.045 + random() * 0.075) * (0.75 + nearness * 0.7)
    const middle = 1 - Math.abs(x / picture.width - 0.5) * 1.1
    const tall =
      picture.height *
      clamp(
        (0.25 + random() ** 1.6 * 0.72) * lerp(middle, 1.25 - middle * 0.75, nearness) * (1 - nearness * 0.12),
        0.1,
        0.97,
      )
    towers.push({
      left: x,
      right: x + wide,
      top: picture.height - tall,
      lit: random(),
      grid: 0.7 + random() * 0.7,
      phase: Math.floor(random() * 1000),
    })
    x += wide + height * (random() < 0.3 ? 0.012 : 0.002)
  }
  const noise = noiseFrom(look.seed ^ (index + 77))
  const body = mix(mix(palette.far, palette.near, 0.25 + nearness * 0.6), palette.haze, 0.45 * (1 - nearness))
  const warm = mix(palette.sun, [1, 0.78, 0.45], palette.name === 'neon' ? 0.2 : 0.6)
  const cell = Math.max(3, height * (0.0075 + nearness * 0.004))
  const share = palette.night ? 0.42 : palette.name === 'sunset' ? 0.25 : 0.08
  let current = 0
  return paint(picture, (px, py, out) => {
    if (px < 1) current = 0
    while (current < towers.length - 1 && px > (towers[current] as Tower).right) current++
    const tower = towers[current] as Tower
    const inside = Math.min(px - tower.left, tower.right - px, py - tower.top)
    out[3] = clamp(inside + 0.5, 0, 1)
    if (out[3] === 0) return
    const low = py / picture.height
    const veil = smooth(0.55, 1, low) * (0.5 - nearness * 0.38)
    const face = 0.82 + 0.3 * ((px - tower.left) / (tower.right - tower.left)) * (tower.lit - 0.35)
    const gx = Math.floor((px - tower.left) / (cell * tower.grid))
    const gy = Math.floor((py - tower.top) / (cell * 1.35))
    const inCell = ((px - tower.left) % (cell * tower.grid)) / (cell * tower.grid)
    const inRow = ((py - tower.top) % (cell * 1.35)) / (cell * 1.35)
    const pane =
      smooth(0.12, 0.25, inCell) * smooth(0.92, 0.8, inCell) * smooth(0.2, 0.32, inRow) * smooth(0.86, 0.74, inRow)
    const dice = noise.at(gx * 7.31 + tower.phase, gy * 3.77 + 0.5)
    const on =
      dice < share + (noise.at(gy * 1.3, tower.phase) - 0.5) * 0.3
        ? (0.35 + 0.65 * noise.at(gx * 2.7, gy * 5.1 + tower.phase)) * pane
        : 0
    const sign =
      palette.name === 'neon' &&
      tower.lit > 0.62 &&
      Math.abs(px - tower.left - (tower.right - tower.left) * 0.16) < cell * 0.4 &&
      gy > 3 &&
      gy < 16 + (tower.phase % 9)
    for (let k = 0; k < 3; k++) {
      let colour = (body[k] as number) * face * (1 - pane * 0.12)
      colour = lerp(colour, palette.haze[k] as number, veil)
      const glow = tower.lit > 0.85 ? (palette.accent[k] as number) : (warm[k] as number)
      out[k] = colour + glow * on * (0.45 + nearness * 0.5)
      if (sign) out[k] = scale(tower.phase % 2 === 0 ? palette.accent : palette.sun, 1.15)[k] as number
    }
  })
}
