import { execFile } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'

const root = fileURLToPath(new URL('..', import.meta.url))
const reportSchema = z.object({
  diagnostics: z.array(
    z.object({
      category: z.string(),
      location: z.object({ path: z.string(), start: z.object({ line: z.number() }).nullish() }),
    }),
  ),
})

/** One import per line: the importing file, what it imports, and whether the rules allow it. */
const IMPORTS = [
  ['shared/graph/a.ts', './ids.ts', true],
  ['shared/graph/a.ts', '../json.ts', true],
  ['shared/graph/a.ts', '#shared/json.ts', true],
  ['shared/graph/a.ts', 'zod', true],
  ['shared/graph/a.ts', 'node:fs', false],
  ['shared/graph/a.ts', 'fast-check', false],
  ['shared/graph/a.ts', 'better-sqlite3', false],
  ['shared/graph/a.ts', 'electron', false],
  ['shared/graph/a.ts', '#nodes/prompt.ts', false],
  ['shared/graph/a.ts', '../../electron/owner.ts', false],
  ['shared/graph/a.ts', '../../nodes/prompt.ts', false],
  ['shared/graph/a.ts', '../testing/graphs.ts', false],
  ['shared/graph/a.ts', '#shared/testing/graphs.ts', false],
  ['shared/graph/a.test.ts', '../testing/graphs.ts', true],
  ['shared/graph/a.test.ts', 'fast-check', true],
  ['nodes/a.ts', './names.ts', true],
  ['nodes/a.ts', '#shared/node/define.ts', true],
  ['nodes/a.ts', '#shared/graph/ids.ts', true],
  ['nodes/a.ts', '#shared/catalog/schema.ts', true],
  ['nodes/a.ts', '#shared/json.ts', true],
  ['nodes/a.ts', '#shared/engine/plan.ts', false],
  ['nodes/a.ts', '#shared/project/parse.ts', false],
  ['nodes/a.ts', '../shared/engine/plan.ts', false],
  ['nodes/a.ts', '../electron/owner.ts', false],
  ['nodes/a.ts', 'node:fs', false],
  ['nodes/a.ts', 'fluent-ffmpeg', false],
  ['nodes/a.ts', './testing/context.ts', false],
  ['nodes/a.test.ts', './testing/context.ts', true],
  ['electron/run/a.ts', 'node:fs', true],
  ['electron/run/a.ts', 'better-sqlite3', true],
  ['electron/run/a.ts', '#shared/engine/plan.ts', true],
  ['electron/run/a.ts', 'electron', false],
  ['electron/run/a.ts', 'react', false],
  ['electron/run/a.ts', '../../renderer/api.ts', false],
  ['electron/run/a.ts', '../testing/host.ts', false],
  ['electron/run/a.ts', 'fluent-ffmpeg', false],
  ['electron/ipc/a.ts', '../host.ts', true],
  ['electron/ipc/a.ts', '#shared/ipc/contract.ts', true],
  ['electron/ipc/a.ts', 'ws', false],
  ['electron/ipc/a.ts', 'node:http', false],
  ['electron/ipc/handlers/a.ts', '../../serve.ts', false],
  ['electron/ipc/handlers/a.ts', '../../web/guard.ts', false],
  ['electron/ipc/a.ts', '../cli/session.ts', false],
  ['electron/ipc/a.ts', 'fluent-ffmpeg', false],
  ['electron/ipc/a.ts', 'electron', false],
  ['electron/ipc/a.ts', '../../renderer/api.ts', false],
  ['electron/ipc/a.ts', '../testing/host.ts', false],
  ['electron/ipc/a.test.ts', './testing/editor.ts', true],
  ['electron/desktop/a.ts', 'electron', false],
  ['electron/desktop/a.ts', 'electron-store', false],
  ['electron/desktop/a.ts', '../host.ts', true],
  ['electron/media/a.ts', 'fluent-ffmpeg', true],
  ['electron/media/a.ts', 'electron', false],
  ['electron/media/a.ts', 'react', false],
  ['electron/media/a.ts', '../testing/host.ts', false],
] as const

/** Files that have rules of their own, and what they may not import. */
const FILES: Readonly<Record<string, { readonly allowed: readonly string[]; readonly refused: readonly string[] }>> = {
  'electron/main.ts': {
    allowed: ['electron', 'node:fs', './desktop/arguments.ts', './window.ts'],
    refused: ['./host.ts', './serve.ts', '../renderer/api.ts', 'react', 'fluent-ffmpeg', './testing/browser.ts'],
  },
  'electron/window.ts': { allowed: ['electron', 'electron-store'], refused: ['./host.ts'] },
  'electron/menu.ts': { allowed: ['electron'], refused: ['./host.ts'] },
  'electron/secrets.ts': { allowed: ['electron', 'electron-store', './settings/keys.ts'], refused: ['./host.ts'] },
  'electron/preload.ts': {
    allowed: ['electron', '#shared/ipc/bridge.ts'],
    refused: ['#shared/ipc/contract.ts', 'node:fs', 'zod', './window.ts'],
  },
}

/** Two ways in which modules may need each other. */
const CYCLES = {
  'shared/cycle/a.ts': `import { b } from './b.ts'\nexport const a = () => b()\n`,
  'shared/cycle/b.ts': `import { a } from '#shared/cycle/a.ts'\nexport const b = (): unknown => a()\n`,
  'shared/line/a.ts': `import { b } from './b.ts'\nexport const a = () => b()\n`,
  'shared/line/b.ts': `export const b = () => 1\n`,
}

describe('the import rules of biome.json', () => {
  let folder = ''
  let broken: ReadonlyMap<string, ReadonlySet<string>> = new Map()
  const refusedLines = new Map<string, Set<number>>()
  const fileOf = (index: number, path: string) => path.replace(/(^|\/)a(\.test)?\.ts$/, `$1a${index}$2.ts`)

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'reelay-rules-'))
    const write = (path: string, text: string) => {
      mkdirSync(dirname(join(folder, path)), { recursive: true })
      writeFileSync(join(folder, path), text)
    }
    const config = JSON.parse(readFileSync(join(root, 'biome.json'), 'utf8'))
    // A temporary folder is no git checkout; nothing else differs.
    write('biome.json', JSON.stringify({ ...config, vcs: { enabled: false } }))
    write(
      'package.json',
      JSON.stringify({ type: 'module', imports: { '#shared/*': './shared/*', '#nodes/*': './nodes/*' } }),
    )
    IMPORTS.forEach(([path, source], index) => {
      write(fileOf(index, path), `import { x } from '${source}'\n\nexport const y = x\n`)
    })
    for (const [path, text] of Object.entries(CYCLES)) write(path, text)
    for (const [path, { allowed, refused }] of Object.entries(FILES)) {
      const lines = [...allowed, ...refused].map((source, index) => `import { x${index} } from '${source}'`)
      write(path, `${lines.join('\n')}\n`)
    }

    const biome = join(root, 'node_modules', '@biomejs', 'biome', 'bin', 'biome')
    const args = [biome, 'lint', '--reporter=json', '--max-diagnostics=none', '.']
    const stdout = await promisify(execFile)(process.execPath, args, { cwd: folder }).then(
      (done) => done.stdout,
      (failed: { stdout: string }) => failed.stdout,
    )
    const found = new Map<string, Set<string>>()
    for (const { category, location } of reportSchema.parse(JSON.parse(stdout)).diagnostics) {
      found.set(location.path, (found.get(location.path) ?? new Set()).add(category))
      if (category === 'lint/style/noRestrictedImports') {
        const lines = refusedLines.get(location.path) ?? new Set()
        refusedLines.set(location.path, lines.add((location.start?.line ?? 0) - 1))
      }
    }
    broken = found
  })
  afterAll(() => rmSync(folder, { recursive: true, force: true }))

  it.each(IMPORTS.map((row, index) => [...row, index] as const))(
    '%s importing %s: allowed %s',
    (path, _, allowed, index) => {
      const rules = broken.get(fileOf(index, path)) ?? new Set()
      expect(rules.has('lint/style/noRestrictedImports')).toBe(!allowed)
    },
  )

  it.each(Object.entries(FILES))('%s may import only what is its own', (path, { allowed, refused }) => {
    const sources = [...allowed, ...refused]
    expect([...(refusedLines.get(path) ?? [])].map((line) => sources[line]).sort()).toEqual([...refused].sort())
  })

  it('refuse a cycle, also one through a subpath import, and nothing else', () => {
    const inCycle = Object.keys(CYCLES).filter((path) => broken.get(path)?.has('lint/suspicious/noImportCycles'))
    expect(inCycle).toEqual(['shared/cycle/a.ts', 'shared/cycle/b.ts'])
  })
})
