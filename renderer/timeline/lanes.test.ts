import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { definitions, registry } from '#nodes/index.ts'
import type { ModelEntry } from '#shared/catalog/schema.ts'
import { applyEdits } from '#shared/graph/edits.ts'
import { parseProject } from '#shared/project/parse.ts'
import { cutsIn, deliveredBy, filmOf, lanesOf, shownCut } from './lanes.ts'
import { shotsOf } from './shots.ts'

const sample = new URL('../../resources/pipelines/brand-film.reelay', import.meta.url)
const read = parseProject(readFileSync(sample, 'utf8'), registry)
if (!read.ok) throw new Error('the sample opens')
const { document } = read

describe('what the timeline draws', () => {
  it('is declared by a definition, with fields that it knows', () => {
    const drawn = definitions.flatMap((definition) => lanesOf(definition) ?? [])
    expect(drawn.length).toBeGreaterThan(0)
    for (const { clips, sounds } of drawn) {
      expect(Object.keys(clips.spec.fields)).toEqual(expect.arrayContaining(['in', 'out', 'transition']))
      expect(Object.keys(sounds?.spec.fields ?? {})).toEqual(expect.arrayContaining(['start', 'in', 'out']))
    }
    expect(lanesOf(registry.get('export'))).toBeNull()
    expect(lanesOf(undefined)).toBeNull()
  })

  it('is the selected cut, else the picked one, else the first', () => {
    const [cut] = cutsIn(document, registry)
    if (!cut) throw new Error('the sample has a cut')
    const cuts = [cut, { ...cut, id: 'other' }]
    expect(shownCut(cuts, new Set(['other']), cut.id)?.id).toBe('other')
    expect(shownCut(cuts, new Set(['music']), 'other')?.id).toBe('other')
    expect(shownCut(cuts, new Set(), 'gone')?.id).toBe(cut.id)
    expect(shownCut([], new Set(), null)).toBeNull()
    expect(filmOf(document, registry, cut.id)).toBe('film')
    expect(deliveredBy(document, registry)).toBe('film')
    expect(deliveredBy({ ...document, nodes: [cut] }, registry)).toBeNull()
  })
})

describe('the shots behind a clip', () => {
  const nodes = (id: string) => shotsOf(document, registry, id, 'video').map(({ node }) => node.id)

  it('are the generators it went through, the nearest first, along the picture only', () => {
    expect(nodes('landscape-normal')).toEqual(['landscape'])
    expect(nodes('product-normal')).toEqual(['product-upscale', 'product'])
    expect(nodes('speaker-normal')).toEqual(['lips', 'speaker'])
    expect(shotsOf(document, registry, 'music', 'audio').map(({ spec }) => spec.kinds)).toEqual([
      ['speech', 'music', 'effect'],
    ])
  })

  it('can be made by models that make what is wired on', () => {
    const [shot] = shotsOf(document, registry, 'landscape-normal', 'video')
    const model = (kind: string) => ({ kind }) as ModelEntry
    expect([shot?.fits(model('video')), shot?.fits(model('image'))]).toEqual([true, false])
  })

  it('leave out what is bypassed', () => {
    const bypassed = applyEdits(document, [{ kind: 'set-bypass', node: 'product-upscale', bypass: true }])
    if (!bypassed.ok) throw new Error(bypassed.problem)
    expect(shotsOf(bypassed.document, registry, 'product-normal', 'video').map(({ node }) => node.id)).toEqual([
      'product',
    ])
  })
})
