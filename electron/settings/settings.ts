import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'

const zSettings = z.object({
  /** Path of ffmpeg; empty: found by itself. */
  ffmpegPath: z.string().catch(''),
})
/** What a person has set for a data folder. */
export type Settings = z.infer<typeof zSettings>

/** Reads `settings.json` of a data folder. It may be missing; what is not legal in it counts as not set. */
export function readSettings(folder: string): Settings {
  let stored: unknown = {}
  try {
    stored = JSON.parse(readFileSync(join(folder, 'settings.json'), 'utf8'))
  } catch {
    // Missing or broken: every setting has a meaning of its own when it is not set.
  }
  return zSettings.catch({ ffmpegPath: '' }).parse(stored)
}
