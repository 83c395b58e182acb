import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { DURABLE_STEPS } from '../electron/durable.ts'
import { stringsOf, undeclaredSteps } from './durable-steps.ts'

const electron = fileURLToPath(new URL('../electron', import.meta.url))

/** Modules that may do without, each with its reason. */
const EXCEPTIONS: Readonly<Record<string, string>> = {
  'media/ffmpeg.ts':
    'renames inside a folder of unfinished work, which nothing refers to before the blob store has taken it over',
  'ipc/previews/write-whole.ts': 'names files that can be thrown away at any time; after a crash they are made again',
}

const sources = readdirSync(electron, { recursive: true, encoding: 'utf8' })
  .map((path) => path.replaceAll('\\', '/'))
  .filter((path) => path.endsWith('.ts') && !path.endsWith('.test.ts') && !path.includes('testing/'))
  .map((path) => ({ path, source: readFileSync(join(electron, path), 'utf8') }))

describe('durable steps', () => {
  it.each(sources.filter(({ path }) => !(path in EXCEPTIONS)))(
    'of electron/$path all have a crash point',
    ({ source }) => {
      expect(undeclaredSteps(source)).toEqual([])
    },
  )

  it('are all taken somewhere', () => {
    const written = new Set(
      sources.filter(({ path }) => path !== 'durable.ts').flatMap(({ source }) => stringsOf(source)),
    )
    expect(DURABLE_STEPS.filter((step) => !written.has(step))).toEqual([])
  })

  it('are needed by every exception', () => {
    const needless = Object.keys(EXCEPTIONS).filter((path) => {
      const found = sources.find((source) => source.path === path)
      return found === undefined || undeclaredSteps(found.source).length === 0
    })
    expect(needless).toEqual([])
  })
})

describe('finding durable steps without a crash point', () => {
  const imports = "import { open, rename } from 'node:fs/promises'\nimport { fsyncSync as flush } from 'node:fs'\n"

  it.each([
    ['a bare rename', 'export const move = () => rename(a, b)'],
    ['a rename through the module', 'export const move = () => fs.renameSync(a, b)'],
    ['an fsync under another name', 'export function save(file: number) { flush(file) }'],
    ['a handle’s sync', 'export async function save() { const file = await open(a); await file.sync() }'],
    ['a helper called bare', 'const move = () => rename(a, b)\nexport const save = () => move()'],
    ['a helper called bare by a helper', 'const move = () => rename(a, b)\nconst both = () => move()\nexport { both }'],
    ['a helper passed on', 'const move = () => rename(a, b)\nexport const save = () => write().then(move)'],
    ['SQL past the store', "export const put = (db: Db) => db.prepare('INSERT INTO rows VALUES (?)').run(1)"],
    ['SQL in a template', 'export const drop = (db: Db) => db.exec(`\n  DELETE FROM rows`)'],
  ])('tells %s', (_, code) => {
    expect(undeclaredSteps(imports + code)).toHaveLength(1)
  })

  it.each([
    ['a step', "export const move = () => durable('blob.rename', () => rename(a, b))"],
    [
      'a longer step',
      "export const save = () => durable('blob.fsync', async () => { const file = await open(a); await file.sync() })",
    ],
    [
      'a helper of steps only',
      "const move = () => rename(a, b)\nexport const save = () => durable('blob.rename', () => move())",
    ],
    [
      'a helper given to a step',
      "const move = () => rename(a, b)\nexport const save = () => durable('blob.rename', move)",
    ],
    ['a property of that name', 'export const command = { rename: 1, title: names.renamed }'],
    ['reading', "export const get = (db: Db) => db.prepare('SELECT 1').get()"],
    ['a regular expression', 'export const found = (text: string) => /INSERT/.exec(text)'],
  ])('accepts %s', (_, code) => {
    expect(undeclaredSteps(imports + code)).toEqual([])
  })

  it('names the line', () => {
    expect(undeclaredSteps(`${imports}export const move = () =>\n  rename(a, b)`)).toEqual(['4: rename(a, b)'])
  })
})
