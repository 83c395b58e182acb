import { describe, expect, it } from 'vitest'
import { bundled } from '#shared/catalog/testing/bundled.ts'
import { compareRows } from './compare-rows.ts'
import { listPrice, priceSources } from './model-facts.ts'
import { bestForLines, listed, NO_FILTER, type Quote, type Standing, standings } from './model-list.ts'
import { quoteLine } from './quote-line.ts'

const entry = (id: string, ready = true) => ({
  model: bundled(id),
  ready,
  needs: ready ? null : 'Kling: it needs a key (KLING_KEY)',
})
const quote = (model: string, usd: number, more: Partial<Quote> = {}): Quote => ({
  ...{ model, usd: [usd, usd], known: true, notes: [], problems: [] },
  ...more,
})
const MODELS = [
  entry('kling/v3', false),
  entry('kling/v2-6'),
  entry('runway/gen4_turbo'),
  entry('openai/sora-2', false),
  entry('standin/animatic'),
  entry('standin/still'),
]
const QUOTES = [
  quote('kling/v3', 0.8),
  quote('kling/v2-6', 0.35),
  quote('runway/gen4_turbo', 0.25, { problems: ['Runway Gen-4 Turbo needs a start frame.'] }),
  quote('standin/animatic', 0),
]
const all = standings(MODELS, ['video'], QUOTES, 'kling/v3')
const ids = (some: readonly Standing[]) => some.map(({ entry: { model } }) => model.id)
const one = (id: string) => {
  const found = all.find(({ entry: { model } }) => model.id === id)
  if (!found) throw new Error(`no ${id}`)
  return found
}

describe('models for the work at hand', () => {
  it('are those of its kinds, greyed with their reason', () => {
    expect(ids(all)).not.toContain('standin/still')
    expect(one('kling/v2-6').why).toBeNull()
    expect(one('kling/v3')).toMatchObject({ choosable: true, why: expect.stringContaining('KLING_KEY') })
    expect(one('runway/gen4_turbo').why).toBe('Runway Gen-4 Turbo needs a start frame.')
    expect(one('openai/sora-2')).toMatchObject({ choosable: false, why: expect.stringMatching(/^Retired/) })
  })

  it('stand usable first, then without a key, impossible, retired', () => {
    expect(ids(listed(all, NO_FILTER, 'usable'))).toEqual([
      'standin/animatic',
      'kling/v2-6',
      'kling/v3',
      'runway/gen4_turbo',
      'openai/sora-2',
    ])
  })

  it('are sorted by what they ask here, what has no figure last', () => {
    expect(ids(listed(all, NO_FILTER, 'price'))).toEqual([
      'standin/animatic',
      'runway/gen4_turbo',
      'kling/v2-6',
      'kling/v3',
      'openai/sora-2',
    ])
  })

  it('are found by all words of a query, in names, providers and what they are best for', () => {
    const found = (query: string) => ids(listed(all, { ...NO_FILTER, query }, 'title'))
    expect(found('kling motion')).toEqual(['kling/v3'])
    expect(found('CUTTING')).toEqual(['standin/animatic'])
    expect(found('no such thing')).toEqual([])
  })

  it('are filtered by tier, best-for line, capability and use', () => {
    const found = (filter: Partial<typeof NO_FILTER>) => ids(listed(all, { ...NO_FILTER, ...filter }, 'title'))
    expect(found({ tier: 'hero' })).toEqual(['kling/v3'])
    expect(found({ bestFor: 'low-cost clips with sound' })).toEqual(['kling/v2-6'])
    expect(found({ capabilities: ['nativeAudio'] })).toContain('kling/v2-6')
    expect(found({ capabilities: ['nativeAudio'] })).not.toContain('runway/gen4_turbo')
    expect(found({ usableOnly: true })).toEqual(['standin/animatic', 'kling/v2-6'])
  })

  it('say each best-for line once', () => {
    const lines = bestForLines(all)
    expect(new Set(lines).size).toBe(lines.length)
    expect(lines).toContain('human motion')
  })
})

describe('prices in words', () => {
  it('span the rates of all hosts', () => {
    expect(listPrice(bundled('kling/v2-6'))).toBe('$0.042–$0.14 / s')
    expect(listPrice(bundled('standin/animatic'))).toBe('Free')
    expect(listPrice(bundled('runway/gen4_image'))).toMatch(/ \/ image$/)
  })

  it('are old after 30 days', () => {
    expect(priceSources(bundled('kling/v2-6'), '2026-08-20').map(({ stale }) => stale)).toContain(false)
    expect(priceSources(bundled('kling/v2-6'), '2026-12-24').every(({ stale }) => stale)).toBe(true)
  })

  it('of this work say what is not known', () => {
    expect(quoteLine(quote('m', 0.35))).toBe('$0.35 here')
    expect(quoteLine(quote('m', 0))).toBe('Free here')
    expect(quoteLine(quote('m', 0.1, { known: false }))).toBe('at least $0.10 here')
    expect(quoteLine(quote('m', 0, { known: false }))).toBe('price here not known')
    expect(quoteLine(quote('m', 0.1, { problems: ['no'] }))).toBeNull()
    expect(quoteLine(undefined)).toBeNull()
  })
})

describe('models side by side', () => {
  const rows = compareRows([one('kling/v2-6'), one('runway/gen4_turbo')], '2026-11-21')
  const row = (label: string) => rows.find((each) => each.label === label)

  it('show each fact of both and mark what differs', () => {
    expect(row('Price here')).toEqual({ label: 'Price here', values: ['$0.35 here', '–'], differs: true })
    expect(row('Native audio')).toEqual({ label: 'Native audio', values: ['yes', 'no'], differs: true })
    expect(row('Image to video')).toMatchObject({ values: ['yes', 'yes'], differs: false })
  })

  it('leave out what neither has', () => {
    expect(row('Driven by sound')).toBeUndefined()
    expect(compareRows([], '2026-11-21')).toEqual([])
  })
})
