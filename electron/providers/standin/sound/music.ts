import type { MediaJob } from '#shared/node/media.ts'
import { randomFrom } from '../paint/random.ts'
import { createHall, noise, resonator } from './parts.ts'
import { fade, SAMPLE_RATE, writeWav } from './wav.ts'

interface Mood {
  /** Beats a minute. */
  readonly tempo: number
  readonly minor: boolean
  /** Levels of pad, plucked notes, bass, drums. */
  readonly pad: number
  readonly pluck: number
  readonly bass: number
  readonly drum: number
  /** Plucked notes a beat. */
  readonly rate: number
  readonly bright: number
}

const MOODS: readonly (readonly [RegExp, Mood])[] = [
  [
    /\b(epic|cinematic|trailer|heroic|dramatic|orchestral|tension|build)\b/,
    { tempo: 84, minor: true, pad: 0.34, pluck: 0.13, bass: 0.3, drum: 0.55, rate: 2, bright: 1.1 },
  ],
  [
    /\b(electronic|techno|synth\w*|house|edm|dance|tech|pulse|driving|upbeat|energetic)\b/,
    { tempo: 118, minor: true, pad: 0.2, pluck: 0.2, bass: 0.3, drum: 0.6, rate: 4, bright: 1.5 },
  ],
  [
    /\b(calm|ambient|peaceful|soft|meditat\w+|sleep|gentle|dreamy|slow)\b/,
    { tempo: 62, minor: false, pad: 0.36, pluck: 0.12, bass: 0.2, drum: 0, rate: 1, bright: 0.7 },
  ],
  [
    /\b(dark|noir|sad|melanchol\w+|moody|suspense|horror)\b/,
    { tempo: 70, minor: true, pad: 0.38, pluck: 0.09, bass: 0.3, drum: 0.12, rate: 1, bright: 0.6 },
  ],
  [
    /\b(happy|fun|playful|bright|pop|summer|cheerful|uplifting|inspiring)\b/,
    { tempo: 104, minor: false, pad: 0.24, pluck: 0.2, bass: 0.26, drum: 0.32, rate: 2, bright: 1.2 },
  ],
]
const WARM: Mood = { tempo: 82, minor: false, pad: 0.32, pluck: 0.17, bass: 0.25, drum: 0.16, rate: 2, bright: 0.9 }

/** Chord roots as scale steps; four bars, repeated. */
const MAJOR_TURNS = [
  [0, 4, 5, 3],
  [0, 5, 3, 4],
  [0, 2, 3, 4],
  [3, 0, 4, 5],
]
const MINOR_TURNS = [
  [0, 5, 2, 6],
  [0, 3, 5, 4],
  [0, 5, 3, 6],
]
const MAJOR = [0, 2, 4, 5, 7, 9, 11]
const MINOR = [0, 2, 3, 5, 7, 8, 10]

interface Note {
  readonly start: number
  readonly hertz: number
  readonly level: number
  readonly pan: number
}

/** Writes `seconds` of music: chords as a soft pad, plucked notes over them, bass and a pulse, by the mood of the prompt. */
export async function music(prompt: string, seed: number, seconds: number, path: string, job: MediaJob): Promise<void> {
  const text = prompt.toLowerCase()
  const mood = MOODS.find(([pattern]) => pattern.test(text))?.[1] ?? WARM
  const random = randomFrom(seed)
  const scale = mood.minor ? MINOR : MAJOR
  const turns = mood.minor ? MINOR_TURNS : MAJOR_TURNS
  const turn = turns[Math.floor(random() * turns.length)] ?? [0, 3, 4, 0]
  const key = 45 + Math.floor(random() * 8)
  const tempo = mood.tempo * (0.96 + random() * 0.08)
  const beat = 60 / tempo
  const bar = beat * 4
  const samples = Math.round(seconds * SAMPLE_RATE)
  const hertz = (step: number, octave: number) => {
    const degree = ((step % 7) + 7) % 7
    return 440 * 2 ** ((key + (scale[degree] ?? 0) + 12 * (octave + Math.floor(step / 7)) - 69) / 12)
  }
  const chordAt = (time: number) => turn[Math.floor(time / bar) % turn.length] ?? 0

  const notes: Note[] = []
  const shape = Array.from({ length: 8 }, () => [0, 2, 4, 7, 9, 11][Math.floor(random() * 6)] ?? 0)
  for (let i = 0; i * (beat / mood.rate) < seconds; i++) {
    const start = i * (beat / mood.rate)
    if (random() < 0.2 || start < bar * 0.5) continue
    notes.push({
      start: Math.round(start * SAMPLE_RATE),
      hertz: hertz(chordAt(start) + (shape[i % shape.length] ?? 0), 1),
      level: 0.6 + random() * 0.4,
      pan: 0.2 + random() * 0.6,
    })
  }
  const hall = createHall(mood.tempo < 75 ? 3.4 : 2)
  const air = noise(seed ^ 0xabc)
  const tone = [resonator(900 * mood.bright, 0.8), resonator(900 * mood.bright, 0.8)] as const
  let next = 0
  let active: Note[] = []
  const voices = [0, 2, 4, 6].map((step, i) => ({
    step,
    phases: [random(), random(), random()],
    pan: [0.5, 0.25, 0.75, 0.6][i] ?? 0.5,
  }))
  const ending = Math.min(3, seconds * 0.2)

  await writeWav(
    path,
    samples,
    (index, out) => {
      const t = index / SAMPLE_RATE
      const chord = chordAt(t)
      const inBar = t % bar
      // Chords breathe in and out at their borders, so that changes do not click.
      const swell = Math.min(1, inBar / 0.35) * Math.min(1, (bar - inBar) / 0.25)
      let left = 0
      let right = 0
      for (const voice of voices) {
        // The seventh stays out of happy chords' way.
        const base = hertz(chord + voice.step, 0) * (voice.step === 6 ? 1 : 1)
        const quiet = voice.step === 6 ? 0.35 : 1
        for (let k = 0; k < 3; k++) {
          const detuned = base * (1 + (k - 1) * 0.0035)
          const phase = (voice.phases[k] as number) + detuned / SAMPLE_RATE
          voice.phases[k] = phase - Math.floor(phase)
          const p = (voice.phases[k] as number) * 2 * Math.PI
          const wave = (Math.sin(p) + 0.35 * Math.sin(2 * p) + 0.16 * Math.sin(3 * p)) * quiet
          const pan = voice.pan + (k - 1) * 0.18
          left += wave * (1 - pan)
          right += wave * pan
        }
      }
      const open = 700 + 500 * mood.bright * (0.6 + 0.4 * Math.sin(t * 0.37))
      if (index % 64 === 0) {
        tone[0].tune(open)
        tone[1].tune(open * 1.04)
      }
      left = tone[0].low(left * 0.12 * mood.pad) * swell
      right = tone[1].low(right * 0.12 * mood.pad) * swell

      while (next < notes.length && (notes[next] as Note).start <= index) active.push(notes[next++] as Note)
      if (index % 512 === 0) active = active.filter((note) => index - note.start < SAMPLE_RATE * 1.6)
      for (const note of active) {
        const age = (index - note.start) / SAMPLE_RATE
        const ring = Math.exp(-age * 4.2) * Math.min(1, age * 220) * note.level * mood.pluck
        const p = 2 * Math.PI * note.hertz * age
        const pluck =
          ring *
          (Math.sin(p) + 0.3 * Math.sin(2 * p) * Math.exp(-age * 6) + 0.14 * Math.sin(3 * p) * Math.exp(-age * 9))
        left += pluck * (1 - note.pan)
        right += pluck * note.pan
      }
      const inBeat = t % beat
      const low = 2 * Math.PI * hertz(chord, -1) * t
      const bass =
        mood.bass *
        0.5 *
        (Math.sin(low) + 0.2 * Math.sin(2 * low)) *
        swell *
        (mood.drum > 0.3 ? 0.45 + 0.55 * Math.min(1, inBeat / (beat * 0.3)) : 1)
      let drum = 0
      if (mood.drum > 0 && t > bar) {
        const half = mood.drum > 0.5 && mood.tempo > 100 ? beat : beat * 2
        const age = t % half
        drum +=
          mood.drum * 0.5 * Math.sin(2 * Math.PI * (48 * age + 1.7 * (1 - Math.exp(-age * 28)))) * Math.exp(-age * 8)
        const tick = (t + beat / 2) % beat
        drum += mood.drum * 0.06 * air() * Math.exp(-tick * 55)
      }
      const wet = (left + right) * 0.5
      const level = fade(index, samples, Math.min(0.6, seconds * 0.1), ending)
      out.left = level * 1.35 * (left + bass + drum + 0.32 * hall(wet, 0))
      out.right = level * 1.35 * (right + bass + drum + 0.32 * hall(wet, 1))
    },
    job,
  )
}
