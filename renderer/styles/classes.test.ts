import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'

const STYLES = import.meta.dirname
const RENDERER = join(STYLES, '..')
/** Their classes are for every area; an area's sheet names them only together with a class of its own. */
const SHARED_SHEETS = ['controls.css', 'menus.css', 'media.css']
/** Names that the canvas library gives to its elements, or looks for on ours. */
const OF_LIBRARY = /^(react-flow(__.*)?|selected|handle|nodrag|nopan|nowheel)$/

type Texts = ReadonlyMap<string, string>

function read(folder: string, wanted: RegExp): Texts {
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' })
  const found = names.filter((name) => wanted.test(name) && !name.includes('.test.'))
  return new Map(found.map((name) => [name, readFileSync(join(folder, name), 'utf8')]))
}

/** Single selectors of a sheet, each with the classes it names. */
function selectors(sheet: string): { text: string; classes: string[] }[] {
  const rules = sheet.replace(/\/\*[\s\S]*?\*\//g, '').matchAll(/([^{};]+)\{/g)
  return [...rules]
    .map(([, selector = '']) => selector.trim())
    .filter((selector) => !selector.startsWith('@'))
    .flatMap((selector) => selector.split(/,(?![^(]*\))/))
    .map((text) => ({
      text: text.trim().replace(/\s+/g, ' '),
      classes: [...text.matchAll(/\.([a-z_][\w-]*)/gi)].map(([, name = '']) => name),
    }))
}

const isOurs = (name: string) => !OF_LIBRARY.test(name)

/** The expression between the braces that open at `start`. */
function braced(source: string, start: number): string {
  let depth = 0
  for (let at = start; at < source.length; at++) {
    if (source[at] === '{') depth++
    if (source[at] === '}' && --depth === 0) return source.slice(start + 1, at)
  }
  return ''
}

/** Class names written in a component: whole ones, and beginnings that a template goes on with (`wire-${type}`). */
function written(source: string): { whole: Set<string>; begun: Set<string> } {
  const texts: string[] = []
  for (const { 0: found, index } of source.matchAll(/\bclassName\s*[=:]\s*(?=["'`{])/g)) {
    const at = index + found.length
    const opening = source[at] ?? ''
    const value = opening === '{' ? braced(source, at) : source.slice(at, source.indexOf(opening, at + 1) + 1)
    // What something is compared with is no class.
    const plain = value.replace(/[!=]==\s*'[^']*'/g, '')
    texts.push(...[...plain.matchAll(/(["'`])([\s\S]*?)\1/g)].map(([, , text = '']) => text))
    // Strings within a template.
    for (const [, inner = ''] of plain.matchAll(/\$\{([^}]*)\}/g))
      texts.push(...[...inner.matchAll(/'([^']*)'/g)].map(([, text = '']) => text))
  }
  const begun = new Set(texts.flatMap((text) => [...text.matchAll(/([\w-]+)\$\{/g)].map(([, start = '']) => start)))
  const whole = new Set(
    texts.flatMap((text) =>
      text
        .replace(/[\w-]*\$\{[^}]*\}/g, ' ')
        .split(/\s+/)
        .filter(Boolean),
    ),
  )
  return { whole, begun }
}

/** What is wrong with the classes of these sheets and components, a sentence each. */
function faults(sheets: Texts, components: Texts): string[] {
  const owners = new Map<string, string[]>()
  const found: string[] = []
  const rules = [...sheets].flatMap(([sheet, text]) => selectors(text).map((rule) => ({ sheet, ...rule })))
  for (const { sheet, classes } of rules)
    for (const name of classes.filter(isOurs)) owners.set(name, [...new Set([...(owners.get(name) ?? []), sheet])])
  const isShared = (name: string) => owners.get(name)?.some((sheet) => SHARED_SHEETS.includes(sheet)) ?? false

  for (const [name, where] of owners)
    if (where.length > 1 && !isShared(name)) found.push(`.${name} is in ${where.join(' and ')}: one must own it`)
  for (const { sheet, text, classes } of rules)
    if (!SHARED_SHEETS.includes(sheet) && classes.some(isOurs) && classes.filter(isOurs).every(isShared))
      found.push(`${sheet} changes the shared "${text}" without a class of its own`)

  const names = [...components.values()].map(written)
  const whole = new Set(names.flatMap((each) => [...each.whole]))
  const begun = names.flatMap((each) => [...each.begun])
  for (const [name, where] of owners)
    if (!whole.has(name) && !begun.some((start) => name.startsWith(start)))
      found.push(`.${name} of ${where.join(', ')} is used nowhere`)
  for (const name of whole) if (isOurs(name) && !owners.has(name)) found.push(`"${name}" is used but no sheet has it`)
  return found.sort()
}

test('each class has one sheet, is used and is defined', () => {
  const sheets = read(STYLES, /\.css$/)
  const components = read(RENDERER, /\.tsx?$/)
  expect(sheets.size).toBeGreaterThan(10)
  expect(components.size).toBeGreaterThan(100)
  expect(faults(sheets, components)).toEqual([])
})

test('every sheet is imported', () => {
  const imported = [...readFileSync(join(STYLES, 'app.css'), 'utf8').matchAll(/"\.\/(.+?)"/g)].map(([, name]) => name)
  const ownImports = ['app.css', 'tokens.css']
  expect(imported.toSorted()).toEqual(
    readdirSync(STYLES)
      .filter((name) => name.endsWith('.css') && !ownImports.includes(name))
      .sort(),
  )
})

test('each kind of fault is told', () => {
  const sheets = new Map([
    ['controls.css', '/* .words */ .row, .row.end { gap: 1px; }'],
    ['runs.css', '.run-list .row { gap: 2px; } .run-old { color: red; } .twice { color: red; }'],
    ['plan.css', '@media print { .twice:is(.wire-text, .plan-a) { color: red; } } .row { gap: 3px; }'],
  ])
  const components = new Map([
    ['a.tsx', `<p className="row run-list" /><p className={\`twice wire-\${kind}\`} />`],
    ['b.tsx', `<p className={kind === 'main' ? 'plan-a end' : \`x \${lost ? 'gone' : ''}\`} />`],
  ])
  expect(faults(sheets, components)).toEqual([
    '"gone" is used but no sheet has it',
    '"x" is used but no sheet has it',
    '.run-old of runs.css is used nowhere',
    '.twice is in runs.css and plan.css: one must own it',
    'plan.css changes the shared ".row" without a class of its own',
  ])
})
