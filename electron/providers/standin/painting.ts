import { viewAt } from './camera.ts'
import type { Look } from './look.ts'
import { createOverlay, type OverlayTexts } from './overlay.ts'
import { createDeveloper, yuvBytes } from './paint/develop.ts'
import { emptyFrame, type Picture } from './paint/picture.ts'
import { createScene } from './scenes/index.ts'
import type { Mask, Mouth } from './scenes/scene.ts'

/** All a painter needs, as plain data that crosses to a worker. */
export interface Painting {
  readonly look: Look
  readonly width: number
  readonly height: number
  /** 0 paints one still. */
  readonly frames: number
  readonly fps: number
  readonly startFrame: Picture | null
  readonly endFrame: Picture | null
  readonly references: readonly Picture[]
  readonly word: Mask | null
  readonly texts: OverlayTexts
}

export interface Painter {
  /** Frame number `index` as planar YUV 4:2:0; the array is used again for the next one. */
  yuv(index: number): Uint8ClampedArray
  /** A still as packed RGB. */
  rgb(): Uint8ClampedArray
  /** Where the mouth of a presenter is in a frame; null where there is none. */
  mouth(index: number): Mouth | null
}

/** Sets a scene up (most of a second of painting) and then gives its frames, in any order. */
export function createPainter(painting: Painting): Painter {
  const { width, height, look, frames, fps } = painting
  const seconds = frames / fps
  const scene = createScene({ ...painting, seconds })
  const finish = { bloom: scene.bloom ?? 0.7, vignette: scene.vignette ?? 0.4, grain: 0.008 }
  const developer = createDeveloper(width, height, finish, look.seed)
  const overlay = createOverlay(painting.texts, width, height, fps)
  const frame = emptyFrame(width, height)
  const yuv = new Uint8ClampedArray(yuvBytes(width, height))
  const momentOf = (index: number) => {
    // A still shows the shot at its middle; the last frame of a clip is where its move ends.
    const fraction = frames === 0 ? 0.5 : frames === 1 ? 0 : index / (frames - 1)
    return { time: index / fps, fraction, view: viewAt(look.camera, fraction, seconds) }
  }
  const paintFrame = (index: number) => {
    frame.data.fill(0)
    scene.draw(frame, momentOf(index))
    developer.light(frame)
    overlay.draw(frame, index)
  }
  return {
    yuv(index) {
      paintFrame(index)
      developer.toYuv(frame, yuv, index)
      return yuv
    },
    rgb() {
      paintFrame(0)
      return developer.toRgb(frame)
    },
    mouth(index) {
      return scene.mouth?.(momentOf(index)) ?? null
    },
  }
}
