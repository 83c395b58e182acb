import { existsSync, readdirSync } from 'node:fs'
import * as module from 'node:module'
import { delimiter, join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { build, DESKTOP, EVERYTHING } from './build.mjs'
import { checkAll } from './checks.mjs'
import { packApp } from './package.mjs'
import { electronToStart } from './setup/electron.mjs'
import { findNode, nodeTooOld } from './setup/node.mjs'
import { SetUpProblem } from './setup/problem.mjs'
import { handOver, waitFor } from './setup/start.mjs'
import { MEMORY, ROOT, setUp } from './setup.mjs'
import { argsNeedBrowser, runTests } from './tests.mjs'

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
    if (needsPage) console.error('Building the page of the editor …')
    if (needsPage && !(await build(node, ['page']))) return
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

  /** Everything that runs without the sources: command line, main process, preload script, page. */
  async build() {
    const node = await ready('no')
    await build(node, EVERYTHING, { loud: true })
  },

  /** The desktop app as installers, or with `--dir` as a folder. */
  async package(args) {
    const node = await ready('no')
    process.chdir(ROOT)
    console.error('Building the app …')
    if (await build(node, DESKTOP)) handOver(await packApp(node, args))
  },

  /** The desktop app; where it cannot start, the same editor served to a browser. At the first start with the sample pipeline. */
  async start(args) {
    const node = await ready('needed')
    process.chdir(ROOT)
    const electron = await electronToStart(ROOT, MEMORY, node, (line) => console.error(line))
    console.error('Building the editor …')
    if (!(await build(node, 'path' in electron ? DESKTOP : ['page']))) return
    const all = ['--first', 'brand-film', ...args.map(fromWhereTyped)]
    if ('path' in electron) return handOver(await waitFor(electron.path, ['.', ...all]))
    console.error(`The desktop app cannot start here: ${electron.why}. The same editor is served to a browser:`)
    const hasBrowser = process.platform !== 'linux' || process.env.DISPLAY || process.env.WAYLAND_DISPLAY
    await app(node, ['serve', ...(hasBrowser && !process.env.CI ? ['--browse'] : []), ...all])
  },
}

/** npm starts scripts in the checkout; a file is meant from where the person typed it. @param {string} arg */
function fromWhereTyped(arg) {
  const typedIn = process.env.npm_lifecycle_event === 'start' ? process.env.INIT_CWD : undefined
  return typedIn !== undefined && arg.endsWith('.reelay') ? resolve(typedIn, arg) : arg
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
