import { smooth } from '../paint/color.ts'
import { drawPicture, type Picture, placed } from '../paint/picture.ts'
import type { Scene, Stage } from './scene.ts'

/** A given start frame (and end frame): the picture itself, moved as the camera words say, turning into the end at the end. */
export function picture(stage: Stage, start: Picture, end: Picture | null): Scene {
  const { width, height } = stage
  return {
    bloom: 0.25,
    vignette: 0.15,
    draw(frame, { view, fraction }) {
      // A little larger than the frame where the move goes sideways, so that no edge ever shows.
      const room =
        1 + 2 * Math.max(Math.abs(view.x), Math.abs(view.y), Math.abs(view.orbit) * 0.12) + Math.abs(view.roll) * 2
      const fill = (image: Picture, grow: number) => {
        const cover = Math.max(width / image.width, height / image.height) * grow
        const x = width / 2 - view.x * height * 0.8 - view.orbit * height * 0.1
        const y = height / 2 - view.y * height * 0.8
        return placed(image.width / 2, image.height / 2, x, y, cover, view.roll)
      }
      drawPicture(frame, start, fill(start, view.zoom * room), { edge: 'clamp' })
      if (end === null) return
      const through = smooth(0.45, 0.96, fraction)
      drawPicture(frame, end, fill(end, 1 + (1 - fraction) * 0.08), { edge: 'clamp', opacity: through })
    },
  }
}
