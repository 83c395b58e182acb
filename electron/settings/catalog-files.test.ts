import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { isFree } from '#shared/catalog/price.ts'
import { MODEL_KINDS } from '#shared/catalog/schema.ts'
import { CatalogError, loadCatalog } from './catalog-files.ts'

const BUNDLED = join(import.meta.dirname, '../../resources/models')

describe('the bundled catalog', () => {
  const { catalog, warnings } = loadCatalog({ bundled: BUNDLED, own: undefined })

  it('parses without a warning, every id once in all files', () => {
    expect(warnings).toEqual([])
    const ids = catalog.list().map((entry) => entry.id)
    expect(ids).toEqual([...new Set(ids)])
  })

  it.each(MODEL_KINDS)('has a free stand-in and a model that needs a key for %s', (kind) => {
    const entries = catalog.list({ kind, state: 'shown' })
    expect(entries.filter(isFree).map((entry) => entry.hosts[0]?.provider)).toContain('standin')
    expect(entries.filter((entry) => !isFree(entry)).length).toBeGreaterThan(0)
  })

  it('prices every shown model at every host, with source and date', () => {
    for (const entry of catalog.list({ state: 'shown' })) {
      for (const host of entry.hosts) {
        const price = host.price ?? entry.price
        expect(price, `${entry.id} on ${host.provider}`).toMatchObject({
          source: expect.stringMatching(/\w/),
          date: expect.stringMatching(/^2026-/),
        })
      }
    }
  })

  it('names stand-ins as such', () => {
    for (const entry of catalog.list()) expect(entry.title.endsWith('(stand-in)'), entry.id).toBe(isFree(entry))
  })

  it('has a model in use as the successor of every retired one', () => {
    const retired = catalog.list({ state: 'retired' })
    expect(retired.map((entry) => entry.id)).toEqual(['openai/sora-2', 'openai/sora-2-pro'])
    for (const entry of retired) expect(catalog.get(entry.successor ?? '')?.state).toBe('shown')
    expect(catalog.problem('openai/sora-2-pro')).toBe('Sora 2 Pro is retired: choose Veo 3.1 (google/veo-3.1) instead.')
  })

  it('names only parts in limits and exclusive sets that the model takes at all', () => {
    for (const { id, modes, exclusive, limits = [], seed, negative } of catalog.list()) {
      const named = [...exclusive.flat(), ...limits.flatMap(({ when, needs }) => [when.with, needs])]
      const takes = { ...modes, references: modes.references > 0, seed, negative } as Record<
        string,
        boolean | undefined
      >
      for (const part of named) if (part !== undefined) expect(takes[part], `${id}: ${part}`).toBe(true)
    }
  })
})

describe('a person’s own catalog files', () => {
  let own: string
  const standin = { source: 'me', date: '2026-11-20', confidence: 'H' }
  const entry = {
    id: 'own/model',
    title: 'Own model',
    kind: 'image',
    behaviour: 1,
    state: 'shown',
    tier: 'draft',
    modes: { text: true, startFrame: false, endFrame: false, references: 0, audio: false, video: false },
    sound: 'none',
    seed: false,
    negative: false,
    hosts: [{ provider: 'fal', name: 'own' }],
    capabilities: standin,
  }
  const write = (name: string, content: unknown): void =>
    writeFileSync(join(own, name), typeof content === 'string' ? content : JSON.stringify(content))

  beforeEach(() => {
    own = mkdtempSync(join(tmpdir(), 'reelay-catalog-'))
  })
  afterEach(() => rmSync(own, { recursive: true, force: true }))

  it('adds entries and takes the place of bundled ones, the last file winning', () => {
    write('a.json', { models: [entry, { ...entry, id: 'runway/gen4.5', title: 'First' }] })
    write('b.json', `\uFEFF${JSON.stringify({ models: [{ ...entry, id: 'runway/gen4.5', title: 'Second' }] })}`)
    write('notes.txt', 'not a catalog')
    const { catalog, warnings } = loadCatalog({ bundled: BUNDLED, own })
    expect(warnings).toEqual([])
    expect(catalog.get('own/model')?.title).toBe('Own model')
    expect(catalog.get('runway/gen4.5')?.title).toBe('Second')
    expect(catalog.get('standin/animatic')?.title).toBe('Animatic (stand-in)')
  })

  it('warns with file and place of a broken entry and keeps the good ones', () => {
    write('mine.json', { models: [{ ...entry, tier: 'best' }, entry, { ...entry, colour: 'red', id: 'own/other' }] })
    const { catalog, warnings } = loadCatalog({ bundled: BUNDLED, own })
    expect(warnings).toHaveLength(2)
    expect(warnings[0]).toContain(`${join(own, 'mine.json')}, at models.0.tier: `)
    expect(warnings[1]).toContain(`${join(own, 'mine.json')}, at models.2: `)
    expect(warnings[1]).toContain('colour')
    expect(catalog.get('own/model')).toBeDefined()
    expect(catalog.get('own/other')).toBeUndefined()
  })

  it('warns of an id that stands twice and of an unknown successor', () => {
    write('mine.json', {
      models: [
        { ...entry, successor: 'own/none' },
        { ...entry, title: 'Again' },
      ],
    })
    const { catalog, warnings } = loadCatalog({ bundled: BUNDLED, own })
    const file = join(own, 'mine.json')
    expect(warnings).toEqual([
      `${file}, at models.1.id: own/model stands twice in ${file}: the second one is left out.`,
      `${file}, at own/model: own/model names own/none as its successor, and there is no such model.`,
    ])
    expect(catalog.get('own/model')?.title).toBe('Own model')
  })

  it.each([
    ['broken JSON', '{"models": [', /left out/],
    ['an empty file', '', /left out/],
    ['another shape', '[]', /expected object/i],
  ])('goes on past %s', (_, content, message) => {
    write('mine.json', content)
    const { catalog, warnings } = loadCatalog({ bundled: BUNDLED, own })
    expect(warnings).toHaveLength(1)
    expect(warnings[0]).toContain(join(own, 'mine.json'))
    expect(warnings[0]).toMatch(message)
    expect(catalog.get('standin/animatic')).toBeDefined()
  })

  it('goes on past a folder that is named like a file, and without any folder', () => {
    mkdirSync(join(own, 'folder.json'))
    expect(loadCatalog({ bundled: BUNDLED, own }).warnings).toHaveLength(1)
    expect(loadCatalog({ bundled: BUNDLED, own: join(own, 'none') }).warnings).toEqual([])
  })

  it('refuses a broken, an empty or a missing bundled folder', () => {
    expect(() => loadCatalog({ bundled: own, own: undefined })).toThrow(CatalogError)
    expect(() => loadCatalog({ bundled: join(own, 'none'), own: undefined })).toThrow(/cannot be read/)
    write('mine.json', { models: [{ ...entry, tier: 'best' }] })
    expect(() => loadCatalog({ bundled: own, own: undefined })).toThrow(/mine\.json is broken at models\.0\.tier: /)
  })
})
