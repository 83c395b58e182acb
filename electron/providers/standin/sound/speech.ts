import { execFile } from 'node:child_process'
import { accessSync, constants } from 'node:fs'
import { writeFile } from 'node:fs/promises'
import { delimiter, join } from 'node:path'
import type { MediaJob } from '#shared/node/media.ts'
import { randomFrom, seedOf } from '../paint/random.ts'
import { noise, resonator } from './parts.ts'
import { fade, SAMPLE_RATE, writeWav } from './wav.ts'

/** Words a minute of an unhurried speaker. */
const PACE = 150

/** espeak-ng on this machine; null where there is none. */
export function findEspeak(env: Readonly<Record<string, string | undefined>> = process.env): string | null {
  const name = process.platform === 'win32' ? 'espeak-ng.exe' : 'espeak-ng'
  for (const folder of (env['PATH'] ?? env['Path'] ?? '').split(delimiter)) {
    if (folder === '') continue
    try {
      const path = join(folder, name)
      accessSync(path, constants.X_OK)
      return path
    } catch {
      // Not in this folder.
    }
  }
  return null
}

/** Speaks with espeak-ng. The voice's name chooses one of its variants and a pitch. */
export async function espeak(
  binary: string,
  text: string,
  voice: string,
  path: string,
  temp: string,
  job: MediaJob,
): Promise<void> {
  const random = randomFrom(seedOf(voice))
  const variant = ['f2', 'm3', 'f4', 'm1', 'f3', 'm7'][Math.floor(random() * 6)] ?? 'm3'
  const script = join(temp, 'script.txt')
  await writeFile(script, text)
  const options = [
    '-v',
    `en+${variant}`,
    '-s',
    String(PACE),
    '-p',
    String(Math.round(40 + random() * 25)),
    '-w',
    path,
    '-f',
    script,
  ]
  await new Promise<void>((resolve, reject) => {
    execFile(binary, options, { signal: job.signal, windowsHide: true }, (error) => (error ? reject(error) : resolve()))
  })
}

/** One syllable of the tone. Seconds and hertz. */
export interface Syllable {
  readonly start: number
  readonly length: number
  readonly vowel: string
  /** Begins with a hiss, as s, f, t do. */
  readonly hiss: boolean
  /** 1 at a sentence's start, falling to its end. */
  readonly lift: number
  readonly stress: boolean
}

/** When each syllable of a text is spoken, at 150 words a minute in all, with rests at commas and full stops. */
export function syllablesOf(text: string): { syllables: readonly Syllable[]; seconds: number } {
  const words = text.match(/[\p{L}\p{N}'’]+[^\p{L}\p{N}]*/gu) ?? []
  const raw: (Omit<Syllable, 'lift'> & { sentence: number })[] = []
  let time = 0
  let sentence = 0
  for (const word of words) {
    const letters = word.toLowerCase()
    const vowels = letters.replace(/e\b/, '').match(/[aeiouyäöüéèáíóú]+/g) ?? ['e']
    vowels.forEach((vowel, i) => {
      const length = 0.13 + 0.03 * Math.min(2, vowel.length) + (i === vowels.length - 1 ? 0.03 : 0)
      raw.push({
        start: time,
        length,
        vowel: vowel[0] ?? 'e',
        hiss: /^[sfthkcpxz]/.test(i === 0 ? letters : ''),
        stress: i === 0,
        sentence,
      })
      time += length + 0.012
    })
    time += 0.05
    if (/[,;:–—]/.test(word)) time += 0.16
    if (/[.!?]/.test(word)) {
      time += 0.34
      sentence++
    }
  }
  const seconds = Math.max(0.6, (words.length * 60) / PACE)
  const by = time > 0 ? seconds / time : 1
  const syllables = raw.map(({ sentence: number, ...syllable }, index) => {
    const first = raw.findIndex((other) => other.sentence === number)
    const count = raw.filter((other) => other.sentence === number).length
    return {
      ...syllable,
      start: syllable.start * by,
      length: syllable.length * by,
      lift: 1 - (index - first) / Math.max(1, count),
    }
  })
  return { syllables, seconds }
}

/** First three formants of the vowels (Peterson and Barney, 1952, men), hertz. */
const FORMANTS: Record<string, readonly [number, number, number]> = {
  a: [730, 1090, 2440],
  e: [530, 1840, 2480],
  i: [270, 2290, 3010],
  o: [570, 840, 2410],
  u: [300, 870, 2240],
  y: [390, 1990, 2550],
}

/** A voice-like tone that takes the time of the spoken text: vowels by formants, a hiss for consonants, a falling sentence. */
export async function speechTone(text: string, voice: string, path: string, job: MediaJob): Promise<void> {
  const random = randomFrom(seedOf(voice))
  const pitch = 95 + random() * 115
  const tract = 0.92 + ((pitch - 95) / 115) * 0.2
  const { syllables, seconds } = syllablesOf(text)
  const samples = Math.round((seconds + 0.15) * SAMPLE_RATE)
  const breath = noise(seedOf(voice) ^ 0x99)
  const formants = [resonator(500, 7), resonator(1500, 9), resonator(2500, 10)] as const
  const soft = resonator(3400, 0.7)
  const hissing = resonator(4800, 1.5)
  let phase = 0
  let at = 0
  const target = [500, 1500, 2500]
  await writeWav(
    path,
    samples,
    (index, out) => {
      const t = index / SAMPLE_RATE
      while (at < syllables.length - 1 && t >= (syllables[at + 1] as Syllable).start) at++
      const syllable = syllables[at]
      if (syllable === undefined) return
      const age = t - syllable.start
      const left = syllable.length - age
      const loud =
        age < 0 || left < -0.05 ? 0 : Math.min(1, age / 0.035) * Math.min(1, Math.max(0, (left + 0.05) / 0.07))
      const wanted = FORMANTS[syllable.vowel] ?? FORMANTS['e'] ?? [530, 1840, 2480]
      if (index % 32 === 0) {
        for (let k = 0; k < 3; k++) {
          // The tract moves from vowel to vowel in about a twentieth of a second.
          target[k] = (target[k] as number) + ((wanted[k] as number) * tract - (target[k] as number)) * 0.02
          formants[k]?.tune(target[k] as number)
        }
      }
      const hertz = pitch * (0.86 + 0.22 * syllable.lift + (syllable.stress ? 0.05 : 0) + 0.012 * Math.sin(t * 32))
      phase = (phase + hertz / SAMPLE_RATE) % 1
      // A rounded pulse, as vocal folds make.
      const source = (phase < 0.62 ? Math.sin((phase / 0.62) * Math.PI) ** 2 : 0) - 0.31 + breath() * 0.015
      const voiced = formants[0].band(source) * 1.0 + formants[1].band(source) * 0.55 + formants[2].band(source) * 0.25
      const hiss =
        syllable.hiss && age < 0.06 ? hissing.band(breath()) * 0.16 * Math.sin((Math.max(0, age) / 0.06) * Math.PI) : 0
      const value = soft.low(voiced * loud * (syllable.stress ? 1.15 : 0.9) * 1.5) + hiss
      const level = fade(index, samples, 0.01, 0.05)
      out.left = value * level
      out.right = value * level
    },
    job,
  )
}
