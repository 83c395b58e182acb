import { clamp, lerp, luma, mix, type Rgb, rampTable, scale, smooth } from '../paint/color.ts'
import { drawPicture, emptyPicture, type Frame, type Picture, paint, placed, resized } from '../paint/picture.ts'
import { type Noise, noiseFrom, randomFrom } from '../paint/random.ts'
import { cutOut } from './cutout.ts'
import type { Moment, Scene, Stage } from './scene.ts'

/** What kind of country it is, from the prompt. */
interface Country {
  readonly water: boolean
  readonly snow: boolean
  readonly trees: boolean
  readonly mist: number
  /** Height of the far range, of the frame. */
  readonly relief: number
  readonly dunes: boolean
}

function countryOf(text: string, random: () => number): Country {
  const dunes = /\b(desert|dunes?|sahara|sand)\b/.test(text)
  const sea = /\b(ocean|sea|beach|coast\w*|island)\b/.test(text)
  return {
    dunes,
    water: !dunes && (sea || /\b(lake|river|water|fjord|reflection)\b/.test(text) || random() < 0.35),
    snow: /\b(snow\w*|winter|glacier|alps?|alpine|himalaya\w*|peaks?)\b/.test(text) || (!dunes && random() < 0.4),
    trees: !dunes && !sea && (/\b(forest|woods?|pines?|trees?)\b/.test(text) || random() < 0.75),
    mist: /\b(mist\w*|fog\w*|haze|hazy|clouds?)\b/.test(text) ? 1 : 0.45,
    relief: sea ? 0.16 : dunes ? 0.2 : /\b(mountains?|peaks?|alps?|canyon)\b/.test(text) ? 0.46 : 0.34,
  }
}

interface Range {
  readonly picture: Picture
  /** 0 at the horizon, 1 at the camera. */
  readonly depth: number
  /** Frame height (0 top, 1 bottom) of the picture's lower edge. */
  readonly foot: number
}

/** How far a range goes on below its foot where no water ends it, of the frame. */
const BODY = 0.42

/** Mountains, dunes or islands in haze under a sky, with a lake that mirrors them and trees at the sides. */
export function landscape(stage: Stage): Scene {
  const { width, height, look } = stage
  const random = randomFrom(look.seed)
  const noise = noiseFrom(look.seed)
  const country = countryOf(look.text, random)
  const { palette } = look
  const horizon = country.water ? 0.6 + random() * 0.05 : 0.64
  const sunX = (random() < 0.5 ? 0.24 : 0.66) + random() * 0.12
  const sunY = horizon - country.relief * (0.62 + random() * 0.2)

  const sky = paintSky(stage, noise, sunX, sunY)
  const clouds = paintClouds(stage, noise, sunX)
  const ranges: Range[] = []
  const count = 4
  for (let i = 0; i < count; i++) {
    const depth = [0.1, 0.22, 0.4, 0.62][i] ?? 0.5
    const peak = country.relief * ([1, 0.72, 0.46, 0.3][i] ?? 0.3)
    const foot = country.water ? horizon : horizon + 0.02 + depth * depth * 0.75
    ranges.push({ picture: paintRange(stage, country, noise, i, count, peak, sunX), depth, foot })
  }
  const mist = paintMist(stage, noise)
  const trees = country.trees ? paintTrees(stage, random) : null
  const ripples = noiseFrom(look.seed ^ 0x5bd1e995)
  const [reference] = stage.references
  const object = reference ? cutOut(reference, height * 0.42) : null
  const stone = paintStone(stage, noise)
  const ghost = reference && !object ? feathered(reference, height * 0.5) : null

  return {
    bloom: palette.night ? 0.5 : 0.75,
    vignette: 0.4,
    draw(frame, moment) {
      const { view, time } = moment
      const shore = height * (horizon - view.y * 0.6)
      const put = (
        picture: Picture,
        depth: number,
        x: number,
        y: number,
        size: number,
        edge?: 'clamp',
        opacity = 1,
      ) => {
        const grow = 1 + (view.zoom - 1) * (0.12 + depth * 1.15)
        const side = (view.x + view.orbit * (depth - 0.3) * 0.8) * (0.25 + depth)
        const cx = width / 2 + ((x - 0.5) * width - side * height) * grow
        const rise = view.y * (0.55 + depth * 0.45)
        const cy = height * (horizon + (y - horizon) * grow - rise)
        drawPicture(frame, picture, placed(picture.width / 2, picture.height, cx, cy, size * grow, view.roll), {
          edge: edge ?? 'clear',
          opacity,
        })
      }
      drawPicture(
        frame,
        sky,
        placed(
          sky.width / 2,
          sky.height / 2,
          width / 2 - view.x * 0.25 * height,
          height * (0.5 - view.y * 0.55),
          ((height * 1.5) / sky.height) * (1 + (view.zoom - 1) * 0.1),
          view.roll,
        ),
        { edge: 'clamp', above: country.water ? shore + 2 : height },
      )
      put(clouds, 0.02, 0.5 + time * 0.0035, horizon - 0.02, (height * 0.72) / clouds.height)
      if (ghost) put(ghost, 0.05, 0.5, horizon - 0.06, 1, undefined, 0.6)
      ranges.forEach((range, i) => {
        put(range.picture, range.depth, 0.5, range.foot + 0.004 + (country.water ? 0 : BODY), 1)
        const drift = (i % 2 === 0 ? 1 : -0.7) * time * 0.006
        put(
          mist,
          range.depth,
          0.5 + drift,
          range.foot + 0.055 + 0.02 * i,
          (width * 1.8) / mist.width,
          undefined,
          country.mist * (0.85 - range.depth * 0.6),
        )
      })
      if (country.water) drawWater(frame, moment, stage, horizon, ripples, sunX)
      if (country.water)
        put(mist, 0.55, 0.5 - time * 0.008, horizon + 0.075, (width * 2) / mist.width, undefined, country.mist * 0.55)
      if (object) {
        const size = (height * 0.42) / object.height
        put(stone, 0.85, 0.5, 1.0, 1)
        put(object, 0.85, 0.5, 0.935, size)
      }
      if (trees) {
        put(trees, 0.7, 0.5, 1.02, 1)
      }
    },
  }
}

function paintSky(stage: Stage, noise: Noise, sunX: number, sunY: number): Picture {
  const { width, height, look } = stage
  const { palette } = look
  const random = randomFrom(look.seed ^ 0x1234567)
  const table = rampTable([palette.skyTop, palette.skyMid, palette.skyLow, mix(palette.skyLow, palette.sun, 0.35)], 512)
  const picture = emptyPicture(width * 0.75, height * 0.75)
  // The picture covers one and a half frames, so that tilts and pans never meet its edge.
  const toFrame = (height * 1.5) / picture.height
  const sky = paint(picture, (px, py, out) => {
    const x = 0.5 + ((px - picture.width / 2) * toFrame) / width
    const y = 0.5 + ((py - picture.height / 2) * toFrame) / height
    const at = Math.round(clamp((y + 0.12) / 0.8 + (noise.fbm(x * 2, y * 5, 2) - 0.5) * 0.06, 0, 1) * 511) * 3
    const dx = ((x - sunX) * width) / height
    const dy = y - sunY
    const away = Math.sqrt(dx * dx + dy * dy)
    const disc = smooth(0.034, 0.029, away) * (palette.night ? 0.9 : 1.25)
    const glow = 0.55 * Math.exp(-away * 5.5) + 0.35 * Math.exp(-away * 1.7)
    const strength = palette.night ? 0.35 : 0.95 - 0.6 * luma(palette.skyLow)
    for (let k = 0; k < 3; k++) {
      const light = palette.sun[k] as number
      out[k] = (table[at + k] as number) * (1 - 0.2 * glow) + light * (glow * strength + disc)
    }
  })
  if (palette.night) {
    for (let i = 0; i < 420; i++) {
      const x = Math.floor(random() * (picture.width - 2))
      const y = Math.floor(random() ** 1.4 * picture.height * 0.62)
      const bright = random() ** 3 * 0.9
      for (let k = 0; k < 3; k++) {
        const at = (y * picture.width + x) * 4 + k
        sky.data[at] = (sky.data[at] as number) + bright
      }
    }
  }
  return sky
}

function paintClouds(stage: Stage, noise: Noise, sunX: number): Picture {
  const { width, height, look } = stage
  const { palette } = look
  const picture = emptyPicture(width * 0.75, height * 0.36)
  const lit = mix(palette.sun, [1, 1, 1], 0.25)
  const shade = mix(palette.skyMid, palette.haze, 0.5)
  return paint(picture, (px, py, out) => {
    const x = px / picture.height
    const y = py / picture.height
    const body = noise.fbm(x * 1.3 + 40, y * 4.2, 5)
    const above = noise.fbm(x * 1.3 + 40, y * 4.2 - 0.16, 4)
    const cover = smooth(0.5, 0.78, body) * smooth(0, 0.25, y) * smooth(1, 0.72, y) * 0.8
    const near = Math.exp(-Math.abs(px / picture.width - (sunX * 0.66 + 0.17)) * 3)
    const light = clamp(0.45 + (body - above) * 2.2 + near * 0.45, 0, 1)
    const edges = smooth(0, 0.12, px / picture.width) * smooth(1, 0.88, px / picture.width)
    for (let k = 0; k < 3; k++) out[k] = lerp(shade[k] as number, lit[k] as number, light)
    out[3] = cover * edges
  })
}

function paintRange(
  stage: Stage,
  country: Country,
  noise: Noise,
  index: number,
  count: number,
  peak: number,
  sunX: number,
): Picture {
  const { width, height, look } = stage
  const { palette } = look
  const nearness = index / (count - 1)
  const body = mix(palette.far, palette.near, nearness ** 1.15)
  const haze = mix(palette.haze, palette.skyLow, 0.3)
  const rock = mix(body, haze, 0.5 * (1 - nearness) ** 1.3)
  const snow = mix(mix([0.96, 0.97, 1], palette.sun, 0.35), haze, 0.35 * (1 - nearness))
  const base = peak * height
  const drop = country.water ? 0 : height * BODY
  const picture = emptyPicture(width * 1.7, base * 1.25 + drop)
  const frequency = (country.dunes ? 1.1 : ([1.5, 1.9, 2.4, 3][index] ?? 2)) / height
  const offset = 37.7 * index + 3.1
  const crest = new Float32Array(picture.width + 4)
  for (let x = 0; x < crest.length; x++) {
    const fx = x * frequency + offset
    const shape = country.dunes
      ? 0.1 + 1.1 * smooth(0.15, 0.9, noise.fbm(fx * 1.3, offset, 2))
      : crestAt(noise, fx, offset)
    // A lower middle leaves the view open; what is near rises towards the sides.
    const side = Math.abs(x / picture.width - 0.5) * 2
    crest[x] = base * clamp(shape * lerp(1, 0.55 + side * 0.85, 0.25 + nearness * 0.6), 0.04, 1.2)
  }
  const toLight = sunX < 0.5 ? -1 : 1
  const reach = Math.max(2, Math.round(height / 70))
  const detail = country.dunes ? 7 / height : 22 / height
  return paint(picture, (px, py, out) => {
    const up = picture.height - drop - py
    const top = crest[Math.floor(px)] as number
    const cover = clamp(top - up + 0.5, 0, 1)
    out[3] = cover
    if (cover === 0) return
    const depth = top - up
    const near = crest[Math.max(0, Math.floor(px) - reach)] as number
    const slope = ((crest[Math.min(crest.length - 1, Math.floor(px) + reach)] as number) - near) / (2 * reach)
    const x = px * detail + offset
    const y = up * detail
    let light: number
    if (country.dunes) {
      const wave = noise.fbm(x * 0.35 + y * 0.2, y * 0.9, 3)
      light = clamp(
        0.52 +
          slope * -toLight * 1.6 * Math.exp((-depth / height) * 6) +
          (wave - 0.5) * 0.9 +
          smooth(height * 0.05, 0, depth) * 0.2,
        0,
        1,
      )
    } else {
      const here = noise.ridged(x * 0.55 + 0.25 * y, y * 0.6, 5)
      const beside = noise.ridged((x + toLight * 0.2) * 0.55 + 0.25 * (y - 0.14), (y - 0.14) * 0.6, 5)
      light = clamp(
        0.4 +
          (here - beside) * 2.3 * (1 - nearness * 0.4) * smooth(-0.12 * height, 0.06 * height, up) -
          slope * toLight * 0.3 * Math.exp((-depth / height) * 12),
        0,
        1,
      )
    }
    const low = clamp(1 - up / Math.max(1, base), 0, 1)
    const veil = clamp((0.12 + 0.62 * low ** 1.6) * (1 - nearness * 0.75), 0, 1) * (country.water || up > 0 ? 1 : 0.75)
    const white =
      country.snow && nearness < 0.75 ? smooth(0.5, 0.66, up / base + (noise.fbm(x * 0.9, y * 0.9, 3) - 0.5) * 0.5) : 0
    for (let k = 0; k < 3; k++) {
      const dark = (rock[k] as number) * 0.55
      const bright = lerp(rock[k] as number, palette.sun[k] as number, country.dunes ? 0.5 : 0.34)
      let colour = lerp(dark, bright, light)
      if (white > 0) {
        const snowColour = lerp((snow[k] as number) * 0.62, snow[k] as number, clamp(light * 1.25, 0, 1))
        colour = lerp(colour, snowColour, white * 0.9)
      }
      out[k] = lerp(colour, haze[k] as number, veil)
    }
  })
}

/** A flat stone at the shore for what stands in the foreground. */
function paintStone({ height, look }: Stage, noise: Noise): Picture {
  const { palette } = look
  const dark = mix(palette.near, palette.far, 0.3)
  const lit = mix(palette.far, palette.sun, 0.25)
  const picture = emptyPicture(height * 0.62, height * 0.13)
  return paint(picture, (px, py, out) => {
    const x = (px / picture.width - 0.5) * 2
    const y = py / picture.height
    const rough = noise.fbm((px / height) * 14, (py / height) * 22, 4)
    const edge = 0.12 + 0.75 * Math.abs(x) ** 4 + (rough - 0.5) * 0.12 * smooth(0.2, 0.9, Math.abs(x))
    const top = smooth(0.62, 0.3, y) * smooth(1, 0.6, Math.abs(x))
    const light = 0.12 + top * 0.45 + (rough - 0.5) * 0.5
    for (let k = 0; k < 3; k++) out[k] = lerp((dark[k] as number) * 0.8, lit[k] as number, clamp(light, 0, 1))
    out[3] = smooth(-1.2 / picture.height, 1.2 / picture.height, y - edge) * smooth(1, 0.97, Math.abs(x))
  })
}

/** The picture given, as it would stand in the sky: `tall` pixels high, fading out at its edges. */
function feathered(reference: Picture, tall: number): Picture {
  const picture = resized(reference, (tall * reference.width) / reference.height, tall)
  for (let y = 0; y < picture.height; y++) {
    for (let x = 0; x < picture.width; x++) {
      const u = Math.min(x, picture.width - 1 - x) / picture.width
      const v = Math.min(y, picture.height - 1 - y) / picture.height
      const cover = smooth(0, 0.22, u) * smooth(0, 0.22, v)
      const at = (y * picture.width + x) * 4
      for (let k = 0; k < 4; k++) picture.data[at + k] = (picture.data[at + k] as number) * cover
    }
  }
  return picture
}

/** Height of a mountain range along a line, about 0..1.1: sharp peaks of several sizes over broad massifs. */
function crestAt(noise: Noise, x: number, row: number): number {
  let sum = 0
  let gain = 1
  let frequency = 1
  for (let octave = 0; octave < 7; octave++) {
    const fold = 1 - Math.abs(2 * noise.at(x * frequency + octave * 17.3, row + octave * 5.7) - 1)
    sum += gain * fold
    gain *= octave === 0 ? 0.42 : 0.5
    frequency *= 2.07
  }
  const massif = noise.at(x * 0.45 + 77, row + 50)
  const peak = (sum / 1.84 - 0.32) * 1.55
  // A soft floor: valleys stay uneven instead of being cut off flat.
  return (0.5 * (peak + Math.sqrt(peak * peak + 0.05)) + 0.02) * (0.55 + massif * 0.75)
}

function paintMist(stage: Stage, noise: Noise): Picture {
  const { width, height, look } = stage
  const colour = mix(mix(look.palette.haze, look.palette.sun, 0.35), [1, 1, 1], look.palette.night ? 0 : 0.12)
  const picture = emptyPicture(width * 0.6, height * 0.05)
  return paint(picture, (px, py, out) => {
    const x = px / picture.height
    const y = py / picture.height
    const body = noise.fbm(x * 0.16 + 90, y * 1.3 + 5, 4)
    const band = Math.sin(Math.PI * clamp(y, 0, 1)) ** 1.6
    const edges = smooth(0, 0.06, px / picture.width) * smooth(1, 0.94, px / picture.width)
    out.set(colour)
    out[3] = smooth(0.32, 0.68, body) * band * edges * 0.9
  })
}

/** Conifers at both sides, dark against the light. */
function paintTrees(stage: Stage, random: () => number): Picture {
  const { width, height, look } = stage
  const { palette } = look
  const picture = emptyPicture(width * 1.5, height * 0.75)
  const dark = scale(mix(palette.near, palette.far, 0.12), 0.85)
  const rim = mix(palette.near, palette.sun, 0.3)
  const trees: { x: number; tall: number; shade: number }[] = []
  for (let i = 0; i < 90; i++) {
    const side = random() < 0.5 ? -1 : 1
    const away = 0.27 + random() ** 0.7 * 0.46
    const tall = height * (0.06 + Math.max(0, away - 0.27) * 1.15 * (0.45 + random() * 0.75))
    trees.push({ x: picture.width / 2 + side * away * width, tall, shade: random() })
  }
  trees.sort((a, b) => b.tall - a.tall)
  for (const tree of trees) drawTree(picture, tree.x, tree.tall, mix(dark, rim, 0.05 + tree.shade * 0.1), rim, random)
  // The bank they stand on.
  const bank = noiseFrom(look.seed ^ 0x777)
  for (let x = 0; x < picture.width; x++) {
    const side = Math.abs(x / picture.width - 0.5) * 1.5
    const high = height * (0.045 + Math.max(0, side - 0.16) * 0.2 + (bank.fbm((x / height) * 9, 1, 4) - 0.5) * 0.035)
    for (let y = Math.max(0, Math.floor(picture.height - high)); y < picture.height; y++) {
      const cover = clamp(y - (picture.height - high) + 1, 0, 1)
      const at = (y * picture.width + x) * 4
      const lit = bank.fbm((x / height) * 40, (y / height) * 40, 2) * 0.12
      for (let k = 0; k < 3; k++) {
        const colour = lerp(dark[k] as number, rim[k] as number, lit)
        picture.data[at + k] = (picture.data[at + k] as number) * (1 - cover) + colour * cover
      }
      picture.data[at + 3] = (picture.data[at + 3] as number) * (1 - cover) + cover
    }
  }
  return picture
}

function drawTree(picture: Picture, x: number, tall: number, colour: Rgb, rim: Rgb, random: () => number): void {
  const tiers = 9 + Math.floor(random() * 5)
  const broad = tall * (0.17 + random() * 0.05)
  const phase = random() * 6
  const top = picture.height - tall
  for (let y = Math.max(0, Math.floor(top)); y < picture.height; y++) {
    const down = (y + 0.5 - top) / tall
    if (down <= 0) continue
    const tier = (down * tiers) % 1
    const reach = broad * (down * 0.92 + 0.02) * (0.55 + 0.5 * tier)
    for (const side of [-1, 1]) {
      const jag = 1 + 0.22 * Math.sin(down * 61 + phase + side * 2) + 0.14 * Math.sin(down * 137 + phase * 3 - side)
      const edge = reach * jag
      const from = side < 0 ? Math.floor(x - edge - 1) : Math.floor(x)
      const to = side < 0 ? Math.floor(x) : Math.ceil(x + edge + 1)
      for (let px = Math.max(0, from); px < Math.min(picture.width, to); px++) {
        const away = Math.abs(px + 0.5 - x)
        const cover = clamp(edge - away + 0.5, 0, 1)
        if (cover === 0) continue
        const light = smooth(0.55, 1, away / Math.max(1, edge)) * 0.16 * (1 - tier)
        const at = (y * picture.width + px) * 4
        for (let k = 0; k < 3; k++) {
          const c = lerp(colour[k] as number, rim[k] as number, light)
          picture.data[at + k] = (picture.data[at + k] as number) * (1 - cover) + c * cover
        }
        picture.data[at + 3] = (picture.data[at + 3] as number) * (1 - cover) + cover
      }
    }
  }
}

/** Mirrors what lies above the shore, broken by ripples that grow towards the camera. */
function drawWater(frame: Frame, moment: Moment, stage: Stage, horizon: number, ripples: Noise, sunX: number): void {
  const { width, height, look } = stage
  const { view, time } = moment
  const { palette } = look
  const { data } = frame
  const grow = 1 + (view.zoom - 1) * 0.4
  const shore = height * (horizon - view.y * 0.6)
  const first = Math.max(1, Math.ceil(shore))
  const sunAt = width / 2 + ((sunX - 0.5) * width - view.x * 0.35 * height) * (1 + (view.zoom - 1) * 0.12)
  const deep = palette.water
  const calm = /\b(ocean|sea|waves?|storm\w*)\b/.test(look.text) ? 1.9 : 1
  for (let y = first; y < height; y++) {
    const down = (y - shore) / (height - shore + 1)
    const far = 1 / (0.06 + down * grow)
    const fade = 0.2 + 0.42 * down
    const swing = calm * (1.2 + down * 16) * (height / 720)
    const rowScale = (far * 2.6) / height
    const rowY = far * 5.5 + time * 0.9
    const mirror = shore - (y - shore) * 1.02
    let i = y * width * 3
    for (let x = 0; x < width; x++, i += 3) {
      const fx = (x - width / 2 + view.x * height * (0.3 + down)) * rowScale
      const ripple =
        ripples.at(fx * 1.3 + time * 0.35, rowY) + 0.5 * ripples.at(fx * 3.1 - time * 0.5, rowY * 2.3) - 0.75
      const sx = clamp(x + ripple * swing * 0.5, 0, width - 1.001)
      const sy = clamp(mirror + ripple * swing * 1.6, 0, first - 1.001)
      const x0 = Math.floor(sx)
      const y0 = Math.floor(sy)
      const fu = sx - x0
      const fv = sy - y0
      const p = (y0 * width + x0) * 3
      const q = p + 3
      const r = p + width * 3
      const s = r + 3
      const off = (x - sunAt) / (height * (0.05 + down * 0.3))
      const glint = palette.night ? 0.5 : 1
      const spark = ripple < 0.2 ? 0 : (ripple - 0.2) * Math.exp(-off * off) * 1.5 * glint * (1 - down * 0.7)
      for (let k = 0; k < 3; k++) {
        const top = (data[p + k] as number) * (1 - fu) + (data[q + k] as number) * fu
        const low = (data[r + k] as number) * (1 - fu) + (data[s + k] as number) * fu
        const seen = top + (low - top) * fv
        data[i + k] =
          seen * (1 - fade) * 0.96 +
          (deep[k] as number) * fade * (0.8 + ripple * 0.5) +
          (palette.sun[k] as number) * spark
      }
    }
  }
}
