import { ResolveError } from '../jobs/resolve.ts'
import { dollarRange, dollars, EXIT, type ExitStatus, tableLines, UsageError } from './output.ts'
import type { Session } from './session.ts'

interface JobsOptions {
  readonly live?: boolean
}

/** `reelay jobs`: every paid request and how it ended. */
export async function jobsCommand(session: Session, options: JobsOptions): Promise<ExitStatus> {
  const { jobs } = await session.host()
  const listed = jobs.list(options.live ? { live: true } : {})
  const rows = listed.map(({ job, state, model, provider, title, chargedUsd, estimateUsd }) => [
    job,
    state,
    `${model} at ${provider}`,
    chargedUsd === null ? `may cost ${dollarRange([estimateUsd[0], estimateUsd[1]])}` : dollars(chargedUsd),
    title,
  ])
  for (const line of tableLines(rows)) session.out.text(line)
  session.out.object({ event: 'jobs', jobs: listed })
  return EXIT.done
}

interface ResolveOptions {
  readonly resend?: boolean
  readonly found?: string
  readonly forget?: boolean
}

/** `reelay jobs resolve`: a person says what became of a request whose reply was lost. */
export async function resolveCommand(session: Session, job: string, options: ResolveOptions): Promise<ExitStatus> {
  const chosen = [
    ...(options.resend ? [{ kind: 'resend' } as const] : []),
    ...(options.found === undefined ? [] : [{ kind: 'found', id: options.found } as const]),
    ...(options.forget ? [{ kind: 'forget' } as const] : []),
  ]
  const [resolution] = chosen
  if (!resolution || chosen.length > 1) throw new UsageError('Say one of --resend, --found ID and --forget.')
  const { jobs } = await session.host()
  try {
    const record = jobs.resolve(job, resolution)
    session.out.text(`Job ${record.job} is now ${record.state}.`)
    session.out.object({ event: 'job-resolved', job: record })
    return EXIT.done
  } catch (error) {
    if (error instanceof ResolveError) throw new UsageError(error.message, { cause: error })
    throw error
  }
}
