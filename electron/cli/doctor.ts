import { resolve } from 'node:path'
import { examine } from '../doctor.ts'
import { defaultDataFolder, resourcesFolder } from '../folders.ts'
import { EXIT, type ExitStatus, tableLines } from './output.ts'
import type { CommonOptions, Session } from './session.ts'

const MARKS = { ok: '✓', warning: '!', failed: '✗' } as const

/** `reelay doctor`: what was found, and what is missing. */
export async function doctorCommand({ out }: Session, options: CommonOptions): Promise<ExitStatus> {
  const data = options.data === undefined ? defaultDataFolder() : resolve(options.data)
  const checks = await examine(data, resourcesFolder())
  for (const line of tableLines(checks.map(({ name, state, message }) => [MARKS[state], name, message]))) out.text(line)
  out.object({ event: 'doctor', checks })
  return checks.some((check) => check.state === 'failed') ? EXIT.failed : EXIT.done
}
