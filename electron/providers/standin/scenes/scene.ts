import type { View } from '../camera.ts'
import type { Look } from '../look.ts'
import type { Rgb } from '../paint/color.ts'
import type { Frame, Picture } from '../paint/picture.ts'

/** Text drawn once by ffmpeg: coverage per pixel, 0..255. */
export interface Mask {
  readonly width: number
  readonly height: number
  readonly data: Uint8Array
}

/** What a scene is made from. */
export interface Stage {
  readonly width: number
  readonly height: number
  /** Length of the shot in seconds; 0 for a still. */
  readonly seconds: number
  readonly look: Look
  readonly startFrame: Picture | null
  readonly endFrame: Picture | null
  readonly references: readonly Picture[]
  /** The wordmark, where the scene shows one. */
  readonly word: Mask | null
}

export interface Moment {
  /** Seconds since the shot began. */
  readonly time: number
  /** 0..1 of the shot. */
  readonly fraction: number
  readonly view: View
}

/** A mouth to be moved by a lip-sync: its middle in fractions of the picture's width and height, half its width in picture heights. */
export interface Mouth {
  readonly x: number
  readonly y: number
  readonly size: number
  /** Colours around it, as lit. */
  readonly skin: Rgb
  readonly lip: Rgb
}

export interface Scene {
  /** Paints one moment over the whole frame. */
  draw(frame: Frame, moment: Moment): void
  mouth?(moment: Moment): Mouth
  /** Its own finish, where the usual one does not suit. */
  readonly bloom?: number
  readonly vignette?: number
}
