import { clamp, smooth } from '../paint/color.ts'
import { emptyPicture, type Picture, resized } from '../paint/picture.ts'

/**
 * An object lifted off its plain ground: cropped, about `height` pixels tall, empty around it. Null where the picture has no
 * plain ground (a photograph of a place), because a bad cut is worse than none.
 */
export function cutOut(picture: Picture, height: number): Picture | null {
  const work = resized(picture, ...fitted(picture, 900))
  const ground = groundOf(work)
  if (ground === null) return null
  const alpha = floodFromEdges(work, ground)
  const box = boxOf(alpha, work.width, work.height)
  if (box === null) return null
  const cut = emptyPicture(box.width, box.height)
  for (let y = 0; y < cut.height; y++) {
    for (let x = 0; x < cut.width; x++) {
      const from = (y + box.y) * work.width + x + box.x
      const cover = alpha[from] as number
      const to = (y * cut.width + x) * 4
      for (let k = 0; k < 3; k++) cut.data[to + k] = (work.data[from * 4 + k] as number) * cover
      cut.data[to + 3] = cover
    }
  }
  return resized(cut, (cut.width * height) / cut.height, height)
}

function fitted(picture: Picture, longest: number): [number, number] {
  const by = Math.min(1, longest / Math.max(picture.width, picture.height))
  return [picture.width * by, picture.height * by]
}

/** Colour of the ground as it runs from top to bottom: the mean of both side edges per row; null where those are busy. */
function groundOf(picture: Picture): Float32Array | null {
  const { width, height, data } = picture
  const ground = new Float32Array(height * 3)
  const strip = Math.max(2, Math.round(width * 0.03))
  let busy = 0
  for (let y = 0; y < height; y++) {
    for (let k = 0; k < 3; k++) {
      let sum = 0
      let squares = 0
      for (let x = 0; x < strip; x++) {
        for (const px of [x, width - 1 - x]) {
          const value = data[(y * width + px) * 4 + k] as number
          sum += value
          squares += value * value
        }
      }
      const mean = sum / (2 * strip)
      ground[y * 3 + k] = mean
      busy += Math.max(0, squares / (2 * strip) - mean * mean)
    }
  }
  return Math.sqrt(busy / (height * 3)) > 0.06 ? null : ground
}

/** Coverage: 0 where the ground can be reached from the edges without crossing another colour, soft at the border. */
function floodFromEdges(picture: Picture, ground: Float32Array): Float32Array {
  const { width, height, data } = picture
  const away = new Float32Array(width * height)
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const at = (y * width + x) * 4
      let sum = 0
      for (let k = 0; k < 3; k++) {
        const d = (data[at + k] as number) - (ground[y * 3 + k] as number)
        sum += d * d
      }
      away[y * width + x] = (data[at + 3] as number) < 0.5 ? 0 : Math.sqrt(sum)
    }
  }
  const limit = 0.11
  // The flood passes only where there is some room: through a hairline of ground colour (a highlight on a rim) it would empty
  // the object. What it leaves along the outline is taken away afterwards.
  const room = Math.max(1, Math.round(Math.max(width, height) / 300))
  const wall = new Uint8Array(width * height)
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      if ((away[y * width + x] as number) <= limit) continue
      for (let j = Math.max(0, y - room); j <= Math.min(height - 1, y + room); j++) {
        wall.fill(1, j * width + Math.max(0, x - room), j * width + Math.min(width - 1, x + room) + 1)
      }
    }
  }
  const outside = new Uint8Array(width * height)
  const queue = new Int32Array(width * height)
  let tail = 0
  const push = (at: number) => {
    if (outside[at] === 1 || wall[at] === 1) return
    outside[at] = 1
    queue[tail++] = at
  }
  for (let x = 0; x < width; x++) {
    push(x)
    push((height - 1) * width + x)
  }
  for (let y = 0; y < height; y++) {
    push(y * width)
    push(y * width + width - 1)
  }
  const spread = (act: (at: number) => void, from: number, to: number) => {
    for (let head = from; head < to; head++) {
      const at = queue[head] as number
      const x = at % width
      if (x > 0) act(at - 1)
      if (x < width - 1) act(at + 1)
      if (at >= width) act(at - width)
      if (at < width * (height - 1)) act(at + width)
    }
  }
  for (let from = 0; from < tail; ) {
    const to = tail
    spread(push, from, to)
    from = to
  }
  for (let step = 0, from = 0; step <= room; step++) {
    const to = tail
    spread(
      (at) => {
        if (outside[at] === 1 || (away[at] as number) > limit) return
        outside[at] = 1
        queue[tail++] = at
      },
      from,
      to,
    )
    from = to
  }
  const cover = new Float32Array(width * height)
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      let inside = 0
      for (let j = -1; j <= 1; j++) {
        for (let i = -1; i <= 1; i++) {
          inside += 1 - (outside[clamp(y + j, 0, height - 1) * width + clamp(x + i, 0, width - 1)] as number)
        }
      }
      cover[y * width + x] = smooth(0.45, 1, inside / 9)
    }
  }
  return cover
}

function boxOf(cover: Float32Array, width: number, height: number) {
  let left = width
  let right = -1
  let top = height
  let bottom = -1
  let filled = 0
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      if ((cover[y * width + x] as number) < 0.5) continue
      filled++
      if (x < left) left = x
      if (x > right) right = x
      if (y < top) top = y
      if (y > bottom) bottom = y
    }
  }
  const share = filled / (width * height)
  if (share < 0.02 || share > 0.85) return null
  return { x: left, y: top, width: right - left + 1, height: bottom - top + 1 }
}
