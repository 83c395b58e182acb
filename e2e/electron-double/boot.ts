import { existsSync, readFileSync, statSync } from 'node:fs'
import { createRequire, registerHooks } from 'node:module'
import { dirname, join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { describeApp } from './app.ts'
import { startElectron } from './start.ts'

/** What Electron's executable does with its arguments: makes `electron` importable, loads the app's main file, then becomes ready. */

const VERSION = '45.4.1'
const SHIM = new URL('./electron-module.ts', import.meta.url).href

registerHooks({
  resolve: (specifier, context, next) =>
    ['electron', 'electron/main', 'electron/common'].includes(specifier)
      ? // Plain CommonJS apps require it too: Node gives them a module's names.
        { url: SHIM, format: 'module-typescript', shortCircuit: true }
      : next(specifier, context),
})

const [, , executable = '', ...args] = process.argv
process.argv = [executable, ...args]
Object.defineProperty(process.versions, 'electron', { value: VERSION })
Object.assign(process, { type: 'browser', resourcesPath: join(dirname(executable), 'resources') })

/** Modules to load before the app's (`-r FILE`): Playwright's way in. */
const before = args.flatMap((arg, index) => (args[index - 1] === '-r' || args[index - 1] === '--require' ? [arg] : []))
const target = resolve(args.find((arg) => !arg.startsWith('-') && !before.includes(arg)) ?? '.')
const isFolder = statSync(target, { throwIfNoEntry: false })?.isDirectory() ?? false
const about: { name?: string; productName?: string; version?: string; main?: string } = isFolder
  ? JSON.parse(readFileSync(join(target, 'package.json'), 'utf8'))
  : {}
const main = isFolder ? join(target, about.main ?? 'index.js') : target
if (!existsSync(main)) {
  console.error(`Unable to find Electron app at ${main}`)
  process.exit(1)
}
describeApp({
  path: isFolder ? target : dirname(target),
  name: about.productName ?? about.name ?? 'Electron',
  version: about.version ?? VERSION,
})

const require = createRequire(main)
for (const file of before) require(resolve(file))

// Electron emits ready only once the main module has been evaluated, so waiting for it there never ends.
const stuck = setTimeout(() => {
  console.error(
    '[electron-double] the main module is still being evaluated: awaiting whenReady() there deadlocks Electron',
  )
}, 20_000)
try {
  await import(pathToFileURL(main).href)
} catch (error) {
  console.error('App threw an error during load\n', error)
  process.exit(1)
}
clearTimeout(stuck)
await startElectron()
