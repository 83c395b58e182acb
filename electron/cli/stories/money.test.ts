import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import type { JsonObject } from '#shared/json.ts'
import { openTasks } from '../../providers/standin/tasks.ts'
import { documentOf, hostedModel, node, rowsOf, wires } from '../testing/documents.ts'
import { openWorkspace } from '../testing/workspace.ts'

const work = openWorkspace()
afterAll(work.remove)

const priced = (id: string, usd: number) =>
  hostedModel(id, usd, {
    kind: 'effect',
    modes: { text: true, startFrame: false, endFrame: false, references: 0, audio: false, video: false },
    fps: undefined,
    sound: 'none',
    negative: false,
    hosts: [{ provider: 'standin', name: 'foley' }],
  })
work.catalog('priced.json', [priced('mine/dear', 0.4), priced('mine/cheap', 0.01)])

const sound = (id: string, params: JsonObject) =>
  node(id, 'audio', { model: 'mine/dear', text: `sound ${id}`, duration: 0.5, ...params })
const jobs = async (...args: string[]) => (await work.reelay('jobs', ...args)).last.jobs as JsonObject[]

describe('--budget', () => {
  it('is a hard stop: what does not fit beside what is reserved is never sent', async () => {
    work.write(
      'budget.reelay',
      documentOf(
        'budget',
        [
          node('rows', 'table', { rows: rowsOf('line', ['rain', 'wind', 'hail']) }),
          node('sound', 'audio', { model: 'mine/dear', duration: 0.5, standInDelay: 2 }),
        ],
        wires('rows.line>sound.text'),
      ),
    )
    expect((await work.plan('budget.reelay')).usd[1]).toBeCloseTo(1.2)
    // The stand-in charges nothing in the end, so only what is reserved at the same time counts.
    const { code, report } = await work.run('budget.reelay', '--budget', '0.70')
    expect(code).toBe(3)
    expect(report.ran.filter((name) => name.startsWith('sound'))).toHaveLength(1)
    expect(report.failed).toHaveLength(2)
    for (const { message } of report.failed) expect(message).toMatch(/‘sound’: .*\$0\.70/)
    expect(work.submits()).toBe(1)
    await work.set('budget.reelay', 'sound.standInDelay=0')
    const rest = await work.run('budget.reelay', '--budget', '1.00')
    expect(rest).toMatchObject({ code: 0, report: { failed: [] } })
    expect(rest.report.ran).toHaveLength(2)
    expect((await work.reelay('run', 'budget.reelay', '--budget', 'much')).code).toBe(2)
  })
})

describe('--stand-in', () => {
  it('runs a model that needs a key for nothing; without it the run says which key', async () => {
    const needsKey = { prompt: 'a dune', duration: 2 }
    work.write('video.reelay', documentOf('video', [node('hero', 'model', { ...needsKey, model: 'runway/gen4.5' })]))
    expect((await work.plan('video.reelay')).usd[0]).toBeCloseTo(0.24)
    const real = await work.run('video.reelay')
    expect(real.code).toBe(1)
    expect(real.report.failed).toHaveLength(1)
    expect(real.report.failed[0]?.message).toMatch(/‘hero’: .*RUNWAYML_API_SECRET/)
    expect(real.report).toMatchObject({ costUsd: 0, standIn: false })
    expect(await work.plan('video.reelay', '--stand-in')).toMatchObject({ usd: [0, 0], items: [{ state: 'run' }] })

    work.write(
      'still.reelay',
      documentOf('still', [node('hero', 'model', { ...needsKey, model: 'runway/gen4_image' })]),
    )
    const standIn = await work.run('still.reelay', '--stand-in')
    expect(standIn).toMatchObject({ code: 0, report: { ran: ['hero'], costUsd: 0, standIn: true } })
    expect(standIn.report.outputs.hero?.image?.[0]).toMatchObject({ standIn: true })
    expect((await work.run('still.reelay', '--stand-in')).report.ran).toEqual([])
    // A stand-in never passes for the real thing.
    expect((await work.plan('still.reelay')).items[0]?.state).toBe('run')
  })
})

describe('a reply that was lost', () => {
  it('is found again by asking, with one submit', async () => {
    const before = work.submits()
    work.write('found.reelay', documentOf('found', [sound('lookup', { standInFault: 'lost-reply' })]))
    expect(await work.run('found.reelay')).toMatchObject({ code: 0, report: { ran: ['lookup'] } })
    expect(work.submits()).toBe(before + 1)
  })

  it('waits for a person where nobody can be asked, and each answer leads on', async () => {
    const lost = ['resend', 'found', 'forget'].map((id) => sound(id, { standInFault: 'lost-reply-no-lookup' }))
    work.write('lost.reelay', documentOf('lost', lost))
    const before = work.submits()
    const first = await work.run('lost.reelay')
    expect(first.code).toBe(4)
    expect([...first.report.waiting].sort()).toEqual(['forget', 'found', 'resend'])
    expect(work.submits()).toBe(before + 3)

    const unknown = await jobs('--live')
    expect(unknown.map(({ state }) => state)).toEqual(['unknown', 'unknown', 'unknown'])
    const jobOf = (title: string) => String(unknown.find((job) => job.title === title)?.job)
    // Never sent again by itself.
    const again = await work.run('lost.reelay')
    expect(again.code).toBe(4)
    expect(work.submits()).toBe(before + 3)
    const sentence = again.lines.find((line) => line.node === 'found' && line.state === 'waiting')?.message
    expect(sentence).toContain(`reelay jobs resolve ${jobOf('found')} --resend | --found ID | --forget`)
    expect(sentence).toContain('$0.40')

    expect((await work.reelay('jobs', 'resolve', jobOf('resend'))).code).toBe(2)
    for (const name of ['resend', 'forget']) {
      const resolved = await work.reelay('jobs', 'resolve', jobOf(name), `--${name}`)
      expect(resolved).toMatchObject({ code: 0, last: { event: 'job-resolved' } })
    }
    expect((await work.reelay('jobs', 'resolve', jobOf('forget'), '--forget')).code).toBe(2)
    const remote = taskOf(jobOf('found'))
    expect((await work.reelay('jobs', 'resolve', jobOf('found'), '--found', remote)).code).toBe(0)

    await work.set('lost.reelay', 'resend.standInFault=', 'forget.standInFault=')
    expect((await work.plan('lost.reelay')).items.map(({ node: id, state }) => [id, state])).toEqual([
      ['resend', 'run'],
      ['found', 'adopt'],
      ['forget', 'run'],
    ])
    const done = await work.run('lost.reelay')
    expect(done.report.failed).toEqual([])
    expect(done.code).toBe(0)
    expect([...done.report.ran].sort()).toEqual(['forget', 'resend'])
    expect(done.report.restored).toEqual(['found'])
    // The one that was found is not sent again.
    expect(work.submits()).toBe(before + 5)
    await work.verify()
  })
})

/** The stand-in's own id of the request that a job sent: what a person would read off a provider's page. */
function taskOf(job: string): string {
  const tasks = openTasks(join(work.data, 'standin'))
  try {
    return tasks.idFor(job) ?? ''
  } finally {
    tasks.close()
  }
}
