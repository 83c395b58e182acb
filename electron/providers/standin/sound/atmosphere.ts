import type { MediaJob } from '#shared/node/media.ts'
import type { Look, SceneKind } from '../look.ts'
import { createHall, noise, resonator } from './parts.ts'
import { fade, SAMPLE_RATE, writeWav } from './wav.ts'

/** What a place sounds like: levels of wind, water, hum and shimmer. */
const PLACES: Record<SceneKind, { wind: number; water: number; hum: number; shimmer: number; pitch: number }> = {
  landscape: { wind: 0.3, water: 0.12, hum: 0, shimmer: 0, pitch: 420 },
  city: { wind: 0.1, water: 0, hum: 0.2, shimmer: 0.012, pitch: 240 },
  product: { wind: 0.05, water: 0, hum: 0.035, shimmer: 0.03, pitch: 300 },
  person: { wind: 0.05, water: 0, hum: 0.03, shimmer: 0, pitch: 260 },
  abstract: { wind: 0.12, water: 0.1, hum: 0.16, shimmer: 0.05, pitch: 520 },
  logo: { wind: 0.05, water: 0, hum: 0.14, shimmer: 0.07, pitch: 600 },
}

/** Writes the native sound of a clip: the quiet of a room, wind and water, a city, a drone; seeded, `seconds` long. */
export async function atmosphere(look: Look, seconds: number, path: string, job: MediaJob): Promise<void> {
  const place = PLACES[look.scene]
  const samples = Math.round(seconds * SAMPLE_RATE)
  const left = noise(look.seed ^ 0x11)
  const right = noise(look.seed ^ 0x22)
  const winds = [resonator(place.pitch, 0.9), resonator(place.pitch * 1.1, 0.9)] as const
  const waters = [resonator(1400, 1.4), resonator(1650, 1.4)] as const
  const hall = createHall(2.2)
  const root = 55 * 2 ** ((look.seed % 7) / 12)
  const quiet: MediaJob = { signal: job.signal, progress: () => {} }
  await writeWav(
    path,
    samples,
    (index, out) => {
      const t = index / SAMPLE_RATE
      const gust = 0.55 + 0.3 * Math.sin(t * 0.9 + look.seed) + 0.15 * Math.sin(t * 2.3)
      if (index % 64 === 0) {
        winds[0].tune(place.pitch * (0.7 + 0.6 * gust))
        winds[1].tune(place.pitch * (0.75 + 0.55 * gust))
      }
      const lap = Math.max(0, Math.sin(t * 2.1) * 0.6 + Math.sin(t * 3.4 + 1) * 0.4) ** 2
      const hum =
        Math.sin(t * root * 2 * Math.PI) * 0.6 +
        Math.sin(t * root * 3.006 * Math.PI) * 0.3 +
        Math.sin(t * root * 4.01 * Math.PI) * 0.2
      const shine =
        place.shimmer *
        (Math.sin(t * root * 32 * Math.PI) * (0.5 + 0.5 * Math.sin(t * 1.1)) +
          Math.sin(t * root * 47.8 * Math.PI) * (0.5 + 0.5 * Math.sin(t * 1.7 + 2)))
      const level = fade(index, samples, 0.08, 0.12)
      const tone = place.hum * hum * 0.5 + shine
      out.left =
        level *
        (place.wind * gust * winds[0].low(left()) + place.water * lap * waters[0].band(left()) + tone + hall(shine, 0))
      out.right =
        level *
        (place.wind * gust * winds[1].low(right()) +
          place.water * lap * waters[1].band(right()) +
          tone +
          hall(shine, 1))
    },
    quiet,
  )
}
