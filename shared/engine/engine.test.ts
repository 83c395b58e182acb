import { describe, expect, it } from 'vitest'
import { workItemName } from './names.ts'
import type { Plan } from './plan-types.ts'
import { planItems } from './plan-types.ts'
import { setParam } from './testing/edit.ts'
import { createRig, documentOf } from './testing/rig.ts'
import { WorkError } from './work-error.ts'

const states = (plan: Plan) => Object.fromEntries([...planItems(plan)].map((item) => [workItemName(item), item.state]))
const chain = () =>
  documentOf(
    {
      a: ['say', { text: 'hello' }],
      b: ['work', { mode: 'upper', level: 1 }],
      c: ['work', { mode: 'same', level: 1 }],
      d: ['work', { mode: 'upper', level: 2 }],
    },
    ['a.text > b.text', 'b.text > c.text', 'c.text > d.text'],
  )

describe('a chain', () => {
  it('runs once; the second run is all up-to-date and executes nothing', async () => {
    const rig = createRig()
    const first = await rig.run(chain())
    expect(first).toMatchObject({ status: 'done', ran: ['a', 'b', 'c', 'd'], restored: [], upToDate: [] })
    expect(first.outputs['d']?.['text']).toEqual([{ type: 'text', text: 'SAME2' }])
    const second = await rig.run(chain())
    expect(second).toMatchObject({ status: 'done', ran: [], restored: [], upToDate: ['a', 'b', 'c', 'd'] })
    expect(rig.counts.runs['work']).toBe(3)
  })

  it('re-runs what a change dirties, and equal content further down stops the dirt', async () => {
    const rig = createRig()
    await rig.run(chain())
    const changed = setParam(chain(), 'b', 'level', 5)
    const second = await rig.run(changed)
    expect(second.ran).toEqual(['b', 'c'])
    expect(second.upToDate).toEqual(['a', 'd'])
    const back = await rig.run(chain())
    expect(back.ran).toEqual([])
    expect(back.restored).toEqual(['b', 'c'])
  })

  it('restores everything under other node ids, titles and edge ids', async () => {
    const rig = createRig()
    await rig.run(chain())
    const renamed = documentOf(
      { x1: ['say', { text: 'hello' }], x2: ['work', {}], x3: ['work', { mode: 'same' }], x4: ['work', { level: 2 }] },
      ['x1.text > x2.text', 'x2.text > x3.text', 'x3.text > x4.text'],
      { id: 'other' },
    )
    expect((await rig.run(renamed)).ran).toEqual([])
  })

  it('has a readable reason for every item that is not up-to-date', async () => {
    const rig = createRig()
    expect([...planItems(rig.plan(chain()))].every((item) => item.reasons.length > 0)).toBe(true)
    await rig.run(chain())
    const plan = rig.plan(setParam(chain(), 'b', 'level', 5))
    const [, b, c] = [...planItems(plan)]
    expect(b).toMatchObject({ state: 'run', reasons: ['param level: default → 5'] })
    expect(c).toMatchObject({ state: 'unknown', waitsFor: ['b'] })
  })

  it('a change to a cosmetic param dirties nothing', async () => {
    const rig = createRig()
    await rig.run(chain())
    expect((await rig.run(setParam(chain(), 'b', 'note', 'hi'))).ran).toEqual([])
  })

  it('a target takes only its ancestors along', async () => {
    const rig = createRig()
    expect((await rig.run(chain(), { targets: ['b'] })).ran).toEqual(['a', 'b'])
    expect(rig.plan(chain(), ['nowhere']).problems[0]?.message).toContain('‘nowhere’')
  })
})

describe('lists', () => {
  const table = (rows: string, params = {}) =>
    documentOf({ t: ['rows', { text: rows }], w: ['work', params], j: ['join', {}] }, [
      't.cell > w.text',
      'w.text > j.texts',
    ])

  it('maps a node over rows; one changed row re-runs one work item', async () => {
    const rig = createRig()
    const rows = Array.from({ length: 20 }, (_, index) => `v${index}`)
    const first = await rig.run(table(rows.join(',')))
    expect(first.ran.filter((name) => name.startsWith('w'))).toHaveLength(20)
    expect(first.ran).toContain('w#r7')
    rows[7] = 'changed'
    const second = await rig.run(table(rows.join(',')))
    expect(second.ran).toEqual(['t', 'w#r7', 'j'])
    expect(second.outputs['j']?.['text']).toEqual([{ type: 'text', text: rows.join('+').toUpperCase() }])
  })

  it('a failing row leaves the others done and blocks only what gathers all rows', async () => {
    const rig = createRig()
    const rows = Array.from({ length: 20 }, (_, index) => (index === 3 ? 'boom' : `v${index}`))
    const run = await rig.run(table(rows.join(',')))
    expect(run.status).toBe('failed')
    expect(run.failed).toEqual([{ node: 'w', item: 'r3', workItem: 'w#r3', message: '‘w’: it went wrong.' }])
    expect(run.ran.filter((name) => name.startsWith('w'))).toHaveLength(19)
    expect(run.blocked).toEqual(['j'])
  })

  it('no rows give no work items, and equal rows run once', async () => {
    const rig = createRig()
    expect((await rig.run(table(''))).ran).toEqual(['t', 'j'])
    const plan = rig.plan(table('same,same,same'))
    expect(states(plan)).toMatchObject({ w: 'run', 'w#r1': 'restore', 'w#r2': 'restore' })
    expect([...planItems(plan)].find((item) => item.item === 'r1')?.reasons).toEqual(['same as w'])
    const run = await rig.run(table('same,same,same'))
    expect(run.ran).toEqual(['t', 'w', 'j'])
    expect(run.restored).toEqual(['w#r1', 'w#r2'])
  })

  it('lists of different lengths that meet are a problem that names both ports', () => {
    const rig = createRig()
    const document = documentOf({ s: ['rows', { text: 'a,b' }], t: ['rows', { text: 'a,b,c' }], m: ['make', {}] }, [
      's.cell > m.prompt',
      't.cell > m.model',
    ])
    const [problem] = rig.plan(document).problems
    expect(problem?.message).toMatch(/‘(prompt|model)’ has \d items and ‘(prompt|model)’ has \d/)
  })

  it('a list whose length is known only when it has run is planned as unknown and runs in full', async () => {
    const rig = createRig()
    const document = documentOf(
      { a: ['say', { text: 'x,y,z' }], w: ['work', {}], p: ['split', {}], v: ['work', { level: 2 }], j: ['join', {}] },
      ['a.text > w.text', 'w.text > p.text', 'p.part > v.text', 'v.text > j.texts'],
    )
    expect(states(rig.plan(document))).toEqual({ a: 'run', w: 'run', p: 'unknown', v: 'unknown', j: 'unknown' })
    const run = await rig.run(document)
    expect(run.ran).toEqual(['a', 'w', 'p', 'v', 'v#1', 'v#2', 'j'])
    expect(run.outputs['j']?.['text']).toEqual([{ type: 'text', text: 'X2+Y2+Z2' }])
    expect(states(rig.plan(document))).toMatchObject({ v: 'up-to-date', 'v#2': 'up-to-date', j: 'up-to-date' })
  })

  it('settings per item follow their item when another is inserted before it', async () => {
    const rig = createRig()
    const document = (edges: string[]) =>
      documentOf(
        { a: ['say', { text: 'a' }], b: ['say', { text: 'b' }], j: ['join', { weights: { mine: { weight: 2 } } }] },
        [],
        {
          edges: edges.map((node) => ({
            id: node === 'b' ? 'mine' : `to-${node}`,
            from: { node, port: 'text' },
            to: { node: 'j', port: 'texts' },
          })),
        },
      )
    expect((await rig.run(document(['b']))).outputs['j']?.['text']).toEqual([{ type: 'text', text: 'bb' }])
    expect((await rig.run(document(['a', 'b']))).outputs['j']?.['text']).toEqual([{ type: 'text', text: 'a+bb' }])
  })
})

describe('wired params', () => {
  it('have the key of the literal they replace', async () => {
    const rig = createRig()
    await rig.run(documentOf({ m: ['make', { prompt: 'a cat' }] }))
    const wired = documentOf({ a: ['say', { text: '  a cat ' }], m: ['make', { prompt: 'ignored' }] }, [
      'a.text > m.prompt',
    ])
    const run = await rig.run(wired)
    expect(run.ran).toEqual(['a'])
    expect(rig.counts.submits).toBe(1)
  })

  it('a prompt edit with the same resolved text re-runs no model node', async () => {
    const rig = createRig()
    const document = (text: string) => documentOf({ a: ['say', { text }], m: ['make', {}] }, ['a.text > m.prompt'])
    await rig.run(document('a cat'))
    expect((await rig.run(document('a cat  '))).ran).toEqual(['a'])
    expect(rig.counts.submits).toBe(1)
  })
})

describe('failures', () => {
  it('block only what hangs on them', async () => {
    const rig = createRig()
    const document = documentOf(
      { a: ['say', { text: 'x' }], bad: ['work', { mode: 'fail' }], below: ['work', {}], good: ['work', { level: 3 }] },
      ['a.text > bad.text', 'bad.text > below.text', 'a.text > good.text'],
    )
    const run = await rig.run(document)
    expect(run).toMatchObject({ status: 'failed', ran: ['a', 'good'], blocked: ['below'] })
    expect((await rig.run(document)).failed).toHaveLength(1)
  })

  it('tells a budget stop and an unknown outcome from failures', async () => {
    const rig = createRig()
    rig.faults.set('budget', new WorkError('budget', 'over the cap.'))
    rig.faults.set('unknown', new WorkError('waiting', 'nobody knows.'))
    expect((await rig.run(documentOf({ m: ['make', { fault: 'budget' }] }))).status).toBe('budget')
    const waiting = await rig.run(documentOf({ m: ['make', { fault: 'unknown', prompt: 'x' }] }))
    expect(waiting).toMatchObject({ status: 'waiting', waiting: ['m'], failed: [] })
  })

  it('a request that the model cannot take fails with its sentence and sends nothing', async () => {
    const rig = createRig()
    const document = documentOf({ m: ['make', { prompt: 'impossible' }] })
    expect([...planItems(rig.plan(document))][0]).toMatchObject({
      state: 'blocked',
      reasons: ['it cannot be asked for.'],
    })
    expect((await rig.run(document)).failed[0]?.message).toBe('‘m’: it cannot be asked for.')
    expect(rig.counts.submits).toBe(0)
  })
})

describe('cancel', () => {
  it('keeps what was finished and says what was not', async () => {
    const rig = createRig()
    const controller = new AbortController()
    const run = await rig.run(chain(), {
      signal: controller.signal,
      onEvent: (event) => {
        if (event.event === 'item' && event.node === 'b' && event.state === 'ran') controller.abort()
      },
    })
    expect(run).toMatchObject({ status: 'cancelled', ran: ['a', 'b'], failed: [] })
    expect(run.cancelled).toEqual(['c', 'd'])
    expect((await rig.run(chain())).ran).toEqual(['c', 'd'])
  })
})

describe('takes and picks', () => {
  const document = (picks = {}) =>
    documentOf({ m: ['make', { prompt: 'cat' }], n: ['make', { prompt: 'dog' }] }, ['m.video > n.start'], { picks })

  it('more takes run beside the first, and a changed pick dirties only what is below', async () => {
    const rig = createRig()
    await rig.run(document())
    const baseKey = [...planItems(rig.plan(document()))][0]?.baseKey ?? ''
    const three = document({ [baseKey]: { takes: 3, pick: 0 } })
    expect(states(rig.plan(three))).toEqual({ m: 'up-to-date', 'm@1': 'run', 'm@2': 'run', n: 'up-to-date' })
    expect((await rig.run(three)).ran).toEqual(['m@1', 'm@2'])
    const second = document({ [baseKey]: { takes: 3, pick: 1 } })
    expect((await rig.run(second)).ran).toEqual(['n'])
    expect((await rig.run(three)).restored).toEqual(['n'])
  })

  it('a prompt edit starts again with one take; undo brings the takes back', async () => {
    const rig = createRig()
    await rig.run(document())
    const baseKey = [...planItems(rig.plan(document()))][0]?.baseKey ?? ''
    const two = document({ [baseKey]: { takes: 2, pick: 1 } })
    await rig.run(two)
    expect(states(rig.plan(setParam(two, 'm', 'prompt', 'bird')))).toMatchObject({ m: 'run' })
    expect(Object.keys(states(rig.plan(setParam(two, 'm', 'prompt', 'bird'))))).toEqual(['m', 'n'])
    expect((await rig.run(two)).ran).toEqual([])
  })
})

describe('gates', () => {
  const document = (decisions = {}) =>
    documentOf(
      { a: ['say', { text: 'cut' }], g: ['gate', {}], w: ['work', {}] },
      ['a.text > g.value', 'g.value > w.text'],
      { decisions },
    )

  it('wait for a person, and go on from there when answered', async () => {
    const rig = createRig()
    const first = await rig.run(document())
    expect(first).toMatchObject({ status: 'waiting', ran: ['a'], waiting: ['g'] })
    const [, gate, below] = [...planItems(rig.plan(document()))]
    expect(gate).toMatchObject({ state: 'waiting' })
    expect(below).toMatchObject({ state: 'unknown', waitsFor: ['g'], likely: 'run' })
    const answered = document({ [gate?.digest ?? '']: { answer: 'approved' } })
    expect(await rig.run(answered)).toMatchObject({ status: 'done', ran: ['w'], upToDate: ['a', 'g'] })
    expect([...planItems(rig.plan(document()))][2]).toMatchObject({ state: 'unknown', likely: 'restore' })
  })

  it('let an edited text pass, stop what was turned down, and add nothing to keys below', async () => {
    const rig = createRig()
    const digest = [...planItems(rig.plan(document()))][1]?.digest ?? ''
    const edited = await rig.run(document({ [digest]: { answer: 'approved', edit: 'other' } }))
    expect(edited.outputs['w']?.['text']).toEqual([{ type: 'text', text: 'OTHER' }])
    expect(await rig.run(document({ [digest]: { answer: 'rejected' } }))).toMatchObject({ blocked: ['g', 'w'] })
    const without = documentOf({ a: ['say', { text: 'other' }], w: ['work', {}] }, ['a.text > w.text'])
    expect((await rig.run(without)).ran).toEqual(['a'])
  })
})

describe('bypass', () => {
  it('passes the first input of the same type on; an output without one is a problem where it is required', async () => {
    const rig = createRig()
    const bypassed = chain()
    const through = {
      ...bypassed,
      nodes: bypassed.nodes.map((node) => (node.id === 'c' ? { ...node, bypass: true } : node)),
    }
    const run = await rig.run(through)
    expect(run.ran).toEqual(['a', 'b', 'd'])
    expect(run.outputs['d']?.['text']).toEqual([{ type: 'text', text: 'HELLO2' }])
    const cut = {
      ...bypassed,
      nodes: bypassed.nodes.map((node) => (node.id === 'a' ? { ...node, bypass: true } : node)),
    }
    expect(rig.plan(cut).problems[0]?.message).toMatch(/‘b’.*‘a’ is bypassed/)
  })
})

describe('upgrades', () => {
  it('a later behaviour of a generator, a new param with a neutral value and its default make nothing paid stale', async () => {
    const rig = createRig()
    const document = documentOf(
      { m: ['make', { model: 'paid/one', prompt: 'cat' }], a: ['say', { text: 'x' }], w: ['work', {}] },
      ['a.text > w.text'],
    )
    await rig.run(document)
    const upgraded = createRig({ cache: rig.cache, model: 2, neutral: true })
    const run = await upgraded.run(document)
    expect(run.ran).toEqual([])
    expect(upgraded.counts.submits).toBe(0)
  })
})

describe('stand-in mode', () => {
  const document = documentOf({ m: ['make', { model: 'paid/one', prompt: 'cat' }] })

  it('costs nothing, says so, and uses what was really paid for', async () => {
    const rig = createRig()
    expect(rig.plan(document).usd).toEqual([0.4, 0.4])
    expect(rig.plan(document, null, true).usd).toEqual([0, 0])
    await rig.run(document, { standIn: true })
    expect(states(rig.plan(document))).toEqual({ m: 'run' })
    const real = await rig.run(document)
    expect(real.costUsd).toBeCloseTo(0.4)
    expect((await rig.run(document, { standIn: true })).ran).toEqual([])
  })

  it('of one node leaves the others real, and what is made from its animatic says so', async () => {
    const rig = createRig()
    const chain = documentOf(
      { m: ['make', { model: 'paid/one', prompt: 'cat' }], n: ['make', { model: 'paid/one', prompt: 'dog' }] },
      ['m.video > n.start'],
    )
    expect(rig.plan(chain, null, ['m']).usd).toEqual([0, 0.4])
    const run = await rig.run(chain, { standIn: ['m'] })
    expect(run).toMatchObject({ status: 'done', ran: ['m', 'n'], standIn: true })
    expect(run.costUsd).toBeCloseTo(0.4)
    expect(run.outputs.n?.video).toMatchObject([{ standIn: true }])
    const marks = run.events.flatMap((event) => (event.event === 'item' && event.state === 'ran' ? [event] : []))
    expect(marks.map(({ node, standIn }) => [node, standIn])).toEqual([
      ['m', true],
      ['n', undefined],
    ])
    expect((await rig.run(chain, { standIn: ['m'] })).ran).toEqual([])
    // The real clip is another one, so what was made from the animatic is made again.
    expect((await rig.run(chain)).ran).toEqual(['m', 'n'])
    expect((await rig.run(chain, { standIn: ['m'] })).ran).toEqual([])
  })
})

describe('pruned files', () => {
  it('leave nodes below up-to-date, and are made again only for something that runs', async () => {
    const rig = createRig()
    const document = (prompt: string) =>
      documentOf({ m: ['make', { prompt: 'cat' }], n: ['make', { prompt }] }, ['m.video > n.start'])
    await rig.run(document('dog'))
    for (const row of rig.cache.rows()) rig.cache.evict(row.key)
    expect(states(rig.plan(document('dog')))).toEqual({ m: 'up-to-date', n: 'up-to-date' })
    expect((await rig.run(document('dog'))).ran).toEqual([])
    const plan = rig.plan(document('bird'))
    expect([...planItems(plan)][0]).toMatchObject({ state: 'run', reasons: ['its file was pruned, and ‘n’ needs it'] })
    expect((await rig.run(document('bird'))).ran).toEqual(['m', 'n'])
    const delivered = await rig.run(document('dog'), { deliver: ['n'] })
    expect(delivered.ran).toEqual(['n'])
  })
})

describe('documents that cannot run', () => {
  it.each([
    ['a cycle', documentOf({ a: ['work'], b: ['work'] }, ['a.text > b.text', 'b.text > a.text']), /circle.*‘a’.*‘b’/],
    ['an unknown type', documentOf({ a: ['hologram'] }), /‘a’ is of a type ‘hologram’/],
    ['a missing wire', documentOf({ a: ['work'] }), /‘a’.*has no wire/],
    [
      'a wrong type',
      documentOf({ m: ['make'], w: ['work'] }, ['m.video > w.text']),
      /takes text, and this gives video/,
    ],
    [
      'an illegal param',
      documentOf({ a: ['say', { text: 'x' }], w: ['work', { mode: 'sideways' }] }, ['a.text > w.text']),
      /‘sideways’, which is none of/,
    ],
    ['an unknown model', documentOf({ m: ['make', { model: 'no/such' }] }), /no model ‘no\/such’/],
  ])('%s is one clear sentence', (_, document, sentence) => {
    const { problems, nodes } = createRig().plan(document)
    expect(problems.map((problem) => problem.message).join('\n')).toMatch(sentence)
    expect(nodes).toEqual([])
  })
})
