import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { JsonObject } from '#shared/json.ts'
import { documentOf, node, wires } from '../testing/documents.ts'
import { expectKept } from '../testing/promise.ts'
import { openWorkspace } from '../testing/workspace.ts'

const shot = { model: 'standin/animatic', duration: 0.5, fps: 12 }

/** Sixteen steps in the order they stand; the ninth hands the last frame of the first shot to the second. */
const STEPS: readonly JsonObject[] = [
  node('mood', 'prompt', { text: 'golden hour, haze' }),
  node('place', 'prompt', { text: 'a mountain lake, {{mood}}' }),
  node('still', 'model', { model: 'standin/still', seed: 4 }),
  node('kit', 'kit', { name: 'lake' }),
  node('first-words', 'prompt', { text: '{{ref:lake}} from above, slow dolly in, {{mood}}' }),
  node('first', 'model', shot),
  node('first-normal', 'normalize'),
  node('music', 'audio', { model: 'standin/score', text: 'warm guitar', duration: 1 }),
  node('hand-over', 'frame', { at: 'first' }),
  node('second-words', 'prompt', { text: 'the shore, pan left, {{mood}}' }),
  node('second', 'model', shot),
  node('second-normal', 'normalize'),
  node('cut', 'sequence', { clips: { 'e14#0': { transition: 'dissolve', transitionSeconds: 0.25 } } }),
  node('film', 'export'),
  node('poster', 'frame', { at: 'last' }),
  node('poster-gate', 'upscale', { scale: 2 }),
]
const WIRES = wires(
  'mood.text>place.mood',
  'mood.text>first-words.mood',
  'mood.text>second-words.mood',
  'place.text>still.prompt',
  'still.image>kit.images',
  'kit.references>first.references',
  'first-words.text>first.prompt',
  'first.video>first-normal.video',
  'first.video>hand-over.video',
  'hand-over.image>second.startFrame',
  'second-words.text>second.prompt',
  'second.video>second-normal.video',
  'first-normal.video>cut.clips',
  'second-normal.video>cut.clips',
  'music.audio>cut.audio',
  'cut.sequence>film.sequence',
  'film.video>poster.video',
  'poster.image>poster-gate.image',
)
const ALL = STEPS.map(({ id }) => String(id)).sort()
const BELOW = ['cut', 'film', 'poster', 'poster-gate', 'second', 'second-normal']

const work = openWorkspace()
afterAll(work.remove)
beforeAll(async () => {
  work.write('film.reelay', documentOf('film', STEPS, WIRES))
  const plan = await work.plan('film.reelay')
  const { code, report, stderr } = await work.run('film.reelay', '--out', 'out')
  expect(report.failed, stderr).toEqual([])
  expect([...report.ran].sort()).toEqual(ALL)
  expect(report.delivered).toEqual([work.path('out/film.mp4')])
  expect(code).toBe(0)
  expectKept(plan, report)
})

describe('a second run', () => {
  it('runs nothing, and a node changed at step 9 runs with what depends on it', async () => {
    const again = await work.run('film.reelay')
    expect(again.report).toMatchObject({ ran: [], restored: [], failed: [] })
    expect([...again.report.upToDate].sort()).toEqual(ALL)

    await work.set('film.reelay', 'hand-over.at=last')
    const changed = await work.run('film.reelay')
    expect([...changed.report.ran].sort()).toEqual([...BELOW, 'hand-over'].sort())
    expect(changed.report.restored).toEqual([])

    await work.set('film.reelay', 'hand-over.at=first')
    const back = await work.run('film.reelay')
    expect(back.report.ran).toEqual([])
    expect([...back.report.restored].sort()).toEqual([...BELOW, 'hand-over'].sort())
  })

  it('stops where what was made anew is equal', async () => {
    // The frame at 0 s is the first frame: other params, the same bytes.
    await work.set('film.reelay', 'hand-over.at=time')
    const { report } = await work.run('film.reelay')
    expect(report.ran).toEqual(['hand-over'])
    expect([...report.upToDate].sort()).toEqual(ALL.filter((id) => id !== 'hand-over'))
    await work.set('film.reelay', 'hand-over.at=first')
    expect((await work.run('film.reelay')).report.ran).toEqual([])
    await work.verify()
  })
})

describe('names and places', () => {
  it('renaming every node, moving and titling it, and the file itself runs nothing', async () => {
    const rename = (id: unknown) => `renamed-${String(id)}`
    const end = (value: unknown) => ({ ...(value as JsonObject), node: rename((value as JsonObject).node) })
    const nodes = STEPS.map((each, index) => ({
      ...each,
      id: rename(each.id),
      title: `Step ${index + 1}`,
      position: { x: 100 * index, y: -40 },
    }))
    const edges = WIRES.map((each) => ({ ...each, from: end(each.from), to: end(each.to) }))
    work.write('other name.reelay', { ...documentOf('film', nodes, edges), name: 'Another name' })
    const { code, report } = await work.run('other name.reelay')
    expect(report).toMatchObject({ ran: [], failed: [] })
    expect([...report.restored, ...report.upToDate].sort()).toEqual(ALL.map(rename).sort())
    expect(code).toBe(0)
  })

  it('another file with the same sub-graph is restored', async () => {
    const ids = ['mood', 'place', 'still', 'kit', 'first-words', 'first', 'first-normal']
    const has = (value: unknown) => ids.includes(String((value as JsonObject).node))
    const nodes = [...STEPS.filter(({ id }) => ids.includes(String(id))), node('alone', 'export')].reverse()
    const edges = [...WIRES.filter(({ from, to }) => has(from) && has(to))].reverse()
    work.write(
      'teaser.reelay',
      documentOf('teaser', nodes, [...edges, { ...wires('first-normal.video>alone.sequence')[0], id: 'e99' }]),
    )
    const { report } = await work.run('teaser.reelay')
    expect([...report.restored].sort()).toEqual([...ids].sort())
    expect(report.ran).toEqual(['alone'])
    const submits = work.submits()
    expect((await work.run('teaser.reelay')).report.ran).toEqual([])
    expect(work.submits()).toBe(submits)
  })
})
