import { existsSync } from 'node:fs'
import { resolve } from 'node:path'
import { defaultDataFolder, resourcesFolder } from '../folders.ts'
import { type Host, openHost } from '../host.ts'
import { openProject } from '../project/project-file.ts'
import { type Output, printable, UsageError } from './output.ts'

/** What the options that every command takes say. */
export interface CommonOptions {
  readonly json?: boolean
  readonly data?: string
  readonly verbose?: boolean
}

/** One command at work: its output, and the host when it needs one. */
export interface Session {
  readonly out: Output
  /** The data folder. */
  readonly data: string
  /** Notes beside the result, for people only; on stderr, so that stdout stays the result. */
  note(line: string): void
  host(): Promise<Host>
  close(): Promise<void>
}

export function createSession(options: CommonOptions, out: Output): Session {
  const data = options.data === undefined ? defaultDataFolder() : resolve(options.data)
  const note = (line: string) => process.stderr.write(`${printable(line)}\n`)
  let opening: Promise<Host> | undefined
  return {
    out,
    data,
    note,
    host() {
      opening ??= openHost({ data, resources: resourcesFolder(), log: options.verbose ? note : () => {} }).then(
        (host) => {
          for (const warning of host.warnings) note(`warning: ${warning}`)
          return host
        },
      )
      return opening
    },
    async close() {
      const host = await opening?.catch(() => undefined)
      await host?.close()
    },
  }
}

/** Opens a document for a command; what its reading warned of goes to stderr. */
export async function openDocument(session: Session, file: string) {
  if (!existsSync(file)) throw new UsageError(`There is no file ${file}. Give the path of a .reelay document.`)
  const { registry } = await session.host()
  const opened = await openProject(resolve(file), registry)
  for (const warning of opened.warnings) session.note(`warning: ${file}: ${warning.message}`)
  return opened
}
