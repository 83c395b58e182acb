import type { MediaJob } from '#shared/node/media.ts'
import { randomFrom } from '../paint/random.ts'
import { createHall, noise, resonator } from './parts.ts'
import { fade, SAMPLE_RATE, writeWav } from './wav.ts'

export const EFFECTS = ['whoosh', 'hit', 'rain', 'wind', 'water', 'riser', 'click', 'crowd', 'shimmer'] as const
export type EffectKind = (typeof EFFECTS)[number]

const WORDS: readonly (readonly [RegExp, EffectKind])[] = [
  [/\b(whoosh|swoosh|swish|pass(ing)? by|transition|sweep)\b/, 'whoosh'],
  [/\b(hit|impact|boom|slam|thud|punch|explosion|thunder|drum)\b/, 'hit'],
  [/\b(rain|drizzle|downpour)\b/, 'rain'],
  [/\b(water|waves?|river|stream|sea|ocean|pour(ing)?|splash|coffee)\b/, 'water'],
  [/\b(wind|storm|breeze|gust|air)\b/, 'wind'],
  [/\b(riser|rise|build[- ]?up|tension|ramp)\b/, 'riser'],
  [/\b(click|tick|button|shutter|key|snap|switch|footsteps?|steps?)\b/, 'click'],
  [/\b(crowd|applause|audience|people|chatter|cafe|café|room tone)\b/, 'crowd'],
  [/\b(shimmer|magic|sparkle|chime|bell|glow|logo|sting)\b/, 'shimmer'],
]

/** The effect a prompt names; a whoosh where it names none we have. */
export function effectOf(prompt: string): EffectKind {
  const text = prompt.toLowerCase()
  return WORDS.find(([pattern]) => pattern.test(text))?.[1] ?? 'whoosh'
}

/** Writes `seconds` of a sound effect. */
export async function effect(
  prompt: string,
  seed: number,
  seconds: number,
  path: string,
  job: MediaJob,
): Promise<void> {
  const kind = effectOf(prompt)
  const samples = Math.round(seconds * SAMPLE_RATE)
  const random = randomFrom(seed)
  const sides = [noise(seed ^ 1), noise(seed ^ 2)] as const
  const filters = [resonator(800, 1.2), resonator(860, 1.2)] as const
  const drops = [resonator(3200, 3), resonator(4100, 3)] as const
  const hall = createHall(kind === 'hit' || kind === 'shimmer' ? 3.2 : 1.4)
  const peakAt = 0.42 + random() * 0.16
  const bells = Array.from({ length: 9 }, (_, i) => ({
    start: i * 0.05 * (0.7 + random()),
    hertz: 880 * 2 ** (([0, 4, 7, 11, 12, 16, 19, 23, 24][i] as number) / 12),
    pan: random(),
  }))
  const ticks = Array.from({ length: Math.ceil(seconds * 2) }, (_, i) => i * 0.5 + random() * 0.04)
  let drop = 0

  await writeWav(
    path,
    samples,
    (index, out) => {
      const t = index / SAMPLE_RATE
      const u = index / samples
      let left = 0
      let right = 0
      switch (kind) {
        case 'whoosh': {
          const near = Math.exp(-(((u - peakAt) / 0.17) ** 2))
          if (index % 32 === 0) for (const filter of filters) filter.tune(260 + 3200 * near)
          const pan = Math.min(1, Math.max(0, 0.5 + (u - peakAt) * 1.6))
          const body = near * 1.5
          left = body * filters[0].band(sides[0]()) * (1.1 - pan)
          right = body * filters[1].band(sides[1]()) * (0.1 + pan)
          break
        }
        case 'hit': {
          const fall = 2 * Math.PI * (38 * t + 3.2 * (1 - Math.exp(-t * 14)))
          const boom = 0.8 * Math.sin(fall) * Math.exp(-t * 2.6)
          const crack = sides[0]() * 0.4 * Math.exp(-t * 24)
          left = boom + filters[0].low(crack)
          right = boom + filters[1].low(crack)
          break
        }
        case 'rain':
        case 'water':
        case 'wind': {
          const gust = 0.5 + 0.3 * Math.sin(t * 0.8 + seed) + 0.2 * Math.sin(t * 1.9)
          const base = kind === 'wind' ? 300 + 700 * gust : kind === 'water' ? 700 + 500 * gust : 2600
          if (index % 64 === 0) for (const filter of filters) filter.tune(base)
          const level = kind === 'wind' ? 0.6 * gust : kind === 'water' ? 0.3 + 0.3 * gust : 0.22
          if (random() < (kind === 'rain' ? 0.0016 : kind === 'water' ? 0.0004 : 0)) drop = 0.5 + random() * 0.5
          drop *= 0.992
          left = level * filters[0].band(sides[0]()) + drop * 0.28 * drops[0].band(sides[0]())
          right = level * filters[1].band(sides[1]()) + drop * 0.22 * drops[1].band(sides[1]())
          break
        }
        case 'riser': {
          if (index % 32 === 0) for (const filter of filters) filter.tune(200 + 5200 * u ** 2)
          const tone = 0.12 * Math.sin(2 * Math.PI * (110 * t + (220 * t * t) / (2 * seconds))) * u
          left = u ** 1.6 * 0.7 * filters[0].band(sides[0]()) + tone
          right = u ** 1.6 * 0.7 * filters[1].band(sides[1]()) + tone
          break
        }
        case 'click': {
          for (const at of ticks) {
            const age = t - at
            if (age < 0 || age > 0.06) continue
            const snap = Math.exp(-age * 130) * (0.5 * sides[0]() + 0.6 * Math.sin(2 * Math.PI * 1900 * age))
            left += snap * 0.7
            right += snap * 0.6
          }
          break
        }
        case 'crowd': {
          const murmur =
            0.5 + 0.25 * Math.sin(t * 3.1 + Math.sin(t * 1.3) * 2) + 0.25 * Math.sin(t * 5.3 + Math.sin(t * 0.7) * 3)
          if (index % 64 === 0) for (const filter of filters) filter.tune(380 + 260 * murmur)
          left = 0.5 * murmur * filters[0].band(sides[0]())
          right = 0.5 * (1.1 - murmur * 0.6) * filters[1].band(sides[1]())
          break
        }
        case 'shimmer': {
          for (const bell of bells) {
            const age = t - bell.start
            if (age < 0) continue
            const ring =
              0.085 *
              Math.exp(-age * 1.9) *
              Math.min(1, age * 300) *
              (Math.sin(2 * Math.PI * bell.hertz * age) +
                0.3 * Math.sin(2 * Math.PI * bell.hertz * 2.76 * age) * Math.exp(-age * 5))
            left += ring * (1 - bell.pan)
            right += ring * bell.pan
          }
          break
        }
      }
      const wet = (left + right) * 0.5
      const level = fade(
        index,
        samples,
        kind === 'hit' || kind === 'click' || kind === 'shimmer' ? 0.002 : 0.05,
        Math.min(0.4, seconds * 0.25),
      )
      out.left = level * (left + 0.35 * hall(wet, 0))
      out.right = level * (right + 0.35 * hall(wet, 1))
    },
    job,
  )
}
