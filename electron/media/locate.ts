import { accessSync, constants, statSync } from 'node:fs'
import { createRequire } from 'node:module'
import { delimiter, dirname, join } from 'node:path'
import { MediaError } from './door.ts'

export interface FoundBinary {
  readonly path: string
  /** Which of the places it was found in, for `reelay doctor`. */
  readonly from: 'setting' | 'FFMPEG_BIN' | 'FFPROBE_BIN' | 'beside ffmpeg' | 'ffmpeg-static' | 'PATH'
}

export interface LocateOptions {
  /** The path a person set, if any. */
  readonly setting?: string | undefined
  readonly env?: Readonly<Record<string, string | undefined>>
  readonly platform?: NodeJS.Platform
  /** Path of ffmpeg-static's binary, whether or not it was downloaded; null where the package is absent. */
  readonly bundled?: string | null
}

const INSTALL: Partial<Record<NodeJS.Platform, string>> = {
  darwin: 'install it with "brew install ffmpeg"',
  win32: 'install it with "winget install Gyan.FFmpeg"',
  linux: 'install it with "sudo apt install ffmpeg"',
}

/**
 * Finds ffmpeg (setting, FFMPEG_BIN, ffmpeg-static, PATH) and ffprobe (FFPROBE_BIN, beside ffmpeg, PATH). ffprobe may be
 * absent: ffmpeg-static ships none, and probing then reads ffmpeg's own report. Throws a MediaError where there is no ffmpeg.
 */
export function locate(options: LocateOptions = {}): { ffmpeg: FoundBinary; ffprobe: FoundBinary | null } {
  const { setting, env = process.env, platform = process.platform } = options
  const onPath = (name: string): string | undefined => {
    const file = platform === 'win32' ? `${name}.exe` : name
    // Windows calls the variable Path; only process.env itself hides that.
    const folders = (env['PATH'] ?? env['Path'] ?? '').split(delimiter).filter((folder) => folder !== '')
    return folders.map((folder) => join(folder, file)).find(isExecutable)
  }
  const ffmpeg = ((): FoundBinary => {
    if (setting !== undefined && setting !== '') {
      if (isExecutable(setting)) return { path: setting, from: 'setting' }
      throw new MediaError(
        `The ffmpeg set in the settings, ${setting}, cannot be started: correct the path or clear it.`,
      )
    }
    const named = env['FFMPEG_BIN']
    if (named !== undefined && named !== '') {
      if (isExecutable(named)) return { path: named, from: 'FFMPEG_BIN' }
      throw new MediaError(`FFMPEG_BIN names ${named}, which cannot be started: correct the variable or unset it.`)
    }
    const bundled = options.bundled === undefined ? bundledFfmpeg() : options.bundled
    if (bundled !== null && isExecutable(bundled)) return { path: bundled, from: 'ffmpeg-static' }
    const path = onPath('ffmpeg')
    if (path !== undefined) return { path, from: 'PATH' }
    const install = INSTALL[platform] ?? 'install it from your system’s packages'
    throw new MediaError(`ffmpeg was not found: ${install}, or set FFMPEG_BIN to its path.`)
  })()
  const ffprobe = ((): FoundBinary | null => {
    const named = env['FFPROBE_BIN']
    if (named !== undefined && named !== '') {
      if (isExecutable(named)) return { path: named, from: 'FFPROBE_BIN' }
      throw new MediaError(`FFPROBE_BIN names ${named}, which cannot be started: correct the variable or unset it.`)
    }
    const beside = join(dirname(ffmpeg.path), platform === 'win32' ? 'ffprobe.exe' : 'ffprobe')
    if (isExecutable(beside)) return { path: beside, from: 'beside ffmpeg' }
    const path = onPath('ffprobe')
    return path === undefined ? null : { path, from: 'PATH' }
  })()
  return { ffmpeg, ffprobe }
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK)
    return statSync(path).isFile()
  } catch {
    return false
  }
}

/** ffmpeg-static names its binary even when the download was skipped; inside a packaged app it lies beside the archive. */
function bundledFfmpeg(): string | null {
  try {
    const path: unknown = createRequire(import.meta.url)('ffmpeg-static')
    return typeof path === 'string' ? path.replace('app.asar', 'app.asar.unpacked') : null
  } catch {
    return null
  }
}
