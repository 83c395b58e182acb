import { clamp, hex, lerp, luma, mix, type Rgb, scale, smooth } from '../paint/color.ts'
import { blur, drawPicture, emptyPicture, type Frame, type Picture, paint, placed } from '../paint/picture.ts'
import { noiseFrom, randomFrom } from '../paint/random.ts'
import { cutOut } from './cutout.ts'
import { type Body, type ObjectKind, objectBox, paintObject } from './object.ts'
import type { Scene, Stage } from './scene.ts'

const KINDS: readonly (readonly [RegExp, ObjectKind])[] = [
  [/\b(dripper|pour[- ]over|coffee maker|funnel)\b/, 'dripper'],
  [/\b(mug|cup|tea|coffee|bowl)\b/, 'cup'],
  [/\b(bottle|perfume|flask|can|lipstick|jar|serum|drink)\b/, 'bottle'],
]

const GLAZES = ['#efe8dc', '#e3d9c8', '#f1ede6', '#3c5f66', '#bd5f3a', '#6b7d66', '#ddbfa6', '#e9e2d6']

function bodyFor(text: string, seed: number, accent: Rgb): Body {
  const random = randomFrom(seed ^ 0x85ebca6b)
  const kind = KINDS.find(([pattern]) => pattern.test(text))?.[1] ?? (random() < 0.5 ? 'vase' : 'bottle')
  return { kind, glaze: hex(GLAZES[Math.floor(random() * GLAZES.length)] ?? '#e9e2d6'), accent, seed }
}

/** A thing on a pedestal in a studio: soft key from the left, a rim from the right, its mirror image in the polished top. */
export function product(stage: Stage): Scene {
  const { width, height, look } = stage
  const { palette } = look
  const random = randomFrom(look.seed)
  const wall = paintWall(stage, random)
  const pedestal = paintPedestal(stage)
  // A close-up fills the frame; otherwise the thing has air around it.
  const tall = height * (/\b(macro|close[- ]?up|detail)\b/.test(look.text) ? 0.6 : 0.48)
  const reference = stage.references[0]
  const cut = reference ? cutOut(reference, Math.round(tall * 1.12)) : null
  const edges = cut && edgesOf(cut)
  const print = reference && !cut ? framed(reference, tall * 1.1) : null
  const body = bodyFor(look.text, look.seed, palette.accent)
  const turns = look.turns ? 1 : 0.35
  const start = random() * 0.6 - 0.9

  return {
    bloom: 0.6,
    vignette: 0.5,
    draw(frame, { view, time }) {
      const around = view.orbit
      const middle = width / 2 - view.x * height
      const floor = height * 0.83 - view.y * height
      drawPicture(
        frame,
        wall,
        placed(
          wall.width / 2,
          wall.height / 2,
          width / 2 - view.x * height * 0.5 - around * height * 0.3,
          height / 2 - view.y * height * 0.6,
          ((height * 1.35) / wall.height) * (1 + (view.zoom - 1) * 0.4),
          view.roll,
        ),
        { edge: 'clamp' },
      )
      const size = view.zoom
      drawPicture(frame, pedestal, placed(pedestal.width / 2, pedestal.height * 0.16, middle, floor, size, view.roll))
      if (cut || print) {
        const picture = (cut ?? print) as Picture
        const swing = 0.24 * turns * Math.sin(time * 0.8 - 1.4) + around * 0.2
        const foot = floor + picture.width * 0.03
        shadow(frame, middle, floor, picture.width * 0.5 * size, height * 0.045 * size)
        if (cut && edges) {
          drawTurned(frame, cut, edges, middle, foot, size, swing, -0.22)
          drawTurned(frame, cut, edges, middle, foot, size, swing, 1)
        } else {
          const squeeze = Math.max(0.4, Math.cos(swing))
          const map = placed(picture.width / 2, picture.height, middle, foot, size, view.roll)
          drawPicture(frame, picture, { ...map, a: map.a / squeeze, c: picture.width / 2 - (map.a / squeeze) * middle })
        }
        return
      }
      const angle = start + time * 0.5 * turns + around
      // A turning body is traced for every frame: at two thirds of the size, which the soft studio light forgives.
      const fine = stage.seconds === 0 ? 1 : Math.min(1, Math.max(0.45, 330 / tall))
      const sprite = paintObject(body, tall * fine, angle, stage.seconds === 0 ? 2 : 1)
      const box = objectBox(body.kind, tall * fine)
      shadow(frame, middle, floor, tall * 0.42 * size, height * 0.05 * size)
      const map = placed(sprite.width / 2, sprite.height - box.foot, middle, floor, size / fine, view.roll)
      mirrored(frame, sprite, middle, floor, size / fine, box.foot, height * 0.16)
      drawPicture(frame, sprite, map)
    },
  }
}

function paintWall(stage: Stage, random: () => number): Picture {
  const { width, height, look } = stage
  const { palette } = look
  const noise = noiseFrom(look.seed ^ 0x94d049bb)
  const dark = luma(palette.skyMid) < 0.35 || /\b(dark|black|moody|noir|dramatic)\b/.test(look.text)
  const tint = mix(palette.skyMid, palette.haze, 0.4)
  const base = dark ? scale(tint, 0.5) : mix(tint, hex('#d2c2ae'), 0.55)
  const low = scale(base, dark ? 0.45 : 0.62)
  const lamp = mix(palette.sun, [1, 1, 1], 0.3)
  const picture = emptyPicture(width * 0.7, height * 0.7)
  const lean = 0.25 + random() * 0.2
  const arch = random() < 0.6
  const archX = (random() < 0.5 ? -1 : 1) * (0.3 + random() * 0.25)
  paint(picture, (px, py, out) => {
    const x = ((px - picture.width / 2) / picture.height) * 1.35
    const y = (py / picture.height - 0.5) * 1.35
    const pool = Math.exp(-((x + 0.28) ** 2 * 2.1 + (y + 0.12) ** 2 * 2.6))
    // A window's bars of light falling across the wall, soft at the edges.
    const slant = x + y * lean + 0.95
    const bars =
      smooth(0.06, 0.1, slant % 0.34) *
      smooth(0.34, 0.3, slant % 0.34) *
      smooth(-0.95, -0.4, x) *
      smooth(0.15, -0.2, x) *
      smooth(0.42, 0.1, y) *
      smooth(-0.62, -0.3, y)
    const floor = smooth(0.2, 0.36, y)
    let light = 0.62 + pool * 0.5 + bars * 0.13 - floor * 0.18
    if (arch) {
      const top = Math.hypot(x - archX, Math.min(0, y + 0.12)) - 0.27
      light *=
        1 - 0.16 * smooth(0.012, -0.012, top) + 0.1 * smooth(0.03, 0, Math.abs(top)) * smooth(archX, archX - 0.2, x)
    }
    light += (noise.fbm(px * 0.02, py * 0.02, 3) - 0.5) * 0.05
    for (let k = 0; k < 3; k++) {
      out[k] =
        lerp(base[k] as number, low[k] as number, floor) * light + (lamp[k] as number) * (pool * 0.09 + bars * 0.05)
    }
  })
  return blur(picture, picture.height / 260)
}

/** A round pedestal; its top's middle is at 16 % of the picture's height. */
function paintPedestal(stage: Stage): Picture {
  const { height, look } = stage
  const { palette } = look
  const noise = noiseFrom(look.seed ^ 0x9e3779b9)
  const dark = luma(palette.skyMid) < 0.35
  const stone = dark
    ? mix(scale(palette.skyMid, 0.7), [0.25, 0.26, 0.3], 0.5)
    : mix(palette.haze, [0.86, 0.84, 0.8], 0.7)
  const width = height * 0.98
  const picture = emptyPicture(width, height * 0.6)
  const rx = width * 0.485
  const ry = rx * 0.19
  const cy = picture.height * 0.16
  return paint(picture, (px, py, out) => {
    const x = (px - width / 2) / rx
    const y = (py - cy) / ry
    const inTop = x * x + y * y
    const top = smooth(1 + 2 / ry, 1 - 2 / ry, inTop)
    const side = Math.abs(x) < 1 && py > cy ? smooth(1, 0.996, Math.abs(x)) : 0
    const veins = (noise.fbm((px / height) * 9, (py / height) * 16, 4) - 0.5) * 0.1
    const column = 0.34 + 0.5 * Math.max(0, Math.cos((x + 0.5) * 1.35)) + 0.12 * smooth(0.75, 0.98, x)
    const lip = smooth(ry * 0.16, 0, Math.abs(py - cy - ry * Math.sqrt(Math.max(0, 1 - x * x)))) * 0.22
    const plate = 0.8 + 0.2 * Math.exp(-((x + 0.35) ** 2) * 2) - 0.12 * x
    const light = lerp(column + lip * (1 - x) * 0.6, plate, top) + veins
    const fall = lerp(1, 0.55, clamp((py - cy) / (picture.height - cy), 0, 1) * (1 - top))
    for (let k = 0; k < 3; k++) out[k] = (stone[k] as number) * light * fall
    out[3] = Math.max(top, side)
  })
}

/** A soft dark oval under what stands at (cx, cy). */
function shadow(frame: Frame, cx: number, cy: number, rx: number, ry: number): void {
  const { width, height, data } = frame
  for (let y = Math.max(0, Math.floor(cy - ry * 2.4)); y < Math.min(height, cy + ry * 2.4); y++) {
    for (let x = Math.max(0, Math.floor(cx - rx * 1.4)); x < Math.min(width, cx + rx * 2); x++) {
      const dx = (x - cx - rx * 0.16) / rx
      const dy = (y - cy) / ry
      const away = dx * dx + dy * dy
      const dark = 1 - 0.62 * Math.exp(-away * 1.9)
      const i = (y * width + x) * 3
      for (let k = 0; k < 3; k++) data[i + k] = (data[i + k] as number) * dark
    }
  }
}

/** What stands on polished stone shows again below its foot, fading within `reach` pixels. */
function mirrored(
  frame: Frame,
  sprite: Picture,
  cx: number,
  floor: number,
  size: number,
  foot: number,
  reach: number,
): void {
  const { width, height, data } = frame
  const pixel = (sprite.height - foot) | 0
  for (let y = Math.ceil(floor); y < Math.min(height, floor + reach); y++) {
    const v = Math.floor(pixel - ((y - floor) / size) * 0.8 + foot * 0.5)
    if (v < 0 || v >= sprite.height) continue
    const fade = 0.2 * (1 - (y - floor) / reach) ** 2
    for (let x = 0; x < width; x++) {
      const u = Math.floor((x - cx) / size + sprite.width / 2)
      if (u < 0 || u >= sprite.width) continue
      const at = (v * sprite.width + u) * 4
      const alpha = (sprite.data[at + 3] as number) * fade
      if (alpha === 0) continue
      const i = (y * width + x) * 3
      for (let k = 0; k < 3; k++)
        data[i + k] = (data[i + k] as number) * (1 - alpha) + (sprite.data[at + k] as number) * fade
    }
  }
}

/**
 * Draws a cut-out as if it were round and turned by `angle`: in every row, what lies between the left and right edge is taken for
 * the front of a round body and slides around it. `up` 1 stands, a negative share hangs below as a faint mirror image.
 */
function drawTurned(
  frame: Frame,
  cut: Picture,
  rows: Float32Array,
  cx: number,
  foot: number,
  size: number,
  angle: number,
  up: number,
): void {
  const { width, height, data } = frame
  const sin = Math.sin(angle)
  const cos = Math.cos(angle)
  const tall = cut.height * size
  const opacity = up > 0 ? 1 : 0.3
  const span = up > 0 ? tall : tall * -up
  const from = up > 0 ? foot - tall : foot
  for (let y = Math.max(0, Math.floor(from)); y < Math.min(height, from + span); y++) {
    const v = up > 0 ? (y + 0.5 - from) / size - 0.5 : cut.height - 1 - (y + 0.5 - from) / size
    const v0 = clamp(Math.floor(v), 0, cut.height - 2)
    const fv = clamp(v - v0, 0, 1)
    const left = lerp(rows[v0 * 2] as number, rows[v0 * 2 + 2] as number, fv)
    const right = lerp(rows[v0 * 2 + 1] as number, rows[v0 * 2 + 3] as number, fv)
    if (right <= left) continue
    const fade = up > 0 ? 1 : opacity * (1 - (y - from) / span) ** 2
    const half = (right - left) / 2
    const centre = (left + right) / 2
    // Off-centre parts (a spout, a handle) swing with the body.
    const axis = cut.width / 2
    const placedAt = cx + (centre - axis) * cos * size
    const reach = half * size
    for (let x = Math.max(0, Math.floor(placedAt - reach)); x < Math.min(width, Math.ceil(placedAt + reach)); x++) {
      const s = clamp((x + 0.5 - placedAt) / reach, -1, 1)
      const deep = Math.sqrt(1 - s * s)
      // Where this point was before the turn; what comes from behind shows the front mirrored.
      let source = s * cos - deep * sin * 0.85
      source = lerp(source, s, Math.abs(s) ** 6)
      const u = clamp(centre + source * half - 0.5, 0, cut.width - 1.001)
      const u0 = u | 0
      const fu = u - u0
      const p = (v0 * cut.width + u0) * 4
      const q = p + cut.width * 4
      const w00 = (1 - fu) * (1 - fv)
      const w10 = fu * (1 - fv)
      const w01 = (1 - fu) * fv
      const w11 = fu * fv
      const alpha =
        (w00 * (cut.data[p + 3] as number) +
          w10 * (cut.data[p + 7] as number) +
          w01 * (cut.data[q + 3] as number) +
          w11 * (cut.data[q + 7] as number)) *
        fade
      if (alpha === 0) continue
      const light = 1 + 0.22 * (source - s) - 0.1 * Math.abs(sin) * Math.max(0, s * Math.sign(sin))
      const i = (y * width + x) * 3
      for (let k = 0; k < 3; k++) {
        const colour =
          w00 * (cut.data[p + k] as number) +
          w10 * (cut.data[p + 4 + k] as number) +
          w01 * (cut.data[q + k] as number) +
          w11 * (cut.data[q + 4 + k] as number)
        data[i + k] = (data[i + k] as number) * (1 - alpha) + colour * fade * light
      }
    }
  }
}

/** Left and right edge of a cut-out in every row, smoothed over its neighbours, so that turning does not tear it. */
function edgesOf(cut: Picture): Float32Array {
  const sharp = new Float32Array(cut.height * 2)
  for (let y = 0; y < cut.height; y++) {
    let left = -1
    let right = -1
    for (let x = 0; x < cut.width; x++) {
      if ((cut.data[(y * cut.width + x) * 4 + 3] as number) < 0.05) continue
      if (left < 0) left = x
      right = x + 1
    }
    sharp[y * 2] = left < 0 ? cut.width / 2 : left
    sharp[y * 2 + 1] = left < 0 ? cut.width / 2 : right
  }
  const rows = new Float32Array(sharp.length)
  const reach = Math.max(1, Math.round(cut.height / 90))
  for (let y = 0; y < cut.height; y++) {
    for (const side of [0, 1]) {
      let sum = 0
      for (let j = -reach; j <= reach; j++) sum += sharp[clamp(y + j, 0, cut.height - 1) * 2 + side] as number
      rows[y * 2 + side] = sum / (2 * reach + 1)
    }
  }
  return rows
}

/** A picture of anything else, as a print with a thin border. */
export function framed(picture: Picture, tall: number): Picture {
  const border = Math.max(2, Math.round(tall * 0.025))
  const inner = { height: tall, width: (tall * picture.width) / picture.height }
  const out = emptyPicture(inner.width + 2 * border, inner.height + 2 * border)
  paint(out, (_x, _y, colour) => {
    colour.set([0.93, 0.92, 0.9, 1])
  })
  const frame = emptyPicture(inner.width, inner.height)
  const sx = picture.width / frame.width
  for (let y = 0; y < frame.height; y++) {
    for (let x = 0; x < frame.width; x++) {
      const u = clamp(Math.floor((x + 0.5) * sx), 0, picture.width - 1)
      const v = clamp(Math.floor(((y + 0.5) * picture.height) / frame.height), 0, picture.height - 1)
      const from = (v * picture.width + u) * 4
      out.data.set(picture.data.subarray(from, from + 4), ((y + border) * out.width + x + border) * 4)
    }
  }
  return out
}
