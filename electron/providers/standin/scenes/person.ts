import { clamp, hex, lerp, mix, type Rgb, scale, smooth } from '../paint/color.ts'
import { blur, drawPicture, emptyPicture, type Picture, paint, placed, resized } from '../paint/picture.ts'
import { noiseFrom, randomFrom } from '../paint/random.ts'
import { box, capsule, ellipse, union } from '../paint/shapes.ts'
import { framed } from './product.ts'
import type { Moment, Scene, Stage } from './scene.ts'

/** How a presenter looks. Lengths below are in half heads: the face's middle is (0, 0), the chin is at 1. */
interface Person {
  readonly skin: Rgb
  readonly hair: Rgb
  readonly jacket: Rgb
  readonly shirt: Rgb
  readonly iris: Rgb
  readonly style: 'short' | 'bob' | 'bun' | 'curls'
  readonly beard: boolean
  readonly glasses: boolean
}

const SKINS = ['#f0c9a8', '#e3b18b', '#c98f66', '#a06a45', '#7a4b30', '#eec0a0']
const HAIRS = ['#2a1c16', '#16120f', '#5b3a22', '#8a5a30', '#3c3532', '#6e2f1c']
const JACKETS = ['#27354a', '#3b3f46', '#5b3f36', '#2f4f4a', '#6a5a48', '#43314f']
const SHIRTS = ['#eae5db', '#d7dde2', '#c9a27e', '#20242b', '#e3d2c0']
const IRISES = ['#5a3a22', '#3f6276', '#4d6b45', '#2e2119']

function personFor(text: string, seed: number): Person {
  const random = randomFrom(seed ^ 0xc2b2ae35)
  const pick = (list: readonly string[]) => hex(list[Math.floor(random() * list.length)] ?? '#888888')
  const woman = /\b(woman|girl|actress|she|her|female|mother)\b/.test(text)
  const man = !woman && /\b(man|boy|actor|he|his|male|father)\b/.test(text)
  const short = man || (!woman && random() < 0.5)
  const tone = Math.floor(random() * SKINS.length)
  // Dark skin goes with dark hair and eyes here, as it mostly does.
  const dark = tone === 3 || tone === 4
  return {
    skin: hex(SKINS[tone] ?? '#c98f66'),
    hair: pick(dark ? HAIRS.slice(0, 2) : HAIRS),
    jacket: pick(JACKETS),
    shirt: pick(SHIRTS),
    iris: pick(dark ? IRISES.slice(-1) : IRISES),
    style: short
      ? random() < 0.7
        ? 'short'
        : 'curls'
      : ((['bob', 'bun', 'curls'] as const)[Math.floor(random() * 3)] ?? 'bob'),
    beard: short && !woman && random() < 0.45,
    glasses: random() < 0.3,
  }
}

/** Where the mouth is, in half heads. */
const MOUTH = { y: 0.56, half: 0.25 }

/** A presenter who looks into the camera, breathes and blinks, in a softly lit room. */
export function person(stage: Stage): Scene {
  const { width, height, look } = stage
  const { palette } = look
  const who = personFor(look.text, look.seed)
  const random = randomFrom(look.seed ^ 0x27d4eb2f)
  const wide = /\b(wide|full shot|long shot)\b/.test(look.text)
  const close = /\b(extreme close|tight close|close-up)\b/.test(look.text) && !/\bmedium\b/.test(look.text)
  const unit = height * (wide ? 0.15 : close ? 0.29 : 0.215)
  const reference = stage.references[0]
  const faceX = reference ? 0.36 : 0.5 + (random() - 0.5) * 0.12
  const faceY = close ? 0.47 : 0.41
  const room = paintRoom(stage, random)
  const screen = reference ? paintScreen(reference, stage) : null
  const body = paintBody(who, unit, palette.sun, palette.accent)
  const head = paintHead(who, unit, palette.sun, palette.accent, look.seed)
  const lids = paintLids(who, unit)
  const blinks = blinkTimes(random)

  const pose = ({ time, view }: Moment) => {
    const cx = width * faceX - view.x * height - view.orbit * height * 0.15
    const cy = height * faceY - view.y * height
    return {
      x: width / 2 + (cx - width / 2) * view.zoom + unit * 0.022 * Math.sin(time * 0.83 + 1),
      y: height * 0.45 + (cy - height * 0.45) * view.zoom + unit * 0.014 * Math.sin(time * 1.21),
      bodyX: width / 2 + (cx - width / 2) * view.zoom + unit * 0.008 * Math.sin(time * 0.83),
      bodyY: height * 0.45 + (cy - height * 0.45) * view.zoom + unit * 0.01 * Math.sin(time * 1.5),
      turn: 0.012 * Math.sin(time * 0.71 + 2) + view.roll,
    }
  }

  return {
    bloom: 0.5,
    vignette: 0.45,
    draw(frame, moment) {
      const { view, time } = moment
      drawPicture(
        frame,
        room,
        placed(
          room.width / 2,
          room.height / 2,
          width / 2 - view.x * height * 0.35 + view.orbit * height * 0.25,
          height / 2 - view.y * height * 0.35,
          ((height * 1.3) / room.height) * (1 + (view.zoom - 1) * 0.3),
          view.roll * 0.5,
        ),
        { edge: 'clamp' },
      )
      if (screen) {
        drawPicture(
          frame,
          screen,
          placed(
            screen.width / 2,
            screen.height / 2,
            width * 0.745 - view.x * height * 0.5 + view.orbit * height * 0.15,
            height * 0.4 - view.y * height * 0.5,
            1 + (view.zoom - 1) * 0.5,
          ),
        )
      }
      const at = pose(moment)
      const size = view.zoom
      drawPicture(
        frame,
        body,
        placed(body.width / 2, unit * 1.2, at.bodyX, at.bodyY + unit * 0.5 * size, size, view.roll),
      )
      drawPicture(frame, head, placed(head.width / 2, head.height * 0.5, at.x, at.y, size, at.turn))
      const shut = blinks.some((start) => time >= start && time < start + 0.17)
        ? Math.max(
            ...blinks.map((start) =>
              time >= start && time < start + 0.17 ? Math.sin(((time - start) / 0.17) * Math.PI) : 0,
            ),
          )
        : 0
      if (shut > 0) {
        drawPicture(
          frame,
          lids,
          placed(
            lids.width / 2,
            lids.height / 2,
            at.x - Math.sin(at.turn) * -unit * 0.1 * size,
            at.y + unit * EYES.y * size,
            size,
            at.turn,
          ),
          { opacity: Math.min(1, shut * 1.6) },
        )
      }
    },
    mouth(moment) {
      const at = pose(moment)
      const down = MOUTH.y * unit * moment.view.zoom
      return {
        x: (at.x - Math.sin(at.turn) * down) / width,
        y: (at.y + Math.cos(at.turn) * down) / height,
        size: (MOUTH.half * unit * moment.view.zoom) / height,
        skin: mix(scale(who.skin, 0.86), palette.sun, 0.1),
        lip: mix(who.skin, hex('#a8443f'), 0.5),
      }
    },
  }
}

const EYES = { x: 0.3, y: -0.1, rx: 0.135, ry: 0.068 }

function blinkTimes(random: () => number): readonly number[] {
  const times: number[] = []
  for (let time = 0.9 + random() * 1.5; time < 120; time += 2.2 + random() * 2.6) times.push(time)
  return times
}

/** A painter over a picture whose unit is a half head: blends shapes over each other with soft edges. */
function brush(out: Float32Array, unit: number) {
  const soft = 1.1 / unit
  return {
    /** Lays a colour where `distance` is below 0; `fade` widens the edge, in half heads. */
    lay(distance: number, colour: Rgb, opacity = 1, fade = 0): void {
      const edge = Math.max(soft, fade)
      const cover = smooth(edge, -edge, distance) * opacity
      if (cover <= 0) return
      const alpha = out[3] as number
      const next = alpha + cover * (1 - alpha)
      for (let k = 0; k < 3; k++)
        out[k] = ((out[k] as number) * alpha * (1 - cover) + (colour[k] as number) * cover) / (next || 1)
      out[3] = next
    },
    /** Darkens or lights what is there already. */
    tone(distance: number, by: number, fade: number): void {
      const cover = smooth(fade, -fade, distance)
      if (cover <= 0) return
      for (let k = 0; k < 3; k++) out[k] = (out[k] as number) * (1 + (by - 1) * cover)
    },
  }
}

function faceShape(x: number, y: number): number {
  const skull = ellipse(x, y, 0, -0.2, 0.7, 0.8)
  const jaw = ellipse(x, y, 0, 0.3, 0.57, 0.7)
  return union(skull, jaw, 0.25)
}

function paintHead(who: Person, unit: number, sun: Rgb, rimLight: Rgb, seed: number): Picture {
  const noise = noiseFrom(seed ^ 0x165667b1)
  const picture = emptyPicture(unit * 3.2, unit * 3.6)
  const warm = mix(who.skin, sun, 0.16)
  const shadeSkin = mix(scale(who.skin, 0.5), [0.3, 0.13, 0.12], 0.22)
  const lip = mix(who.skin, hex('#a8443f'), 0.5)
  const hairLight = mix(who.hair, sun, 0.28)
  return paint(picture, (px, py, out) => {
    out.fill(0)
    const x = (px - picture.width / 2) / unit
    const y = (py - picture.height * 0.5) / unit
    if (x * x + (y * y) / 1.6 > 1.7) return
    const b = brush(out, unit)
    const strand = noise.fbm(x * 3 + Math.sin(y * 2), y * 1.3 + x * 7, 3)
    const hairColour = mix(
      scale(who.hair, 0.75),
      hairLight,
      clamp(0.1 + (strand - 0.35) * 1.2 + smooth(0.2, -0.7, x + y * 0.3) * 0.35, 0, 1),
    )
    const face = faceShape(x, y)

    // Behind the head: long hair, a bun, the neck's own shadow comes with the body.
    if (who.style === 'bob') {
      const back = union(ellipse(x, y, 0, -0.12, 0.96, 1.06), box(x, y, 0, 0.38, 0.86, 0.55, 0.3), 0.2)
      b.lay(back, scale(hairColour, 0.8))
    } else if (who.style === 'bun') {
      b.lay(ellipse(x, y, 0.05, -1.16, 0.36, 0.32), scale(hairColour, 0.85))
    } else if (who.style === 'curls') {
      const curl = 0.09 * Math.sin(Math.atan2(y + 0.25, x) * 15 + strand * 5)
      b.lay(ellipse(x, y, 0, -0.34, 0.95 + curl, 0.9 + curl), scale(hairColour, 0.85))
    }
    // Ears.
    for (const side of [-1, 1]) {
      const ear = ellipse(x, y, side * 0.71, 0.02, 0.11, 0.21)
      b.lay(ear, side < 0 ? mix(warm, shadeSkin, 0.12) : mix(who.skin, shadeSkin, 0.55))
      b.lay(ellipse(x, y, side * 0.72, 0.03, 0.05, 0.12), shadeSkin, 0.4, 0.04)
    }
    // Face: lit as a rounded form, key from the left and above, a rim from behind on the right.
    if (face < 0.05) {
      const nx = clamp(x / 0.74, -1, 1)
      const ny = clamp((y - 0.02) / 1.05, -1, 1)
      const nz = Math.sqrt(Math.max(0.02, 1 - nx * nx * 0.85 - ny * ny * 0.6))
      let light = clamp(0.34 + 0.62 * (-0.5 * nx - 0.36 * ny + 0.74 * nz), 0, 1)
      light -= 0.14 * Math.exp(-(((x - 0.14) / 0.07) ** 2) - ((y - 0.12) / 0.24) ** 2)
      light += 0.1 * Math.exp(-(((x + 0.02) / 0.05) ** 2) - ((y - 0.08) / 0.26) ** 2)
      light += 0.1 * Math.exp(-(((x + 0.36) / 0.17) ** 2) - ((y - 0.22) / 0.15) ** 2)
      light -= 0.16 * Math.exp(-(((Math.abs(x) - 0.3) / 0.19) ** 2) - ((y + 0.16) / 0.1) ** 2)
      light -= 0.12 * Math.exp(-((x / 0.24) ** 2) - ((y - 0.73) / 0.06) ** 2)
      const skin = mix(shadeSkin, warm, clamp(light * 1.12, 0, 1))
      const blush = 0.2 * Math.exp(-(((Math.abs(x) - 0.38) / 0.16) ** 2) - ((y - 0.27) / 0.13) ** 2)
      b.lay(face, mix(skin, mix(who.skin, hex('#c8504a'), 0.6), blush))
      const rim = smooth(-0.2, 0.02, face) ** 2 * smooth(0.2, 0.7, x) * 0.3
      if (rim > 0)
        for (let k = 0; k < 3; k++) out[k] = (out[k] as number) + (rimLight[k] as number) * rim * (out[3] as number)
    }
    if (who.beard && face < 0.02) {
      const beard = Math.max(
        face + 0.0,
        -union(ellipse(x, y, 0, -0.02, 0.63, 0.52), ellipse(x, y, 0, 0.54, 0.27, 0.12), 0.12),
      )
      const edge = beard + (strand - 0.5) * 0.06
      b.lay(edge, mix(hairColour, who.skin, 0.15), 0.85 * smooth(-0.25, 0.35, y), 0.07)
    }
    // Eyes.
    for (const side of [-1, 1]) {
      const ex = side * EYES.x
      const lidTop = EYES.y - EYES.ry * 0.55
      const white = Math.max(
        ellipse(x, y, ex, EYES.y + 0.005, EYES.rx, EYES.ry),
        lidTop - 0.012 - y + 0.35 * (x - ex) ** 2 * 4,
      )
      b.lay(white, side < 0 ? [0.93, 0.92, 0.9] : [0.84, 0.83, 0.82])
      const iris = Math.max(ellipse(x, y, ex, EYES.y - 0.004, 0.068, 0.07), white)
      b.lay(iris, mix(scale(who.iris, 0.75), mix(who.iris, [1, 1, 1], 0.25), smooth(EYES.y - 0.06, EYES.y + 0.07, y)))
      b.lay(Math.max(ellipse(x, y, ex, EYES.y - 0.004, 0.031, 0.032), white), [0.04, 0.03, 0.03])
      b.lay(ellipse(x, y, ex - 0.026, EYES.y - 0.03, 0.014, 0.014), [1, 1, 1], 0.95)
      const arc = EYES.y - EYES.ry * Math.sqrt(Math.max(0, 1 - ((x - ex) / EYES.rx) ** 2)) * 0.78
      if (Math.abs(x - ex) < EYES.rx) {
        b.tone(Math.abs(y - arc - 0.02) - 0.018, 0.72, 0.02)
        b.lay(Math.abs(y - arc) - 0.014 - (0.006 * side * (x - ex)) / EYES.rx, scale(who.hair, 0.5), 0.92)
        b.lay(Math.abs(y - arc + 0.062) - 0.005, shadeSkin, 0.5, 0.012)
        const lower = EYES.y + EYES.ry * Math.sqrt(Math.max(0, 1 - ((x - ex) / EYES.rx) ** 2))
        b.lay(Math.abs(y - lower) - 0.004, shadeSkin, 0.45, 0.012)
      }
      // Brow: thicker towards the nose.
      const t = (side * x - 0.15) / 0.33
      const browY = -0.335 - 0.055 * Math.sin(clamp(t, 0, 1) * Math.PI * 0.72) + 0.03 * clamp(t, 0, 1)
      if (t > -0.1 && t < 1.05)
        b.lay(
          Math.abs(y - browY) - 0.034 * (1 - 0.6 * clamp(t, 0, 1)) + Math.max(0, -t) * 0.4,
          mix(who.hair, shadeSkin, 0.2),
          0.88,
          0.02,
        )
    }
    // Nose and mouth, closed with a hint of a smile.
    for (const side of [-1, 1])
      b.lay(ellipse(x, y, side * 0.07, 0.315, 0.032, 0.015), scale(shadeSkin, 0.6), 0.6, 0.014)
    b.lay(Math.max(ellipse(x, y, 0, 0.29, 0.14, 0.065), 0.3 - y), shadeSkin, 0.3, 0.03)
    const line = MOUTH.y - 0.03 * (x / MOUTH.half) ** 2 + 0.006
    const upper = Math.max(
      line - 0.052 * Math.sqrt(Math.max(0, 1 - (x / MOUTH.half) ** 2)) * (1 - 0.3 * Math.exp(-((x / 0.05) ** 2))) - y,
      y - line,
    )
    const lower = Math.max(line - y, y - line - 0.078 * Math.sqrt(Math.max(0, 1 - (x / (MOUTH.half * 0.88)) ** 2)))
    if (Math.abs(x) < MOUTH.half) {
      b.lay(upper, scale(lip, 0.82), 0.85, 0.014)
      b.lay(lower, mix(lip, [1, 0.85, 0.8], 0.18 * Math.exp(-(((x + 0.05) / 0.1) ** 2))), 0.8, 0.016)
      b.lay(Math.abs(y - line) - 0.008, scale(lip, 0.38), 0.85)
    }
    // Hair in front.
    if (who.style === 'short') {
      const crown = ellipse(x, y, 0.02, -0.42, 0.81, 0.74)
      const brow = y + 0.52 + 0.16 * Math.sin((x + 0.35) * 2.1) - 0.2 * Math.max(0, Math.abs(x) - 0.52) * 4
      b.lay(Math.max(crown, brow + (strand - 0.5) * 0.07), hairColour)
    } else if (who.style === 'bob') {
      const crown = ellipse(x, y, 0, -0.3, 0.9, 0.92)
      const parting = y + 0.45 + 0.42 * (x + 0.22) - 1.5 * Math.max(0, x - 0.42) - 2.2 * Math.max(0, -x - 0.46)
      b.lay(Math.max(crown, parting), hairColour)
    } else if (who.style === 'bun') {
      const crown = ellipse(x, y, 0, -0.36, 0.8, 0.78)
      b.lay(Math.max(crown, y + 0.6 - 0.5 * x * x - 2.6 * Math.max(0, Math.abs(x) - 0.55)), hairColour)
    } else {
      const curl = 0.07 * Math.sin(Math.atan2(y + 0.3, x) * 17 + strand * 6)
      b.lay(
        Math.max(
          ellipse(x, y, 0, -0.44, 0.86 + curl, 0.74 + curl),
          y + 0.5 + curl - 1.6 * Math.max(0, Math.abs(x) - 0.5),
        ),
        hairColour,
      )
    }
    if (who.glasses) {
      for (const side of [-1, 1]) {
        const lens = box(x, y, side * 0.31, -0.07, 0.215, 0.17, 0.1)
        b.lay(Math.abs(lens) - 0.016, [0.07, 0.06, 0.06])
        if (lens < 0) b.lay(Math.abs(x * 0.8 + y + side * 0.1) - 0.03, [1, 1, 1], 0.08, 0.03)
      }
      b.lay(capsule(x, y, -0.1, -0.1, 0.1, -0.1, 0.014), [0.07, 0.06, 0.06])
    }
  })
}

/** Closed eyelids, to be laid over the eyes for a blink. */
function paintLids(who: Person, unit: number): Picture {
  const picture = emptyPicture(unit * 1.2, unit * 0.3)
  const lid = scale(mix(who.skin, hex('#7a4038'), 0.18), 0.88)
  return paint(picture, (px, py, out) => {
    out.fill(0)
    const x = (px - picture.width / 2) / unit
    const y = (py - picture.height / 2) / unit
    const b = brush(out, unit)
    for (const side of [-1, 1]) {
      const ex = side * EYES.x
      b.lay(ellipse(x, y, ex, 0.002, EYES.rx + 0.012, EYES.ry + 0.006), scale(lid, side < 0 ? 1.06 : 0.88), 1, 0.014)
      const arc = EYES.ry * 0.75 * Math.sqrt(Math.max(0, 1 - ((x - ex) / EYES.rx) ** 2))
      if (Math.abs(x - ex) < EYES.rx) b.lay(Math.abs(y - arc) - 0.011, scale(who.hair, 0.5), 0.85)
    }
  })
}

/** Neck, shirt and jacket; the line between the chin and the collar is at 1.2 half heads from the top. */
function paintBody(who: Person, unit: number, sun: Rgb, rimLight: Rgb): Picture {
  const picture = emptyPicture(unit * 5.4, unit * 4.6)
  const warm = mix(who.skin, sun, 0.14)
  const shadeSkin = mix(scale(who.skin, 0.46), [0.3, 0.13, 0.12], 0.2)
  return paint(picture, (px, py, out) => {
    out.fill(0)
    const x = (px - picture.width / 2) / unit
    // 0 is level with the mouth's lower edge.
    const y = py / unit - 1.2
    if (y < 0.66 && Math.abs(x) > 0.7) return
    const b = brush(out, unit)
    const side = clamp(0.5 - x * 0.28, 0, 1)
    const neck = box(x, y, 0, 0.15, 0.34 + 0.1 * smooth(0.35, 0.85, y), 0.95, 0.15)
    b.lay(neck, mix(shadeSkin, warm, clamp(0.62 - x * 0.8 - 0.45 * smooth(0.75, 0.05, y), 0, 1)))
    const slope = 0.72 + 0.34 * smooth(0.25, 1.7, Math.abs(x)) + 0.85 * Math.max(0, Math.abs(x) - 1.45) ** 2
    const shoulders = Math.max(slope - y, (Math.abs(x) - 2.02 - 0.16 * Math.sqrt(Math.max(0, y - 0.9))) * 0.9)
    const light = clamp(0.42 + 0.5 * side - 0.12 * (y - 0.8) + 0.1 * Math.sin(x * 3.1 + y * 1.3) * 0.4, 0, 1.2)
    const jacket = mix(scale(who.jacket, 0.42), mix(who.jacket, sun, 0.12), light)
    const shirt = mix(scale(who.shirt, 0.5), mix(who.shirt, sun, 0.08), clamp(light * 1.1, 0, 1))
    const collar = ellipse(x, y, 0, 0.72, 0.47, 0.36)
    b.lay(Math.max(shoulders, -collar), jacket)
    const opening = Math.max(Math.abs(x) - 0.64 + Math.max(0, y - 0.7) * 0.36, shoulders, -collar)
    b.lay(opening, shirt)
    b.lay(Math.max(Math.abs(collar) - 0.035, 0.79 - y), scale(shirt, 0.84))
    b.tone(Math.max(-collar + 0.02, collar - 0.14, 0.7 - y), 0.86, 0.06)
    for (const s of [-1, 1]) {
      // Lapels: a wedge from the collar down to the button.
      const edge = 0.64 - Math.max(0, y - 0.7) * 0.36
      const lapel = Math.max(edge - s * x, s * x - edge - 0.34 + Math.abs(y - 1.45) * 0.34, shoulders + 0.02, y - 2.5)
      b.lay(lapel, scale(jacket, s < 0 ? 1.14 : 0.9))
      b.tone(Math.abs(lapel) - 0.01, 0.72, 0.02)
      b.tone(Math.abs(s * x - edge) - 0.012, 0.6, 0.03)
      b.tone(Math.max(Math.abs(s * x - 1.62 - 0.1 * (y - 1.6)) - 0.02, 1.5 - y), 0.74, 0.05)
    }
    const rim = smooth(0.1, 0, Math.abs(shoulders)) * smooth(0.7, 1.7, x) * 0.2
    if (rim > 0 && shoulders < 0.02)
      for (let k = 0; k < 3; k++) out[k] = (out[k] as number) + (rimLight[k] as number) * rim
  })
}

/** A room out of focus: a lit wall, a shelf, a plant and warm lamps. */
function paintRoom(stage: Stage, random: () => number): Picture {
  const { width, height, look } = stage
  const { palette } = look
  const picture = emptyPicture(width * 0.45, height * 0.45)
  const wall = mix(palette.far, palette.skyMid, 0.35)
  const dark = scale(mix(palette.near, wall, 0.25), 0.9)
  const lamps = Array.from({ length: 9 }, () => ({
    x: (random() - 0.5) * 2.2,
    y: (random() - 0.75) * 0.9,
    r: 0.015 + random() * 0.05,
    warm: random(),
  }))
  const shelfSide = random() < 0.5 ? -1 : 1
  const leaves = Array.from({ length: 15 }, (_, i) => ({
    angle: -2.6 + i * 0.16 + random() * 0.12,
    long: 0.2 + random() * 0.24,
  }))
  paint(picture, (px, py, out) => {
    const x = ((px - picture.width / 2) / picture.height) * 1.3
    const y = (py / picture.height - 0.5) * 1.3
    const b = brush(out, picture.height / 1.3)
    const pool = Math.exp(-((x + 0.55) ** 2 * 1.7 + (y + 0.15) ** 2 * 2.2))
    const light = 0.5 + pool * 0.75 - 0.2 * smooth(0.1, 0.6, y) - 0.12 * x
    for (let k = 0; k < 3; k++)
      out[k] =
        lerp(dark[k] as number, wall[k] as number, clamp(light, 0, 1.2)) + (palette.sun[k] as number) * pool * 0.14
    // A window with its light, then a shelf with books on the other side.
    const windowX = -shelfSide * 0.72
    const pane = box(x, y, windowX, -0.2, 0.24, 0.34, 0.02)
    b.lay(pane, mix(palette.skyLow, palette.sun, 0.45), 0.75, 0.02)
    b.lay(Math.max(Math.abs(x - windowX) - 0.012, pane), dark, 0.8)
    b.lay(Math.max(Math.abs(y + 0.22) - 0.012, pane), dark, 0.8)
    for (let row = 0; row < 3; row++) {
      const shelfY = -0.3 + row * 0.26
      b.lay(box(x, y, shelfSide * 0.78, shelfY, 0.34, 0.014, 0), scale(dark, 0.7))
      for (let i = 0; i < 9; i++) {
        const wide = 0.022 + ((i * 37 + row * 17) % 11) * 0.0016
        const tall = 0.07 + ((i * 53 + row * 29) % 13) * 0.005
        const bx = shelfSide * 0.78 - 0.28 + i * 0.064
        const shade = ((i * 71 + row * 41) % 10) / 10
        b.lay(
          box(x, y, bx, shelfY - 0.014 - tall, wide, tall, 0.004),
          mix(mix(palette.far, palette.accent, shade * 0.6), dark, 0.35 + 0.3 * ((i + row) % 2)),
          0.9,
        )
      }
    }
    for (const leaf of leaves) {
      const lx = windowX * 0.62
      const ly = 0.34
      const tipX = lx + Math.cos(leaf.angle) * leaf.long
      const tipY = ly + Math.sin(leaf.angle) * leaf.long
      b.lay(capsule(x, y, lx, ly, tipX, tipY, 0.016), mix(hex('#2f4a36'), dark, 0.45))
    }
    for (const lamp of lamps) {
      const away = Math.hypot(x - lamp.x, y - lamp.y) - lamp.r
      b.lay(away, mix(palette.sun, palette.accent, lamp.warm), 0.22, 0.006)
    }
  })
  return blur(picture, picture.height / 48)
}

/** The picture given, on a monitor behind the presenter. */
function paintScreen(reference: Picture, { height, look }: Stage): Picture {
  const tall = height * 0.42
  const limit = height * 0.62
  const fit = Math.min(tall / reference.height, limit / reference.width)
  const inner = framed(resized(reference, reference.width * fit, reference.height * fit), reference.height * fit)
  const edge = Math.round(height * 0.014)
  const out = emptyPicture(inner.width + edge * 2, inner.height + edge * 2)
  paint(out, (px, py, colour) => {
    const bezel = box(px, py, out.width / 2, out.height / 2, out.width / 2 - 1, out.height / 2 - 1, edge)
    colour.set(scale(look.palette.near, 0.6))
    colour[3] = smooth(1, -1, bezel)
  })
  for (let y = 0; y < inner.height; y++) {
    for (let x = 0; x < inner.width; x++) {
      const from = (y * inner.width + x) * 4
      const to = ((y + edge) * out.width + x + edge) * 4
      const gloss = 0.05 * smooth(0.1, -0.1, (x - y * 0.6) / inner.width - 0.45)
      for (let k = 0; k < 3; k++) out.data[to + k] = (inner.data[from + k] as number) * 0.95 + gloss
      out.data[to + 3] = 1
    }
  }
  return out
}
