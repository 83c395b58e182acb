import { hex, mix, type Rgb } from './paint/color.ts'
import { randomFrom } from './paint/random.ts'

/** The colours of a shot. */
export interface Palette {
  readonly name: string
  readonly skyTop: Rgb
  readonly skyMid: Rgb
  readonly skyLow: Rgb
  /** The main light. */
  readonly sun: Rgb
  readonly haze: Rgb
  readonly far: Rgb
  readonly near: Rgb
  readonly water: Rgb
  readonly accent: Rgb
  /** Stars, lit windows. */
  readonly night: boolean
}

const define = (name: string, colours: string, night = false): Palette => {
  const [skyTop, skyMid, skyLow, sun, haze, far, near, water, accent] = colours.split(' ').map(hex)
  const black: Rgb = [0, 0, 0]
  return {
    name,
    skyTop: skyTop ?? black,
    skyMid: skyMid ?? black,
    skyLow: skyLow ?? black,
    sun: sun ?? black,
    haze: haze ?? black,
    far: far ?? black,
    near: near ?? black,
    water: water ?? black,
    accent: accent ?? black,
    night,
  }
}

//                      skyTop  skyMid  skyLow  sun     haze    far     near    water   accent
const PALETTES = {
  dawn: define('dawn', '#2b3f63 #8b86a3 #f2b58c #ffd9a0 #e8b8a0 #7d7f9c #1b2233 #3d4f6b #ff9e6b'),
  golden: define('golden', '#3f5a80 #c79a7c #ffc36b #ffdf9e #f0b878 #9a7868 #241a1c #6b5a58 #ffb347'),
  sunset: define('sunset', '#2a2350 #a8496b #ff8a4f #ffc07a #e0805f #6d4468 #1c1226 #4a2f55 #ff5e62'),
  day: define('day', '#2f6fb2 #7db1dc #d5e8f0 #fff6dc #c6dce8 #7f9db4 #26382f #2f6f8f #ffcf5c'),
  overcast: define('overcast', '#71808d #a3afb8 #ced4d6 #eef0ee #bcc6cb #84929c #2b3436 #5d6f78 #c8a77a'),
  night: define('night', '#050a1c #0f1f42 #2a4670 #bcd3ff #24406b #16294c #040813 #0e2140 #6fb1ff', true),
  neon: define('neon', '#0b0620 #2a0f52 #7a1f7d #ff5fd2 #58207a #2b1358 #070312 #1a0f45 #2ce6ff', true),
  noir: define('noir', '#0c0d10 #2b2d33 #7e8188 #eceef2 #5a5d64 #34363c #060709 #1b1d22 #c9ccd4', true),
  winter: define('winter', '#5d83a8 #a9c4d9 #eef3f6 #fff4e4 #d9e6ee #93aec4 #2a3a48 #5f86a1 #f4b98a'),
  desert: define('desert', '#4f86b5 #b9c2b4 #f6d9a4 #fff0c4 #efcf9c #cf9a62 #6e3b22 #7d7a68 #e8733a'),
  forest: define('forest', '#5f7f78 #a7bda0 #eae6bf #fff3c0 #c3d0ac #62806a #10211a #35574c #d9b24a'),
  ocean: define('ocean', '#1d4e79 #6aa5c4 #e3eadf #fff3d2 #b9d6dc #5d8fa6 #0f2733 #125a72 #ffb066'),
  storm: define('storm', '#1b232c #3f4c58 #8b979c #dfe6e6 #6d7a82 #3e4a55 #0b1014 #22313b #9fc4d8'),
  violet: define('violet', '#140a2e #3d1c6e #a35bb8 #ffcf8a #6d3f92 #3a2160 #0a0518 #24124a #ffab3d'),
  deepblue: define('deepblue', '#030818 #0a1d4a #1f4f9c #d6e8ff #17397a #0d2356 #02050f #081a3c #5cc0ff'),
  emerald: define('emerald', '#03150f #0a3b2c #2f8a66 #eafff0 #1d5c47 #0e3a2c #020c08 #0a2c22 #7bf0b4'),
  crimson: define('crimson', '#1a0408 #56101c #b8323a #ffe2cc #7c2028 #4a1018 #0d0204 #380a12 #ff7a59'),
  warm: define('warm', '#3a2a22 #8a6248 #e3b27c #ffe3b8 #b98d68 #7a5a46 #1d1410 #5a4438 #f0913e'),
  pastel: define('pastel', '#9db4d8 #d8c3da #f7d9cf #fff3e4 #e6d3d8 #b0a6c4 #4b4560 #93a8c8 #f2938c'),
  mono: define('mono', '#2c2f34 #777b82 #cfd2d6 #ffffff #a6aab0 #6a6e75 #111215 #4c5057 #e8e9eb'),
} as const
type PaletteName = keyof typeof PALETTES

/** Words and the palette they ask for; the first row that matches wins. */
const WORDS: readonly (readonly [RegExp, PaletteName])[] = [
  [/\bneon|cyberpunk|synthwave|vaporwave\b/, 'neon'],
  [/\bnoir|film noir|black[- ]and[- ]white|monochrome\b/, 'noir'],
  [/\bdeep blue|navy|midnight blue|cobalt|indigo\b/, 'deepblue'],
  [/\bviolet|purple|magenta|lavender|amethyst\b/, 'violet'],
  [/\bemerald|jade|teal\b/, 'emerald'],
  [/\bcrimson|scarlet|ruby|blood red\b/, 'crimson'],
  [/\bpastel|candy|cotton\b/, 'pastel'],
  [/\bdawn|sunrise|daybreak|first light|early morning\b/, 'dawn'],
  [/\bsunset|dusk|twilight|evening\b/, 'sunset'],
  [/\bgolden hour|golden light|amber|gold(en)?\b/, 'golden'],
  [/\bnight|midnight|moon(lit|light)?|stars?|starry|aurora\b/, 'night'],
  [/\bwinter|snow(y|fall)?|ice|icy|glacier|frozen|arctic\b/, 'winter'],
  [/\bdesert|dunes?|sahara|sand(y|stone)?|canyon\b/, 'desert'],
  [/\bstorm(y)?|thunder|dramatic sky|rain(y)?\b/, 'storm'],
  [/\bforest|woods?|jungle|moss(y)?|green\b/, 'forest'],
  [/\bocean|sea|beach|coast(al)?|waves?|island\b/, 'ocean'],
  [/\bovercast|cloudy|fog(gy)?|grey|gray|muted\b/, 'overcast'],
  [/\bwarm|cosy|cozy|candle|wood(en)?|autumn|fall colours\b/, 'warm'],
  [/\bnoon|daylight|sunny|bright day|blue sky|summer\b/, 'day'],
  [/\bminimal|clean|white|studio\b/, 'mono'],
]

/** The palette a prompt asks for, a little different for every seed; without a colour word, one by the seed. */
export function paletteFor(prompt: string, seed: number, fallback: readonly PaletteName[]): Palette {
  const text = prompt.toLowerCase()
  const random = randomFrom(seed ^ 0x7f4a7c15)
  const name =
    WORDS.find(([pattern]) => pattern.test(text))?.[1] ?? fallback[Math.floor(random() * fallback.length)] ?? 'dawn'
  const second = /\bgolden hour\b/.test(text) && name === 'dawn' ? PALETTES.golden : null
  return varied(second ? blend(PALETTES[name], second, 0.22) : PALETTES[name], random)
}

function blend(a: Palette, b: Palette, amount: number): Palette {
  return map(a, (colour, key) => mix(colour, b[key], amount))
}

/** Turns the hues by a few degrees and moves the light by a few percent: two shots of one palette are kin, not copies. */
function varied(palette: Palette, random: () => number): Palette {
  const warm = (random() - 0.5) * 0.08
  const light = 1 + (random() - 0.5) * 0.1
  return map(palette, ([r, g, b]) => [r * light * (1 + warm), g * light, b * light * (1 - warm)])
}

type ColourKey = Exclude<keyof Palette, 'name' | 'night'>
const COLOURS: readonly ColourKey[] = ['skyTop', 'skyMid', 'skyLow', 'sun', 'haze', 'far', 'near', 'water', 'accent']

function map(palette: Palette, change: (colour: Rgb, key: ColourKey) => Rgb): Palette {
  const colours = Object.fromEntries(COLOURS.map((key) => [key, change(palette[key], key)]))
  return { ...palette, ...(colours as Record<ColourKey, Rgb>) }
}
