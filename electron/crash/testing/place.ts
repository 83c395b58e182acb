import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { openCache } from '../../cache/open-cache.ts'
import type { JobRow } from '../../jobs/rows.ts'
import { acquireOwner } from '../../owner.ts'
import { openTasks } from '../../providers/standin/tasks.ts'
import { bookedJobs, sentTooOften } from './books.ts'
import { writeDocument } from './documents.ts'
import { inEditor, newFile } from './editor.ts'
import { type Ended, reelay } from './reelay.ts'
import { argumentsOf, type Command, type Scenario } from './scenarios.ts'

/** A document, a data folder and a folder for films of their own. */
export interface Place {
  readonly file: string
  readonly data: string
  readonly out: string
  /** Runs a command of the real command line; `crashAt` is where it is to kill itself. */
  command(command: Command, crashAt?: string): Promise<Ended>
  jobs(): readonly JobRow[]
  /** What is wrong with the data folder as it lies there: lost files, runs of dead processes that look alive, double requests. */
  faults(): Promise<readonly string[]>
  /** Requests that were sent more often than they had to be. */
  doubles(): readonly string[]
  /** Files beside the document and the films that nobody asked for. */
  litter(): readonly string[]
  remove(): void
}

export function createPlace(scenario: Scenario): Place {
  const folder = mkdtempSync(join(tmpdir(), 'reelay-crash-'))
  const [data, out] = [join(folder, 'data'), join(folder, 'out')]
  const file = writeDocument(join(folder, 'film'), scenario.document, scenario.fault)
  const resent = new Set<string>()

  /** The job that waits for a person, and what the stand-in calls it. */
  const unknown = (): { JOB: string; REMOTE: string } => {
    const JOB = bookedJobs(data).find(({ state }) => state === 'unknown')?.job ?? ''
    const tasks = openTasks(join(data, 'standin'))
    const REMOTE = tasks.idFor(JOB) ?? ''
    tasks.close()
    return { JOB, REMOTE }
  }

  const doubles = () => sentTooOften(data, bookedJobs(data), resent)

  return {
    file,
    data,
    out,
    command(command, crashAt) {
      const asked = command === 'resend' || command === 'found' ? unknown() : { JOB: '', REMOTE: '' }
      if (command === 'edit' || command === 'firstSave') return inEditor(command, { file, data, crashAt })
      if (command === 'resend') resent.add(asked.JOB)
      return reelay(argumentsOf(command, { FILE: file, OUT: out, ...asked }), { data, crashAt })
    },
    jobs: () => bookedJobs(data),
    async faults() {
      const owner = acquireOwner(join(data, 'owners'))
      const cache = openCache({ folder: data, owner })
      const { problems } = await cache.verify()
      const running = cache.runs.list().filter(({ status }) => status === 'running')
      cache.close()
      owner.release()
      return [
        ...problems.map(({ message }) => message),
        ...running.map(({ id }) => `run ${id} looks as if it still ran`),
        ...doubles(),
      ]
    },
    doubles,
    litter: () =>
      [join(folder, 'film'), out].flatMap((each) =>
        names(each).filter(
          (name) => ![basename(file), basename(newFile(file)), 'pixel.png', 'film.mp4'].includes(name),
        ),
      ),
    remove: () => rmSync(folder, { recursive: true, force: true, maxRetries: 3 }),
  }
}

function names(folder: string): string[] {
  try {
    return readdirSync(folder)
  } catch {
    return []
  }
}
