import { Command, CommanderError, Option } from 'commander'
import { doctorCommand } from './cli/doctor.ts'
import { approveCommand, setCommand } from './cli/edit.ts'
import { modelsCommand, nodesCommand, validateCommand } from './cli/inspect.ts'
import { jobsCommand, resolveCommand } from './cli/jobs.ts'
import { createOutput, EXIT, type ExitStatus, printable, UsageError } from './cli/output.ts'
import { planCommand } from './cli/plan.ts'
import { runCommand } from './cli/run.ts'
import { serveCommand } from './cli/serve.ts'
import { type CommonOptions, createSession, type Session } from './cli/session.ts'
import { cachePruneCommand, cacheStatsCommand, cacheVerifyCommand, runsCommand } from './cli/store.ts'
import { ProjectFileError } from './project/project-error.ts'

type Act = (session: Session, ...args: never[]) => Promise<ExitStatus>

/** Adds a command with the options that all have; its action runs in a session of its own and sets the exit status. */
function command(parent: Command, usage: string, summary: string, act: Act): Command {
  return parent
    .command(usage)
    .summary(summary)
    .description(summary)
    .option('--json', 'print one JSON object per line, the last one the summary')
    .option('--data <dir>', 'the folder of settings, cache and jobs')
    .option('--verbose', 'print every ffmpeg command line on stderr')
    .action(async (...given: unknown[]) => {
      // Commander passes the arguments, then the options, then the command itself. Options that `jobs` and `jobs resolve` share
      // land at `jobs`, wherever they stand.
      const options = (given.at(-1) as Command).optsWithGlobals<CommonOptions>()
      const args = [...given.slice(0, -2), options] as never[]
      const session = createSession(options, createOutput(options.json === true, process.stdout))
      process.exitCode = await attempt(session, () => act(session, ...args))
    })
}

/** Runs a command; whatever it throws becomes one message on stderr (with `--json` also a last line) and an exit status. */
async function attempt(session: Session, act: () => Promise<ExitStatus>): Promise<ExitStatus> {
  try {
    return await act()
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error)
    process.stderr.write(`${printable(message)}\n`)
    session.out.object({ event: 'error', message })
    return error instanceof UsageError || error instanceof ProjectFileError ? EXIT.usage : EXIT.failed
  } finally {
    await session.close()
  }
}

const many = (value: string, before: string[] | undefined) => [...(before ?? []), value]
const target = () => new Option('--target <id>', 'a node to run to; may be given several times').argParser(many)
const standIn = () => new Option('--stand-in', 'run everything that could bill on the stand-in, for free')

function program(): Command {
  const root = new Command('reelay')
    .description('Runs Reelay documents: graphs of models that make a film. Nothing is ever paid for twice.')
    .exitOverride()
    .showHelpAfterError('(reelay --help lists the commands)')
  command(root, 'run <file>', 'run a document', runCommand)
    .addOption(target())
    .option('--budget <usd>', 'spend at most this many US dollars')
    .addOption(standIn())
    .option('--out <dir>', 'deliver each export into this folder')
  command(root, 'plan <file>', 'say what a run would do, why, and for how much', planCommand)
    .addOption(target())
    .addOption(standIn())
  command(root, 'validate <file>', 'check a document', validateCommand)
  command(root, 'set <file> <assignments...>', 'edit params in place: NODE.PARAM=VALUE', setCommand)
  command(root, 'approve <file> <node>', 'answer a gate', approveCommand)
    .option('--item <id>', 'only this item')
    .option('--digest <digest>', 'refuse if anything else waits')
    .option('--edit <text>', 'let this text pass instead')
    .option('--pick <n>', 'let this take pass instead')
    .option('--reject', 'turn it down')
  command(root, 'nodes', 'list node types with their ports and params', nodesCommand)
  command(root, 'models', 'list the models of the catalog', modelsCommand)
  const cache = root.command('cache').description('look after the store of outputs')
  command(cache, 'stats', 'say what is stored', cacheStatsCommand)
  command(cache, 'verify', 'read every stored file and compare', cacheVerifyCommand).option(
    '--repair',
    'take damaged files away, so that they are made anew',
  )
  command(cache, 'prune', 'remove files that nothing needs', cachePruneCommand)
    .option('--max-bytes <size>', 'until the store takes no more than this, like 20GB')
    .option('--older-than-days <n>', 'what was not used for longer')
    .addOption(new Option('--include <kind>', 'also paid, picked, shown, approved or pinned files').argParser(many))
    .option('--dry-run', 'only say what would go')
  const jobs = command(root, 'jobs', 'list paid requests', jobsCommand).option(
    '--live',
    'only those that have not ended',
  )
  command(jobs, 'resolve <job>', 'say what became of a request whose reply was lost', resolveCommand)
    .option('--resend', 'send it again, though it may be paid twice')
    .option('--found <id>', 'it arrived; this is its id at the provider')
    .option('--forget', 'give it up')
  command(root, 'runs', 'list runs', runsCommand)
    .option('--limit <n>', 'how many, newest first')
    .option('--events <run>', 'the events of one run')
  command(root, 'serve [file]', 'the editor in a browser', serveCommand)
    .option('--port <n>', 'the port on 127.0.0.1; any that is free unless told')
    .option('--first <starter>', 'what to open a copy of where the data folder is new')
    .option('--browse', 'open it in the system’s browser')
  command(root, 'doctor', 'check ffmpeg, database, disk and keys', doctorCommand)
  return root
}

// `reelay … | head` closes the pipe early; what is under way still ends as it should.
for (const stream of [process.stdout, process.stderr]) {
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error
  })
}

try {
  await program().parseAsync(process.argv)
} catch (error) {
  if (!(error instanceof CommanderError)) throw error
  process.exitCode = error.exitCode === 0 ? EXIT.done : EXIT.usage
}
