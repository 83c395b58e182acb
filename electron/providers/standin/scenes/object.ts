import { clamp, lerp, type Rgb, smooth } from '../paint/color.ts'
import { emptyPicture, type Picture } from '../paint/picture.ts'
import { noiseFrom } from '../paint/random.ts'

export type ObjectKind = 'dripper' | 'cup' | 'bottle' | 'vase'

/** How a turned body looks: outline, material. Lengths in body heights. */
export interface Body {
  readonly kind: ObjectKind
  readonly glaze: Rgb
  readonly accent: Rgb
  readonly seed: number
}

interface Form {
  /** Radius from foot (0) to lip (1). */
  readonly outline: readonly (readonly [number, number])[]
  /** Flat round plates around it. */
  readonly discs: readonly { readonly y: number; readonly radius: number; readonly half: number }[]
  /** Open from here up; 2 is never. */
  readonly hollowFrom: number
  readonly wall: number
  readonly handle: { readonly x: number; readonly y: number; readonly ring: number; readonly rod: number } | null
  readonly ribs: number
  /** Half width of the whole, handle included. */
  readonly reach: number
}

const FORMS: Record<ObjectKind, Form> = {
  dripper: {
    outline: [
      [0, 0.17],
      [0.12, 0.165],
      [0.24, 0.19],
      [0.36, 0.2],
      [0.97, 0.475],
      [1, 0.48],
    ],
    discs: [
      { y: 0.03, radius: 0.31, half: 0.03 },
      { y: 0.262, radius: 0.41, half: 0.02 },
    ],
    hollowFrom: 0.42,
    wall: 0.017,
    handle: { x: 0.43, y: 0.6, ring: 0.155, rod: 0.034 },
    ribs: 26,
    reach: 0.66,
  },
  cup: {
    outline: [
      [0, 0.26],
      [0.03, 0.28],
      [0.12, 0.36],
      [0.4, 0.42],
      [0.97, 0.44],
      [1, 0.442],
    ],
    discs: [],
    hollowFrom: 0.15,
    wall: 0.018,
    handle: { x: 0.46, y: 0.52, ring: 0.21, rod: 0.042 },
    ribs: 0,
    reach: 0.75,
  },
  bottle: {
    outline: [
      [0, 0.205],
      [0.02, 0.215],
      [0.5, 0.215],
      [0.62, 0.2],
      [0.76, 0.085],
      [0.8, 0.078],
      [1, 0.078],
    ],
    discs: [{ y: 0.925, radius: 0.094, half: 0.07 }],
    hollowFrom: 2,
    wall: 0.02,
    handle: null,
    ribs: 0,
    reach: 0.26,
  },
  vase: {
    outline: [
      [0, 0.15],
      [0.03, 0.165],
      [0.2, 0.27],
      [0.42, 0.33],
      [0.62, 0.27],
      [0.8, 0.13],
      [0.9, 0.115],
      [1, 0.17],
    ],
    discs: [],
    hollowFrom: 0.6,
    wall: 0.014,
    handle: null,
    ribs: 18,
    reach: 0.38,
  },
}

/** How far the camera looks down on the body, radians. */
const TILT = 0.26
const SIN = Math.sin(TILT)
const COS = Math.cos(TILT)

/** Width of the painted picture for a body `height` pixels tall, and how far above its lower edge the foot's middle is. */
export function objectBox(kind: ObjectKind, height: number): { width: number; height: number; foot: number } {
  const reach = FORMS[kind].reach
  const foot = SIN * 0.32 + 0.02
  return {
    width: Math.ceil(height * reach * 2.06),
    height: Math.ceil(height * (COS + SIN * 0.5 + foot + 0.02)),
    foot: height * foot,
  }
}

/**
 * A glazed body under studio lights, turned by `angle`: sphere-traced against its outline, with a soft box, a rim light, glaze
 * speckles and ribs that show it turning. `fine` is the number of samples per pixel along one side.
 */
export function paintObject(body: Body, tall: number, angle: number, fine: number): Picture {
  const form = FORMS[body.kind]
  const box = objectBox(body.kind, tall)
  const picture = emptyPicture(box.width, box.height)
  const { width, height, data } = picture
  const noise = noiseFrom(body.seed)
  const radii = outlineTable(form)
  const cosA = Math.cos(angle)
  const sinA = Math.sin(angle)
  const last = radii.length - 1

  const distance = (x: number, y: number, z: number): number => {
    const r = Math.sqrt(x * x + z * z)
    const at = y <= 0 ? 0 : y >= 1 ? last : y * last
    const i = Math.floor(at)
    const a = radii[i] as number
    const radius = i < last ? a + ((radii[i + 1] as number) - a) * (at - i) : a
    let d = (r - radius) * 0.72
    if (y > form.hollowFrom) d = Math.max(d, (radius - form.wall * 2 - r) * 0.72)
    d = Math.max(d, y - 1, -y)
    for (const disc of form.discs) {
      const dr = r - disc.radius + 0.012
      const dy = Math.abs(y - disc.y) - disc.half + 0.012
      const out = Math.sqrt(Math.max(dr, 0) ** 2 + Math.max(dy, 0) ** 2) + Math.min(Math.max(dr, dy), 0) - 0.012
      if (out < d) d = out
    }
    if (form.handle) {
      const hx = x * cosA + z * sinA - form.handle.x
      const hz = -x * sinA + z * cosA
      const hy = y - form.handle.y
      const ring = Math.sqrt(hx * hx + hy * hy) - form.handle.ring
      const rod = Math.sqrt(ring * ring + hz * hz * 0.7) - form.handle.rod
      // The ring's inner half would show inside the open cone.
      const outer = Math.max(rod, (radius - form.wall - r) * 0.7)
      const h = clamp(0.5 + (0.5 * (d - outer)) / 0.03, 0, 1)
      d = lerp(d, outer, h) - 0.03 * h * (1 - h)
    }
    return d
  }

  const colour = new Float32Array(3)
  const step = 1 / fine
  for (let py = 0; py < height; py++) {
    for (let px = 0; px < width; px++) {
      let r = 0
      let g = 0
      let b = 0
      let cover = 0
      for (let s = 0; s < fine * fine; s++) {
        const sx = (px + ((s % fine) + 0.5) * step - width / 2) / tall
        const sy = (height - box.foot - (py + (Math.floor(s / fine) + 0.5) * step)) / tall
        // Rays are parallel: the camera is far away, with a long lens.
        const x = sx
        let y = sy * COS + 1.2 * SIN
        let z = -sy * SIN + 1.2 * COS
        let nearest = 1
        let hit = false
        for (let i = 0; i < 56; i++) {
          const d = distance(x, y, z)
          if (d < nearest) nearest = d
          if (d < 0.0012) {
            hit = true
            break
          }
          y -= SIN * d
          z -= COS * d
          if (z < -0.75 || y < -0.3) break
        }
        if (!hit && nearest > 0.6 / tall) continue
        // Grazing rays count in part, which smooths the silhouette.
        const share = hit ? 1 : clamp(1 - (nearest * tall) / 0.6, 0, 1)
        const e = 0.004
        const here = distance(x, y, z)
        let nx = distance(x + e, y, z) - here
        let ny = distance(x, y + e, z) - here
        let nz = distance(x, y, z + e) - here
        const length = Math.sqrt(nx * nx + ny * ny + nz * nz) || 1
        nx /= length
        ny /= length
        nz /= length
        shade(x, y, z, nx, ny, nz)
        r += (colour[0] as number) * share
        g += (colour[1] as number) * share
        b += (colour[2] as number) * share
        cover += share
      }
      const part = 1 / (fine * fine)
      const at = (py * width + px) * 4
      data[at] = r * part
      data[at + 1] = g * part
      data[at + 2] = b * part
      data[at + 3] = cover * part
    }
  }
  return picture

  function shade(x: number, y: number, z: number, nx0: number, ny: number, nz0: number): void {
    const radius = Math.sqrt(x * x + z * z)
    const around = Math.atan2(z, x) + angle
    const outside = nx0 * x + nz0 * z > -0.02
    let nx = nx0
    let nz = nz0
    if (form.ribs > 0 && y > 0.34 && y < 0.93 && ny < 0.5) {
      // Flutes bend the light, not the outline.
      const bend =
        0.13 * Math.sin(around * form.ribs + (outside ? 0 : y * 9)) * smooth(0.34, 0.4, y) * smooth(0.93, 0.9, y)
      nx -= (z / (radius + 0.001)) * bend
      nz += (x / (radius + 0.001)) * bend
    }
    const key = Math.max(0, -0.56 * nx + 0.52 * ny + 0.64 * nz)
    const fill = 0.5 + 0.5 * (0.8 * nx * 0.4 + ny * 0.6 + nz * 0.3)
    const facing = clamp(ny * SIN + nz * COS, 0, 1)
    const rim = (1 - facing) ** 3 * smooth(0.05, 0.8, nx) * 0.9
    const edge = (1 - facing) ** 4 * 0.3
    // The soft box mirrored in the glaze: a tall window to the left, a narrow one to the right.
    const rx = 2 * facing * nx
    const ry = 2 * facing * ny - SIN
    const window = smooth(-0.86, -0.74, rx) * smooth(-0.36, -0.48, rx) * smooth(-0.35, -0.1, ry) * smooth(0.95, 0.7, ry)
    const slit = smooth(0.7, 0.76, rx) * smooth(0.9, 0.84, rx) * smooth(-0.4, 0, ry) * smooth(0.9, 0.6, ry)
    const open = clamp(0.35 + distance(x + nx * 0.09, y + ny * 0.09, z + nz * 0.09) / 0.11, 0.48, 1)
    const ground = smooth(-0.02, 0.16, y) * 0.45 + 0.55
    const inside = outside ? 1 : 0.5 + 0.42 * smooth(form.hollowFrom, 1, y)
    const light = (0.3 + 0.34 * fill + 0.62 * key) * open * ground * inside
    const speck = smooth(0.86, 0.93, noise.at(around * 31 + y * 7, y * 88 + radius * 66)) * 0.26
    const band =
      body.kind === 'bottle'
        ? smooth(0.16, 0.165, y) * smooth(0.5, 0.495, y)
        : smooth(0.23, 0.24, y) * smooth(0.29, 0.282, y) * smooth(0.36, 0.385, radius)
    const mark = body.kind === 'bottle' && band > 0 ? stripes(around, y) : 0
    for (let k = 0; k < 3; k++) {
      let base = body.glaze[k] as number
      base = lerp(base, body.accent[k] as number, body.kind === 'bottle' ? mark : band * 0.85)
      base *= 1 - speck
      colour[k] = base * light + (0.72 * window + 0.42 * slit) * inside * open + rim * 0.85 + edge * 0.4
    }
  }
}

/** The label of a bottle: a band with a disc, so that turning shows. */
function stripes(around: number, y: number): number {
  const turn = ((around % (Math.PI * 2)) + Math.PI * 4) % (Math.PI * 2)
  const front = Math.abs(turn - Math.PI * 0.5)
  if (front > 1) return 0.15
  const disc = Math.hypot(front * 0.22, y - 0.34) - 0.075
  return disc < 0 ? 1 : Math.abs(y - 0.2) < 0.008 || Math.abs(y - 0.47) < 0.008 ? 0.9 : 0.5
}

function outlineTable(form: Form): Float32Array {
  const table = new Float32Array(256)
  for (let i = 0; i < table.length; i++) {
    const y = i / (table.length - 1)
    const next = form.outline.findIndex(([at]) => at >= y)
    const [y1, r1] = form.outline[Math.max(0, next)] ?? [1, 0.3]
    const [y0, r0] = form.outline[Math.max(0, next - 1)] ?? [0, 0.3]
    table[i] = y1 === y0 ? r1 : lerp(r0, r1, smooth(0, 1, (y - y0) / (y1 - y0)) * 0.4 + ((y - y0) / (y1 - y0)) * 0.6)
  }
  return table
}
