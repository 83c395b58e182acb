import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, watch, writeFileSync } from 'node:fs'
import { join } from 'node:path'

interface Knock {
  readonly argv: readonly string[]
  readonly cwd: string
  readonly data: unknown
}

/**
 * One process per folder, asked for synchronously as Electron does: a file that names its holder. A later process leaves its arguments
 * beside it, which the holder finds.
 */
export function holdInstance(folder: string, data: unknown, onKnock: (knock: Knock) => void): boolean {
  mkdirSync(folder, { recursive: true })
  const file = join(folder, 'electron-double.instance')
  const knocks = join(folder, 'electron-double.knocks')
  mkdirSync(knocks, { recursive: true })
  if (existsSync(file) && isAlive(Number(readFileSync(file, 'utf8')))) {
    const knock: Knock = { argv: process.argv, cwd: process.cwd(), data }
    writeFileSync(join(knocks, `${process.pid}.part`), JSON.stringify(knock))
    // Named last, when it is whole.
    writeFileSync(join(knocks, `${process.pid}.json`), '')
    return false
  }
  writeFileSync(file, String(process.pid))
  rmSync(knocks, { recursive: true, force: true })
  mkdirSync(knocks)
  const look = () => {
    for (const name of readdirSync(knocks).filter((each) => each.endsWith('.json'))) {
      const part = join(knocks, name.replace(/json$/, 'part'))
      const knock: Knock = JSON.parse(readFileSync(part, 'utf8'))
      rmSync(join(knocks, name))
      rmSync(part)
      onKnock(knock)
    }
  }
  watch(knocks, { persistent: false }, look)
  process.on('exit', () => rmSync(file, { force: true }))
  return true
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch {
    return false
  }
}
