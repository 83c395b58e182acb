import { clamp, lerp, mix, type Rgb, scale, smooth } from '../paint/color.ts'
import { blur, drawPicture, emptyPicture, type Frame, type Picture, paint, placed, resized } from '../paint/picture.ts'
import { noiseFrom, randomFrom } from '../paint/random.ts'
import { addSpot } from './abstract.ts'
import { cutOut } from './cutout.ts'
import type { Mask, Scene, Stage } from './scene.ts'

/** A mark of plain shapes and a wordmark, revealed by a passing light over a deep ground. */
export function logo(stage: Stage): Scene {
  const { width, height, look } = stage
  const { palette } = look
  const random = randomFrom(look.seed)
  const noise = noiseFrom(look.seed)
  const size = Math.round(height * 0.4)
  const ink = mix([1, 1, 1], palette.sun, 0.35)
  const mark = paintMark(
    size,
    look.seed,
    ink,
    palette.accent,
    /\bnorth|star|light|sun|polar|aurora|nova\b/.test(`${look.text} ${look.word.toLowerCase()}`),
  )
  const glow = halo(mark, palette.accent, size / 26)
  const word = stage.word ? fromMask(stage.word, ink) : null
  const wordGlow = word ? halo(word, palette.accent, height / 130) : null
  const ground = paintGround(stage, noise)
  const rays = createRays(height, palette.accent, look.seed)
  const dust = Array.from({ length: 46 }, () => ({
    x: random(),
    y: random(),
    near: random() ** 2,
    phase: random() * 6.3,
  }))
  const reference = stage.references[0]
  const object = reference ? cutOut(reference, Math.round(height * 0.46)) : null
  const backdrop = reference && !object ? graded(reference, stage) : null

  return {
    bloom: 0.8,
    vignette: 0.55,
    draw(frame, { view, time, fraction }) {
      const still = stage.seconds === 0
      const open = still ? 1 : smooth(0.02, 0.4, fraction)
      const wordOpen = still ? 1 : smooth(0.22, 0.62, fraction)
      drawPicture(
        frame,
        ground,
        placed(
          ground.width / 2,
          ground.height / 2,
          width / 2 - view.x * height * 0.3,
          height / 2 - view.y * height * 0.3,
          ((height * 1.3) / ground.height) * (1 + (view.zoom - 1) * 0.3),
          view.orbit * 0.1,
        ),
        { edge: 'clamp' },
      )
      if (backdrop) {
        const drift = 1.08 + 0.05 * fraction + (view.zoom - 1) * 0.4
        drawPicture(
          frame,
          backdrop,
          placed(
            backdrop.width / 2,
            backdrop.height / 2,
            width / 2 - view.x * height * 0.4,
            height / 2,
            (width / backdrop.width) * drift,
          ),
          { edge: 'clamp', opacity: 0.42 },
        )
      }
      // Rays that turn slowly behind the mark.
      const zoom = view.zoom * (0.97 + 0.03 * (still ? 1 : fraction))
      const shift = object ? -width * 0.17 : 0
      const cx = width / 2 + shift - view.x * height
      const cy = height * 0.41 - view.y * height
      rays(frame, cx, cy, time, 0.1 + 0.12 * open)
      for (const speck of dust) {
        const x = (speck.x + time * 0.008 * (0.3 + speck.near)) % 1
        const y = (speck.y - time * 0.012 * (0.3 + speck.near) + 1) % 1
        addSpot(
          frame,
          x * width,
          y * height,
          (0.9 + speck.near * 7) * (height / 720),
          palette.accent,
          0.3 * (1 - speck.near * 0.7) * (0.6 + 0.4 * Math.sin(time * 1.4 + speck.phase)),
        )
      }
      if (object) {
        drawPicture(
          frame,
          object,
          placed(
            object.width / 2,
            object.height / 2,
            width * 0.76 - view.x * height,
            height * 0.5 - view.y * height,
            zoom,
            0.03 * Math.sin(time * 0.7),
          ),
          { opacity: open },
        )
      }
      const turn = still ? 0 : (1 - open) * -0.5
      const grow = zoom * lerp(0.86, 1, open)
      drawPicture(frame, glow, placed(glow.width / 2, glow.height / 2, cx, cy, 4 * grow, turn), {
        blend: 'add',
        opacity: 0.55 * open,
      })
      drawPicture(frame, mark, placed(mark.width / 2, mark.height / 2, cx, cy, grow, turn), { opacity: open })
      if (word && wordGlow && wordOpen > 0) {
        const fit = Math.min(1, (width * (object ? 0.5 : 0.74)) / word.width) * zoom
        const wy = height * 0.735 - view.y * height
        const edge = word.width * wordOpen
        const shown = wordOpen >= 1 ? word : wiped(word, edge, height * 0.09)
        drawPicture(frame, wordGlow, placed(wordGlow.width / 2, wordGlow.height / 2, cx, wy, 4 * fit, 0), {
          blend: 'add',
          opacity: 0.4 * wordOpen,
        })
        drawPicture(frame, shown, placed(word.width / 2, word.height / 2, cx, wy, fit, 0))
        if (!still && wordOpen > 0 && wordOpen < 1) {
          const light = Math.sin(wordOpen * Math.PI)
          addSpot(
            frame,
            cx + (edge - word.width / 2) * fit,
            wy,
            height * 0.045,
            mix(palette.accent, [1, 1, 1], 0.4),
            light * 0.9,
          )
        }
      }
      const glint = still ? 0 : (fraction - 0.62) / 0.3
      if (glint > 0 && glint < 1) {
        addSpot(
          frame,
          cx + (glint - 0.5) * size * 1.1,
          cy + (0.5 - glint) * size * 0.7,
          height * 0.07,
          mix(palette.accent, [1, 1, 1], 0.6),
          0.55 * Math.sin(glint * Math.PI),
        )
      }
    },
  }
}

function paintGround(stage: Stage, noise: ReturnType<typeof noiseFrom>): Picture {
  const { width, height, look } = stage
  const { palette } = look
  const picture = emptyPicture(width * 0.4, height * 0.4)
  const edge = scale(palette.skyTop, 0.75)
  return paint(picture, (px, py, out) => {
    const x = (px / picture.width - 0.5) * 2
    const y = (py / picture.height - 0.44) * 2
    const away = Math.sqrt(x * x * 1.2 + y * y)
    const cloud = noise.fbm(x * 1.6 + 7, y * 1.6, 4)
    const light = Math.exp(-away * 1.9) * (0.55 + cloud * 0.9)
    for (let k = 0; k < 3; k++) {
      out[k] =
        lerp(edge[k] as number, palette.skyMid[k] as number, clamp(0.2 + cloud * 0.7 - away * 0.25, 0, 1)) +
        (palette.skyLow[k] as number) * light * 0.7
    }
  })
}

/** Rays of light around a point, turning slowly. Painted at a quarter of the size: light has no edges. */
function createRays(height: number, colour: Rgb, seed: number) {
  const noise = noiseFrom(seed ^ 0x3c6ef372)
  const TURN = 1024
  const STEP = 4
  const reach = height * 0.75
  const side = Math.ceil((reach * 2) / STEP)
  const picture = emptyPicture(side, side)
  const turns = new Uint16Array(side * side)
  const falls = new Float32Array(side * side)
  for (let y = 0; y < side; y++) {
    for (let x = 0; x < side; x++) {
      const dx = x + 0.5 - side / 2
      const dy = y + 0.5 - side / 2
      const away = Math.min(1, (Math.hypot(dx, dy) * STEP) / reach)
      turns[y * side + x] = Math.floor(((Math.atan2(dy, dx) + Math.PI) / (Math.PI * 2)) * (TURN - 1))
      falls[y * side + x] = (1 - away) * (1 - away) * Math.min(1, away * 6)
    }
  }
  const table = new Float32Array(TURN)
  return (frame: Frame, cx: number, cy: number, time: number, strength: number): void => {
    for (let i = 0; i < TURN; i++) {
      const angle = (i / TURN) * Math.PI * 2
      const x = Math.cos(angle) * 3 + 9 + time * 0.07
      const y = Math.sin(angle) * 3 + 9 - time * 0.05
      table[i] = smooth(0.45, 0.85, noise.fbm(x, y, 3)) * strength
    }
    for (let i = 0; i < turns.length; i++) {
      const light = (table[turns[i] as number] as number) * (falls[i] as number)
      for (let k = 0; k < 3; k++) picture.data[i * 4 + k] = (colour[k] as number) * light
      picture.data[i * 4 + 3] = light
    }
    drawPicture(frame, picture, placed(side / 2, side / 2, cx, cy, STEP), { blend: 'add' })
  }
}

/** A mark by the seed: a four-pointed star over peaks, petals around a core, or nested arcs. */
function paintMark(size: number, seed: number, ink: Rgb, accent: Rgb, star: boolean): Picture {
  const random = randomFrom(seed ^ 0x1b873593)
  const kind = star ? 0 : Math.floor(random() * 3)
  const petals = 5 + Math.floor(random() * 4)
  const soft = 2.4 / size
  const edge = (distance: number) => smooth(soft / 2, -soft / 2, distance)
  return paint(emptyPicture(size, size), (px, py, out) => {
    const x = (px / size - 0.5) * 2
    const y = (py / size - 0.5) * 2
    const r = Math.hypot(x, y)
    let cover = 0
    let tone = 0
    if (kind === 0) {
      const ring = edge(Math.abs(r - 0.86) - 0.022)
      const points = edge(Math.abs(x) ** 0.55 + Math.abs(y * 0.8 + 0.12) ** 0.55 - 0.8)
      const small = edge(Math.abs((x - 0.36) * 2.6) ** 0.6 + Math.abs((y + 0.42) * 2.6) ** 0.6 - 0.62)
      const left = Math.abs(x + 0.27) * 1.15 + 0.34
      const right = Math.abs(x - 0.25) * 1.15 + 0.22
      const ridge = edge((Math.min(left, right) - y) * 0.6) * edge(r - 0.78)
      cover = Math.max(ring, points, small, ridge)
      tone = ridge * (1 - points) * clamp(0.55 + 0.5 * y, 0, 1) + ring * 0.25
    } else if (kind === 1) {
      const angle = Math.atan2(y, x)
      const wave = Math.abs(Math.cos((angle * petals) / 2))
      const petal = edge(r - 0.9 * wave ** 0.7) * edge(0.3 - r)
      cover = Math.max(petal, edge(r - 0.2))
      tone = petal * clamp(r, 0, 1)
    } else {
      const cut = Math.atan2(y, x)
      for (let i = 0; i < 4; i++) {
        const radius = 0.9 - i * 0.22
        const gap = Math.cos(cut - 0.8 - i * 0.9) - 0.55
        const arc = edge(Math.abs(r - radius) - 0.062) * smooth(soft, -soft, gap)
        cover = Math.max(cover, arc)
        tone = Math.max(tone, arc * i * 0.28)
      }
    }
    const shine = clamp(0.5 - y * 0.35 - x * 0.15, 0, 1)
    for (let k = 0; k < 3; k++)
      out[k] = lerp(lerp(ink[k] as number, accent[k] as number, clamp(tone, 0, 1) * 0.85), 1, shine * 0.25)
    out[3] = cover
  })
}

function fromMask(mask: Mask, colour: Rgb): Picture {
  const picture = emptyPicture(mask.width, mask.height)
  for (let i = 0; i < mask.width * mask.height; i++) {
    const cover = (mask.data[i] as number) / 255
    picture.data.set([colour[0] * cover, colour[1] * cover, colour[2] * cover, cover], i * 4)
  }
  return picture
}

/** A quarter-size glow of a shape, with room around it to fade out in. */
function halo(shape: Picture, colour: Rgb, radius: number): Picture {
  const small = resized(shape, shape.width / 4, shape.height / 4)
  const room = Math.ceil(radius * 4)
  const out = emptyPicture(small.width + room * 2, small.height + room * 2)
  for (let y = 0; y < small.height; y++) {
    for (let x = 0; x < small.width; x++) {
      const cover = small.data[(y * small.width + x) * 4 + 3] as number
      const at = ((y + room) * out.width + x + room) * 4
      for (let k = 0; k < 3; k++) out.data[at + k] = (colour[k] as number) * cover
      out.data[at + 3] = cover
    }
  }
  return blur(out, radius)
}

function wiped(picture: Picture, edge: number, soft: number): Picture {
  const out = emptyPicture(picture.width, picture.height)
  for (let x = 0; x < picture.width; x++) {
    const cover = smooth(edge + soft * 0.2, edge - soft, x)
    if (cover === 0) continue
    for (let y = 0; y < picture.height; y++) {
      const i = (y * picture.width + x) * 4
      for (let k = 0; k < 4; k++) out.data[i + k] = (picture.data[i + k] as number) * cover
    }
  }
  return out
}

/** The picture given, out of focus and in the shot's colours, as a backdrop. */
function graded(reference: Picture, { width, height, look }: Stage): Picture {
  const picture = blur(resized(reference, width / 2, ((width / 2) * reference.height) / reference.width), height / 160)
  const tint = mix(look.palette.skyLow, [1, 1, 1], 0.45)
  for (let i = 0; i < picture.data.length; i += 4) {
    for (let k = 0; k < 3; k++) picture.data[i + k] = (picture.data[i + k] as number) * (tint[k] as number)
  }
  return picture
}
