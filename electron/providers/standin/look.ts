import { type Camera, parseCamera } from './camera.ts'
import { seedOf } from './paint/random.ts'
import { type Palette, paletteFor } from './palette.ts'

export type SceneKind = 'landscape' | 'city' | 'product' | 'person' | 'abstract' | 'logo'

/** Everything that decides what a picture shows. Size, length and rate are not here: a draft shows what the final will. */
export interface Look {
  readonly seed: number
  readonly scene: SceneKind
  readonly camera: Camera
  readonly palette: Palette
  /** A few words of the prompt, for the line burnt into the picture. */
  readonly title: string
  /** The wordmark of a logo. */
  readonly word: string
  /** The prompt in lower case, for what a scene looks for itself (snow, mist, coffee). */
  readonly text: string
  /** The subject turns. */
  readonly turns: boolean
}

/** The words of each scene; the first row with a hit wins, so that "logo on a mountain" is a logo. */
const WORDS: readonly (readonly [RegExp, SceneKind])[] = [
  [/\b(logo|word ?mark|brand ?mark|emblem|title card|end card|monogram|logotype)\b/, 'logo'],
  [
    /\b(speaks?|speaking|talks?|talking|presenter|spokes\w+|founder|interview(ee)?|portrait|host|anchor|narrator|to camera|ceo|influencer|vlogger|talking head)\b/,
    'person',
  ],
  [
    /\b(product|packshot|pack shot|pedestal|plinth|bottle|perfume|watch|shoe|sneaker|dripper|mug|cup|vase|ceramic|headphones?|phone|lipstick|jar|can of|gadget|macro|close-up of an? (?!face|man|woman|person))\b/,
    'product',
  ],
  [
    /\b(abstract|liquid|ink|fluid|smoke|particles?|fractal|flowing|gradient|morph(ing)?|kaleidoscop\w+|texture|transition)\b/,
    'abstract',
  ],
  [
    /\b(city|cityscape|skyline|street|downtown|skyscrapers?|urban|metropolis|rooftops?|tokyo|new york|manhattan)\b/,
    'city',
  ],
  [
    /\b(mountains?|lake|landscape|forest|valley|hills?|ocean|sea|beach|coast|river|desert|dunes?|canyon|meadow|field|island|glacier|waterfall|nature|wilderness|aerial|drone|establishing|horizon|sky|sunrise|sunset)\b/,
    'landscape',
  ],
  [/\b(woman|man|girl|boy|person|face|actor|actress|character|chef|doctor|scientist|people)\b/, 'person'],
]

/** What a prompt shows: by its words, else by its seed. */
export function sceneOf(prompt: string, seed: number): SceneKind {
  const text = prompt.toLowerCase()
  const undecided: readonly SceneKind[] = ['landscape', 'abstract', 'city']
  return WORDS.find(([pattern]) => pattern.test(text))?.[1] ?? undecided[seed % undecided.length] ?? 'landscape'
}

const FALLBACK = {
  landscape: ['dawn', 'golden', 'day', 'sunset', 'ocean', 'forest', 'winter'],
  city: ['neon', 'night', 'sunset', 'overcast'],
  product: ['mono', 'warm', 'pastel', 'deepblue'],
  person: ['warm', 'overcast', 'deepblue'],
  abstract: ['violet', 'deepblue', 'emerald', 'crimson', 'neon', 'sunset'],
  logo: ['deepblue', 'noir', 'violet', 'emerald'],
} as const

export interface LookInput {
  readonly model: string
  readonly prompt: string
  readonly negative: string
  readonly seed: number
  /** Content digests of the pictures given, in order. */
  readonly pictures: readonly string[]
}

/** The look of a request. The same input gives the same look; nothing else is asked, neither clock nor names of nodes. */
export function lookOf(input: LookInput): Look {
  const seed = seedOf(JSON.stringify([input.model, input.prompt, input.negative, input.seed, ...input.pictures]))
  const scene = sceneOf(input.prompt, seed)
  const text = input.prompt.toLowerCase()
  return {
    seed,
    scene,
    camera: parseCamera(input.prompt, scene === 'person' || scene === 'logo' ? 'static' : 'dolly-in'),
    palette: paletteFor(input.prompt, seed, FALLBACK[scene]),
    title: titleOf(input.prompt),
    word: wordOf(input.prompt),
    text,
    turns: /\b(rotat\w+|turn(s|ing|table)|spin(s|ning)?|revolv\w+|orbit\w*|360)\b/.test(text),
  }
}

const SMALL_WORDS = new Set(
  (
    'a an the of on in at to over with and or for from by into is are as its it this that very slow slowly shot camera aerial establishing wide ' +
    'macro close up closeup medium cinematic video clip scene photo image picture'
  ).split(' '),
)

/** The first few words that carry meaning, in capitals: `DAWN MOUNTAIN LAKE`. */
export function titleOf(prompt: string): string {
  const words = prompt.match(/[\p{L}\p{N}][\p{L}\p{N}'’]*/gu) ?? []
  const telling = words.filter((word) => !SMALL_WORDS.has(word.toLowerCase()))
  const chosen = (telling.length > 0 ? telling : words).slice(0, 4)
  let title = ''
  for (const word of chosen) {
    const longer = title === '' ? word : `${title} ${word}`
    if (longer.length > 34) break
    title = longer
  }
  return title.toUpperCase() || 'UNTITLED SHOT'
}

/** The brand word: what stands in quotes, else a word written in capitals, else the first telling word. */
export function wordOf(prompt: string): string {
  const quoted = /["“”«»']([^"“”«»']{1,24})["“”«»']/u.exec(prompt)?.[1]
  if (quoted !== undefined && quoted.trim() !== '') return quoted.trim()
  const shouted = /\b\p{Lu}{3,16}\b/u.exec(prompt)?.[0]
  if (shouted !== undefined) return shouted
  return (titleOf(prompt).split(' ')[0] ?? 'REELAY').slice(0, 16)
}
