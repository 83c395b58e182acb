import { existsSync, readdirSync } from 'node:fs'
import * as module from 'node:module'
import { delimiter, join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { checkAll } from './checks.mjs'
import { findNode, nodeTooOld } from './setup/node.mjs'
import { SetUpProblem } from './setup/problem.mjs'
import { run } from './setup/run.mjs'
import { handOver, waitFor } from './setup/start.mjs'
import { ROOT, setUp } from './setup.mjs'
import { argsNeedBrowser, runTests } from './tests.mjs'

const VITE = join('node_modules', 'vite', 'bin', 'vite.js')

/**
 * What every npm script calls. Runs on any Node, with nothing installed: does the set-up where there is some to do, then starts the
 * real thing under the right Node. All it says itself goes to stderr.
 * @type {Readonly<Record<string, (args: readonly string[]) => Promise<void>>>}
 */
const COMMANDS = {
  async demo(args) {
    const node = await ready('needed')
    process.chdir(ROOT)
    await app(node, ['run', join('resources', 'pipelines', 'brand-film.reelay'), '--out', 'out', ...args])
  },

  async reelay(args) {
    const node = await ready('if-possible')
    // npm starts scripts in the checkout; paths are meant from where the person typed them.
    const typedIn = process.env.npm_lifecycle_event === 'reelay' ? process.env.INIT_CWD : undefined
    const needsPage = args[0] === 'serve' && !existsSync(join(ROOT, 'out', 'renderer', 'index.html'))
    if (needsPage && !(await buildPage(node))) return
    if (typedIn !== undefined) process.chdir(typedIn)
    await app(node, args)
  },

  async test(args) {
    const node = await ready('needed', argsNeedBrowser(args))
    process.chdir(ROOT)
    if (await checkAll(node)) {
      process.exitCode = await runTests(node, args)
    } else {
      // The closing line is read by continuous integration; no test was run.
      console.log('0 passed, 1 failed')
      process.exitCode = 1
    }
  },

  async check() {
    const node = await ready('no')
    process.chdir(ROOT)
    if (!(await checkAll(node))) process.exitCode = 1
  },

  /** Each file right in bench/ is one benchmark: `bench NAME …` runs those, `bench` all of them, one after the other. */
  async bench(args) {
    const node = await ready('needed')
    process.chdir(ROOT)
    const all = readdirSync('bench')
      .filter((file) => file.endsWith('.ts'))
      .map((file) => file.slice(0, -'.ts'.length))
    const unknown = args.filter((name) => !all.includes(name))
    if (unknown.length > 0)
      throw new SetUpProblem(`No benchmark named ${unknown.join(', ')}: there are ${all.join(', ')}.`)
    for (const name of args.length > 0 ? args : all) {
      const end = await waitFor(node, [join('bench', `${name}.ts`)])
      if (end.code !== 0) return handOver(end)
    }
  },

  /** Kills the demo again and again and looks what is lost; see scripts/kill.ts. */
  async kill(args) {
    const node = await ready('needed')
    process.chdir(ROOT)
    handOver(await waitFor(node, [join('scripts', 'kill.ts'), ...args]))
  },

  /** The command line as JavaScript, and the editor's page. */
  async build(args) {
    const node = await ready('no')
    process.chdir(ROOT)
    const end = await waitFor(node, [VITE, 'build', ...args])
    if (end.code !== 0) return handOver(end)
    handOver(await waitFor(node, [VITE, 'build', '--config', 'vite.renderer.config.ts']))
  },

  /** The editor, served to a browser on this machine. */
  async start(args) {
    const node = await ready('needed')
    process.chdir(ROOT)
    if (await buildPage(node)) await app(node, ['serve', ...args])
  },
}

/** Builds the page of the editor; it takes seconds, so it is simply done. @param {string} node @returns {Promise<boolean>} */
async function buildPage(node) {
  console.error('Building the page of the editor …')
  const { ok, output } = await run(node, [join(ROOT, VITE), 'build', '--config', join(ROOT, 'vite.renderer.config.ts')])
  if (ok) return true
  console.error(output.trimEnd())
  process.exitCode = 1
  return false
}

/** @param {'needed' | 'if-possible' | 'no'} media @param {boolean} browser @returns {Promise<string>} the Node to use */
async function ready(media, browser = false) {
  await setUp({ media, browser })
  const node = findNode(ROOT)
  if (node === undefined) throw new SetUpProblem(nodeTooOld(process.version))
  process.env.PATH = [join(ROOT, 'node_modules', '.bin'), process.env.PATH].join(delimiter)
  return node
}

/**
 * Starts the command line: in this process where it already is the right Node, so that nothing stands between the app and its
 * terminal, else in a new one.
 * @param {string} node @param {readonly string[]} args
 */
async function app(node, args) {
  // Compiled code is kept between commands: without it, most of a short command is compiling.
  process.env.NODE_COMPILE_CACHE ??= join(ROOT, 'node_modules', '.cache', 'compile')
  module.enableCompileCache?.(process.env.NODE_COMPILE_CACHE)
  const entry = join(ROOT, 'electron', 'cli.ts')
  if (node !== process.execPath) return handOver(await waitFor(node, [entry, ...args]))
  process.argv = [node, entry, ...args]
  await import(pathToFileURL(entry).href)
}

const [name = '', ...args] = process.argv.slice(2)
const command = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined
if (command === undefined) {
  console.error(`Usage: node scripts/front.mjs ${Object.keys(COMMANDS).join('|')} [ARGUMENTS]`)
  process.exitCode = 2
} else {
  try {
    await command(args)
  } catch (error) {
    if (!(error instanceof SetUpProblem)) throw error
    console.error(error.message)
    process.exitCode = 1
  }
}
