import { randomUUID } from 'node:crypto'
import { existsSync } from 'node:fs'
import { mkdir, statfs, unlink, writeFile } from 'node:fs/promises'
import { delimiter, join } from 'node:path'
import { openHost } from './host.ts'
import { readCapabilities } from './media/capabilities.ts'
import { createFfmpeg } from './media/ffmpeg.ts'
import { locate } from './media/locate.ts'
import { readSettings } from './settings/settings.ts'

/** One thing that was looked at. `warning`: it works, but not all of it. */
export interface Check {
  readonly name: string
  readonly state: 'ok' | 'warning' | 'failed'
  readonly message: string
}

/** Free space below which a film may not fit, in bytes. */
const LITTLE_SPACE = 5e9

/** Looks at everything Reelay needs: Node, ffmpeg, the data folder, the database, the disk, the providers. Never throws. */
export async function examine(data: string, resources: string): Promise<readonly Check[]> {
  const checks = [
    nodeCheck(),
    ...(
      await Promise.all([check('ffmpeg', () => ffmpegChecks(data)), check('data folder', () => folderChecks(data))])
    ).flat(),
  ]
  return [...checks, ...(await check('database', () => databaseChecks(data, resources))), speechCheck()]
}

async function check(name: string, look: () => Promise<Check[]>): Promise<Check[]> {
  try {
    return await look()
  } catch (error) {
    return [{ name, state: 'failed', message: error instanceof Error ? error.message : String(error) }]
  }
}

function nodeCheck(): Check {
  return { name: 'node', state: 'ok', message: process.version }
}

async function ffmpegChecks(data: string): Promise<Check[]> {
  const { ffmpeg, ffprobe } = locate({ setting: readSettings(data).ffmpegPath })
  const door = createFfmpeg({ ffmpeg: ffmpeg.path, ffprobe: ffprobe?.path ?? null, log: () => {} })
  const { version, missing, problem } = await readCapabilities(door)
  const probe: Check = ffprobe
    ? { name: 'ffprobe', state: 'ok', message: `${ffprobe.path} (${ffprobe.from})` }
    : {
        name: 'ffprobe',
        state: 'warning',
        message: 'Not found; files are probed through ffmpeg, which tells less of them.',
      }
  const found: Check = { name: 'ffmpeg', state: 'ok', message: `${version} at ${ffmpeg.path} (${ffmpeg.from})` }
  const parts: Check =
    problem === null
      ? { name: 'ffmpeg filters', state: 'ok', message: 'Every filter and encoder that is needed is there.' }
      : { name: 'ffmpeg filters', state: 'failed', message: `${problem} (${missing.join(', ')})` }
  return [found, probe, parts]
}

async function folderChecks(data: string): Promise<Check[]> {
  await mkdir(data, { recursive: true })
  const probe = join(data, `.doctor-${randomUUID()}`)
  await writeFile(probe, '')
  await unlink(probe)
  const { bavail, bsize, type } = await statfs(data)
  const free = bavail * bsize
  const space: Check = {
    name: 'disk',
    state: free < LITTLE_SPACE ? 'warning' : 'ok',
    message: `${(free / 1e9).toFixed(1)} GB free${free < LITTLE_SPACE ? '; clips are large, keep at least 5 GB free' : ''}.`,
  }
  const network = NETWORK_FILE_SYSTEMS.get(type)
  const place: Check = network
    ? {
        name: 'data folder',
        state: 'warning',
        message: `${data} is on ${network}; its locks do not protect it. Use a local disk.`,
      }
    : { name: 'data folder', state: 'ok', message: data }
  return [place, space]
}

/** File systems over a network, by their magic number on Linux (statfs(2)). */
const NETWORK_FILE_SYSTEMS = new Map([
  [0x6969, 'NFS'],
  [0xff534d42, 'SMB'],
  [0xfe534d42, 'SMB'],
  [0x517b, 'SMB'],
])

async function databaseChecks(data: string, resources: string): Promise<Check[]> {
  const host = await openHost({ data, resources, log: () => {} })
  try {
    const { rows, bytes } = host.cache.stats()
    const providers = [...host.providers.values()].map((provider): Check => {
      const missing = provider.missing()
      return { name: provider.title, state: missing === null ? 'ok' : 'warning', message: missing ?? 'ready' }
    })
    const catalog = host.warnings.map((message): Check => ({ name: 'catalog', state: 'warning', message }))
    return [
      { name: 'database', state: 'ok', message: `${rows} outputs, ${(bytes / 1e6).toFixed(1)} MB` },
      ...catalog,
      ...providers,
    ]
  } finally {
    await host.close()
  }
}

function speechCheck(): Check {
  const names = process.platform === 'win32' ? ['espeak-ng.exe'] : ['espeak-ng']
  const found = (process.env['PATH'] ?? '')
    .split(delimiter)
    .some((folder) => names.some((name) => existsSync(join(folder, name))))
  const message = found
    ? 'espeak-ng speaks for the stand-in.'
    : 'espeak-ng is not installed; the stand-in hums its lines instead.'
  return { name: 'stand-in speech', state: found ? 'ok' : 'warning', message }
}
