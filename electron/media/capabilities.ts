import type { FfmpegDoor } from './ffmpeg.ts'

/** Every filter that Reelay's graphs use: stand-in, conform, frame grab, assembly. */
const REQUIRED_FILTERS = [
  ...[
    'adelay',
    'aevalsrc',
    'afade',
    'aformat',
    'amix',
    'anullsrc',
    'apad',
    'aresample',
    'asetpts',
    'atrim',
    'bwdif',
    'color',
    'concat',
  ],
  ...[
    'crop',
    'drawbox',
    'drawtext',
    'ebur128',
    'eq',
    'fps',
    'format',
    'gblur',
    'gradients',
    'loudnorm',
    'overlay',
    'pad',
    'perspective',
  ],
  ...[
    'scale',
    'select',
    'setparams',
    'setpts',
    'setsar',
    'sine',
    'split',
    'tonemap',
    'tpad',
    'trim',
    'volume',
    'xfade',
    'zscale',
  ],
] as const
const REQUIRED_ENCODERS = ['libx264', 'aac', 'flac', 'png', 'pcm_s16le'] as const

export interface Capabilities {
  /** `5.1.9-0+deb12u1`. */
  readonly version: string
  /** `filter zscale`, `encoder libx264`, `library soxr`: what this build lacks; empty for a usable one. */
  readonly missing: readonly string[]
  /** A sentence naming what is missing and what to do, null for a usable build. */
  readonly problem: string | null
}

/** Asks ffmpeg what it was built with, for `reelay doctor` and for a clear error before work begins. */
export async function readCapabilities(door: FfmpegDoor): Promise<Capabilities> {
  const [version, filters, encoders, build] = await Promise.all([
    door.version(),
    door.report('ffmpeg', ['-hide_banner', '-filters']),
    door.report('ffmpeg', ['-hide_banner', '-encoders']),
    door.report('ffmpeg', ['-hide_banner', '-buildconf']),
  ])
  const missing = missingIn(filters.stdout, encoders.stdout, build.stdout)
  const name = /^ffmpeg version (\S+)/.exec(version)?.[1] ?? 'unknown'
  const problem =
    missing.length === 0
      ? null
      : `This ffmpeg (${name}) lacks ${missing.join(', ')}: install a full build of ffmpeg 5.1 or later.`
  return { version: name, missing, problem }
}

/** What is missing, from what `-filters`, `-encoders` and `-buildconf` print. */
export function missingIn(filters: string, encoders: string, build: string): string[] {
  const second = (text: string) => new Set(text.split('\n').map((line) => line.trim().split(/\s+/)[1]))
  const [hasFilter, hasEncoder] = [second(filters), second(encoders)]
  return [
    ...REQUIRED_FILTERS.filter((name) => !hasFilter.has(name)).map((name) => `filter ${name}`),
    ...REQUIRED_ENCODERS.filter((name) => !hasEncoder.has(name)).map((name) => `encoder ${name}`),
    ...(build.includes('--enable-libsoxr') ? [] : ['library soxr']),
  ]
}
