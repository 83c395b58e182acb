import { clamp } from './color.ts'

/** A painted layer: red, green, blue, alpha per pixel, 0..1, colours already multiplied by alpha. */
export interface Picture {
  readonly width: number
  readonly height: number
  readonly data: Float32Array
}

/** The image being made: red, green, blue per pixel, 0..1 (brighter is allowed until it is developed). */
export interface Frame {
  readonly width: number
  readonly height: number
  readonly data: Float32Array
}

export function emptyPicture(width: number, height: number): Picture {
  const w = Math.max(2, Math.round(width))
  const h = Math.max(2, Math.round(height))
  return { width: w, height: h, data: new Float32Array(w * h * 4) }
}

export function emptyFrame(width: number, height: number): Frame {
  return { width, height, data: new Float32Array(width * height * 3) }
}

/** Calls `color` for every pixel's centre; it writes red, green, blue and alpha (not multiplied) into `out`. */
export function paint(picture: Picture, color: (x: number, y: number, out: Float32Array) => void): Picture {
  const out = new Float32Array(4)
  const { width, height, data } = picture
  let i = 0
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      out[3] = 1
      color(x + 0.5, y + 0.5, out)
      const alpha = out[3] as number
      data[i] = (out[0] as number) * alpha
      data[i + 1] = (out[1] as number) * alpha
      data[i + 2] = (out[2] as number) * alpha
      data[i + 3] = alpha
      i += 4
    }
  }
  return picture
}

/** Where a pixel of the frame finds its colour in a layer: u = a·x + b·y + c, v = d·x + e·y + f, in pixels of the layer. */
export interface Affine {
  readonly a: number
  readonly b: number
  readonly c: number
  readonly d: number
  readonly e: number
  readonly f: number
}

/** Places a layer: its point (u0, v0) lies at (x0, y0) of the frame, `scale` frame pixels per layer pixel, turned by `roll` radians. */
export function placed(u0: number, v0: number, x0: number, y0: number, scale: number, roll = 0): Affine {
  const cos = Math.cos(roll) / scale
  const sin = Math.sin(roll) / scale
  return { a: cos, b: sin, c: u0 - cos * x0 - sin * y0, d: -sin, e: cos, f: v0 + sin * x0 - cos * y0 }
}

export interface DrawOptions {
  readonly opacity?: number
  /** `add` lights up, `over` covers. */
  readonly blend?: 'over' | 'add'
  /** Beyond its edges the layer is empty, or goes on with its edge. */
  readonly edge?: 'clear' | 'clamp'
  /** Draws above this row only: what will be covered anyway need not be drawn. */
  readonly above?: number
}

/** Draws a layer with bilinear sampling at fractions of a pixel, so that slow moves glide instead of stepping. */
export function drawPicture(frame: Frame, picture: Picture, map: Affine, options: DrawOptions = {}): void {
  const { opacity = 1, blend = 'over', edge = 'clear' } = options
  if (opacity <= 0) return
  const { width: w, height: h, data: source } = picture
  const { width, height, data } = frame
  const keep = blend === 'add' ? 0 : 1
  const clear = edge === 'clear'
  const level = map.d === 0
  const [top, reach] = clear && level && map.e > 0 ? rowsTouched(height, h, map) : [0, height]
  const bottom = Math.min(reach, Math.ceil(options.above ?? height))
  // Pixels of the layer outside the frame, and the frame outside the layer, are skipped by the row.
  const [left, right] = clear && level && map.a > 0 ? columnsTouched(width, w, map) : [0, width]
  if (level && map.b === 0) {
    for (let y = top; y < bottom; y++) drawLevelRow(frame, picture, map, y, left, right, opacity, clear, keep)
    return
  }
  for (let y = top; y < bottom; y++) {
    let u = map.a * (left + 0.5) + map.b * (y + 0.5) + map.c - 0.5
    let v = map.d * (left + 0.5) + map.e * (y + 0.5) + map.f - 0.5
    let i = (y * width + left) * 3
    for (let x = left; x < right; x++, i += 3, u += map.a, v += map.d) {
      let uu = u
      let vv = v
      let weight = opacity
      if (uu < 0 || vv < 0 || uu >= w - 1 || vv >= h - 1) {
        if (clear) {
          if (uu <= -1 || vv <= -1 || uu >= w || vv >= h) continue
          // Half outside: fades over the last pixel, which smooths the layer's own edge.
          if (uu < 0) weight *= 1 + uu
          else if (uu > w - 1) weight *= w - uu
          if (vv < 0) weight *= 1 + vv
          else if (vv > h - 1) weight *= h - vv
        }
        uu = uu < 0 ? 0 : uu > w - 1.001 ? w - 1.001 : uu
        vv = vv < 0 ? 0 : vv > h - 1.001 ? h - 1.001 : vv
      }
      const u0 = uu | 0
      const v0 = vv | 0
      const p = (v0 * w + u0) << 2
      const q = p + (w << 2)
      const a00 = source[p + 3] as number
      const a10 = source[p + 7] as number
      const a01 = source[q + 3] as number
      const a11 = source[q + 7] as number
      if (a00 + a10 + a01 + a11 === 0) continue
      const fu = uu - u0
      const fv = vv - v0
      const low = fv * weight
      const high = weight - low
      const w10 = fu * high
      const w00 = high - w10
      const w11 = fu * low
      const w01 = low - w11
      const rest = 1 - (w00 * a00 + w10 * a10 + w01 * a01 + w11 * a11) * keep
      data[i] =
        (data[i] as number) * rest +
        w00 * (source[p] as number) +
        w10 * (source[p + 4] as number) +
        w01 * (source[q] as number) +
        w11 * (source[q + 4] as number)
      data[i + 1] =
        (data[i + 1] as number) * rest +
        w00 * (source[p + 1] as number) +
        w10 * (source[p + 5] as number) +
        w01 * (source[q + 1] as number) +
        w11 * (source[q + 5] as number)
      data[i + 2] =
        (data[i + 2] as number) * rest +
        w00 * (source[p + 2] as number) +
        w10 * (source[p + 6] as number) +
        w01 * (source[q + 2] as number) +
        w11 * (source[q + 6] as number)
    }
  }
}

/** The same for a layer that is not turned: half the work, because a whole row reads the same two rows of the layer. */
function drawLevelRow(
  frame: Frame,
  picture: Picture,
  map: Affine,
  y: number,
  left: number,
  right: number,
  opacity: number,
  clear: boolean,
  keep: number,
): void {
  const { width: w, height: h, data: source } = picture
  const { data } = frame
  let vv = map.e * (y + 0.5) + map.f - 0.5
  let weight = opacity
  if (clear) {
    if (vv <= -1 || vv >= h) return
    if (vv < 0) weight *= 1 + vv
    else if (vv > h - 1) weight *= h - vv
  }
  vv = vv < 0 ? 0 : vv > h - 1.001 ? h - 1.001 : vv
  const v0 = vv | 0
  const fv = vv - v0
  const first = (v0 * w) << 2
  const second = first + (w << 2)
  const low = fv * weight
  const high = weight - low
  const edge = w - 1.001
  let u = map.a * (left + 0.5) + map.c - 0.5
  let i = (y * frame.width + left) * 3
  for (let x = left; x < right; x++, i += 3, u += map.a) {
    let uu = u
    let part = 1
    if (uu < 0 || uu > edge) {
      if (clear) {
        if (uu <= -1 || uu >= w) continue
        if (uu < 0) part = 1 + uu
        else if (uu > w - 1) part = w - uu
      }
      uu = uu < 0 ? 0 : edge
    }
    const u0 = uu | 0
    const p = first + (u0 << 2)
    const q = second + (u0 << 2)
    const a00 = source[p + 3] as number
    const a10 = source[p + 7] as number
    const a01 = source[q + 3] as number
    const a11 = source[q + 7] as number
    if (a00 + a10 + a01 + a11 === 0) continue
    const fu = (uu - u0) * part
    const w10 = fu * high
    const w00 = high * part - w10
    const w11 = fu * low
    const w01 = low * part - w11
    const rest = 1 - (w00 * a00 + w10 * a10 + w01 * a01 + w11 * a11) * keep
    data[i] =
      (data[i] as number) * rest +
      w00 * (source[p] as number) +
      w10 * (source[p + 4] as number) +
      w01 * (source[q] as number) +
      w11 * (source[q + 4] as number)
    data[i + 1] =
      (data[i + 1] as number) * rest +
      w00 * (source[p + 1] as number) +
      w10 * (source[p + 5] as number) +
      w01 * (source[q + 1] as number) +
      w11 * (source[q + 5] as number)
    data[i + 2] =
      (data[i + 2] as number) * rest +
      w00 * (source[p + 2] as number) +
      w10 * (source[p + 6] as number) +
      w01 * (source[q + 2] as number) +
      w11 * (source[q + 6] as number)
  }
}

function rowsTouched(height: number, layerHeight: number, map: Affine): [number, number] {
  const first = Math.floor((-1 - map.f) / map.e) - 1
  const last = Math.ceil((layerHeight - map.f) / map.e) + 1
  return [clamp(first, 0, height), clamp(last, 0, height)]
}

function columnsTouched(width: number, layerWidth: number, map: Affine): [number, number] {
  const first = Math.floor((-1 - map.c) / map.a) - 1
  const last = Math.ceil((layerWidth - map.c) / map.a) + 1
  return [clamp(first, 0, width), clamp(last, 0, width)]
}

/** Three box blurs, near enough a Gaussian of `radius` pixels; works in place. */
export function blur(picture: Picture, radius: number): Picture {
  if (radius < 0.5) return picture
  const box = Math.max(1, Math.round(radius))
  const line = new Float32Array(Math.max(picture.width, picture.height) * 4)
  for (let pass = 0; pass < 3; pass++) {
    for (let y = 0; y < picture.height; y++) blurLine(picture.data, y * picture.width * 4, 4, picture.width, box, line)
    for (let x = 0; x < picture.width; x++) blurLine(picture.data, x * 4, picture.width * 4, picture.height, box, line)
  }
  return picture
}

function blurLine(
  data: Float32Array,
  start: number,
  step: number,
  length: number,
  box: number,
  line: Float32Array,
): void {
  const share = 1 / (2 * box + 1)
  for (let channel = 0; channel < 4; channel++) {
    const first = start + channel
    const last = first + (length - 1) * step
    let sum = 0
    for (let k = -box; k <= box; k++) sum += data[clamp(first + k * step, first, last)] as number
    for (let i = 0; i < length; i++) {
      line[i] = sum * share
      const leaving = i - box
      const coming = i + box + 1
      sum += data[coming >= length ? last : first + coming * step] as number
      sum -= data[leaving < 0 ? first : first + leaving * step] as number
    }
    for (let i = 0; i < length; i++) data[first + i * step] = line[i] as number
  }
}

/** A copy at another size; each new pixel is the mean of what it covers. */
export function resized(picture: Picture, width: number, height: number): Picture {
  const out = emptyPicture(width, height)
  const sx = picture.width / out.width
  const sy = picture.height / out.height
  const taps = (span: number) => Math.max(1, Math.min(4, Math.ceil(span)))
  const nx = taps(sx)
  const ny = taps(sy)
  const pixel = new Float32Array(4)
  for (let y = 0; y < out.height; y++) {
    for (let x = 0; x < out.width; x++) {
      let r = 0
      let g = 0
      let b = 0
      let a = 0
      for (let j = 0; j < ny; j++) {
        for (let i = 0; i < nx; i++) {
          sample(picture, (x + (i + 0.5) / nx) * sx, (y + (j + 0.5) / ny) * sy, pixel)
          r += pixel[0] as number
          g += pixel[1] as number
          b += pixel[2] as number
          a += pixel[3] as number
        }
      }
      const share = 1 / (nx * ny)
      out.data.set([r * share, g * share, b * share, a * share], (y * out.width + x) * 4)
    }
  }
  return out
}

/** The colour at a point of a layer (pixel centres at .5), edges held. */
export function sample(picture: Picture, u: number, v: number, out: Float32Array): void {
  const { width, height, data } = picture
  const uu = clamp(u - 0.5, 0, width - 1)
  const vv = clamp(v - 0.5, 0, height - 1)
  const u0 = Math.floor(uu)
  const v0 = Math.floor(vv)
  const u1 = u0 + 1 < width ? u0 + 1 : u0
  const v1 = v0 + 1 < height ? v0 + 1 : v0
  const fu = uu - u0
  const fv = vv - v0
  for (let k = 0; k < 4; k++) {
    const top =
      (data[(v0 * width + u0) * 4 + k] as number) * (1 - fu) + (data[(v0 * width + u1) * 4 + k] as number) * fu
    const low =
      (data[(v1 * width + u0) * 4 + k] as number) * (1 - fu) + (data[(v1 * width + u1) * 4 + k] as number) * fu
    out[k] = top + (low - top) * fv
  }
}
