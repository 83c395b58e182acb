import { readFileSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { ROOT } from './setup.mjs'

const NOTICES = join(ROOT, 'THIRD-PARTY.md')
const START = '<!-- packages: written by node scripts/notices.mjs -->'
const END = '<!-- end of packages -->'

/**
 * Licences npm's lockfile does not know, because these packages use an older way to name them; read from their LICENSE files.
 * @type {Readonly<Record<string, string>>}
 */
const READ_BY_HAND = { 'async@0.2.10': 'MIT', 'parse-cache-control@1.0.1': 'BSD-3-Clause' }

/** What the editor's page is built from: bundled into it, not installed beside it. */
const PAGE = [
  'react',
  'react-dom',
  '@xyflow/react',
  'zustand',
  'lucide-react',
  'radix-ui',
  'cmdk',
  'sonner',
  'react-resizable-panels',
  '@dagrejs/dagre',
]

/**
 * The paths in the lockfile of the page's packages and all they depend on.
 * @param {Record<string, { dependencies?: Record<string, string> }>} packages
 * @returns {ReadonlySet<string>}
 */
function pagePackages(packages) {
  const found = new Set()
  const open = [...PAGE]
  for (let name = open.pop(); name !== undefined; name = open.pop()) {
    const path = `node_modules/${name}`
    const entry = packages[path]
    if (entry === undefined || found.has(path)) continue
    found.add(path)
    open.push(...Object.keys(entry.dependencies ?? {}))
  }
  return found
}

/**
 * The packages an installed Reelay brings along, with their licences, as a Markdown table.
 * @param {{ packages: Record<string, { version?: string, license?: string, dev?: boolean, optional?: boolean, dependencies?: Record<string, string> }> }} lock
 */
export function packageTable(lock) {
  const page = pagePackages(lock.packages)
  const rows = Object.entries(lock.packages)
    .filter(([path, entry]) => path !== '' && (entry.dev !== true || page.has(path)))
    .map(([path, { version = '', license, optional }]) => {
      const name = path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length)
      const licence = license ?? READ_BY_HAND[`${name}@${version}`]
      if (licence === undefined)
        throw new Error(`${name}@${version} names no licence: read it and add it to scripts/notices.mjs`)
      return `| ${name} | ${version} | ${licence} | ${page.has(path) ? 'inside the editor’s page' : optional === true ? 'where it suits' : 'always'} |`
    })
  return ['| package | version | licence | installed |', '|---|---|---|---|', ...[...new Set(rows)].sort()].join('\n')
}

/** @returns {{ ok: boolean, output: string }} */
export function noticesUpToDate() {
  const text = readFileSync(NOTICES, 'utf8')
  const ok = text === withTable(text)
  return {
    ok,
    output: ok ? '' : 'THIRD-PARTY.md does not list the packages of the lockfile: run `node scripts/notices.mjs`.',
  }
}

/** @param {string} text of THIRD-PARTY.md @returns {string} the same with today's table */
function withTable(text) {
  const start = text.indexOf(START)
  const end = text.indexOf(END)
  if (start < 0 || end < start) throw new Error(`THIRD-PARTY.md has lost its marks "${START}" and "${END}"`)
  const lock = JSON.parse(readFileSync(join(ROOT, 'package-lock.json'), 'utf8'))
  return `${text.slice(0, start + START.length)}\n\n${packageTable(lock)}\n\n${text.slice(end)}`
}

if (process.argv[1] !== undefined && resolve(process.argv[1]) === fileURLToPath(import.meta.url)) {
  writeFileSync(NOTICES, withTable(readFileSync(NOTICES, 'utf8')))
}
