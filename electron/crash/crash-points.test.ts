import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { createPool } from '../../shared/engine/pool.ts'
import { DURABLE_STEPS } from '../durable.ts'
import { isLive } from '../jobs/states.ts'
import { broughtBack, newFile } from './testing/editor.ts'
import { createPlace, type Place } from './testing/place.ts'
import { reelay, summaryOf } from './testing/reelay.ts'
import { type Command, type End, SCENARIOS, type Scenario, TWICE } from './testing/scenarios.ts'

/** Cases at a time: each is mostly one process. */
const pool = createPool(2)
/** Milliseconds; a case waits for its turn first. */
const PATIENCE = { timeout: 900_000 }

const zRun = z.looseObject({ event: z.literal('run-finished'), failed: z.array(z.looseObject({ node: z.string() })) })
const zVerified = z.looseObject({ event: z.literal('cache-verified'), ok: z.boolean(), problems: z.array(z.unknown()) })

/** Runs a command that is to die at a point. One that does not get there ends without a signal, and fails here. */
async function die(place: Place, command: Command, point: string): Promise<void> {
  const { signal, stderr } = await place.command(command, point)
  expect({ point, signal, stderr }).toEqual({ point, signal: 'SIGKILL', stderr: '' })
  expect(await place.faults()).toEqual([])
}

/** The next run on the data folder completes, or says exactly what waits for a person and completes after the answer. */
async function bringHome(place: Place, scenario: Scenario, end: End): Promise<void> {
  const command = scenario.command === 'deliver' ? 'deliver' : 'run'
  const next = await place.command(command)
  if (end === 'asks') {
    const unknown = place.jobs().filter(({ state }) => state === 'unknown')
    expect({ code: next.code, unknown: unknown.length }).toEqual({ code: 4, unknown: 1 })
    expect(next.lines.find((line) => line.event === 'item' && line.state === 'waiting')).toMatchObject({
      message: expect.stringContaining(`reelay jobs resolve ${unknown[0]?.job}`),
    })
    expect((await place.command('found')).code).toBe(0)
  }
  if (end === 'fails') {
    expect(next.code).toBe(1)
    expect(summaryOf(next, zRun).failed).toMatchObject([{ node: 'sound' }])
    expect((await reelay(['set', place.file, 'sound.standInFault='], { data: place.data })).code).toBe(0)
  }
  const last = end === 'done' ? next : await place.command(command)
  expect({ code: last.code, stderr: last.stderr }).toEqual({ code: 0, stderr: '' })
  await whole(place, scenario)
}

/** Nothing was lost, nothing sent twice, and nothing is left lying about. */
async function whole(place: Place, { document, command }: Scenario): Promise<void> {
  const verified = await reelay(['cache', 'verify'], { data: place.data })
  expect(summaryOf(verified, zVerified)).toMatchObject({ ok: true, problems: [] })
  expect(place.doubles()).toEqual([])
  const generates = document !== 'text' && document !== 'picture'
  expect(place.jobs().filter(({ state }) => state === 'stored')).toHaveLength(generates ? 1 : 0)
  expect(place.jobs().filter(({ state }) => isLive(state))).toEqual([])
  if (command === 'set') {
    expect((await place.command('set')).code).toBe(0)
    expect(readFileSync(place.file, 'utf8')).toContain('another door')
  }
  if (command === 'edit') {
    // Its write had reached the system before it was answered: a killed process loses no edit.
    expect(await broughtBack(place)).toEqual({ text: 'another door', recovered: true, offered: 0 })
  }
  if (command === 'firstSave') {
    // Saved, it is offered no second time; not saved, it is.
    const saved = existsSync(newFile(place.file))
    expect(await broughtBack(place)).toMatchObject({ recovered: false, offered: saved ? 0 : 1 })
    if (!saved) expect((await place.command('firstSave')).signal).toBeNull()
  }
  if (command === 'deliver') expect(existsSync(join(place.out, 'film.mp4'))).toBe(true)
  expect(place.litter()).toEqual([])
}

const cases = DURABLE_STEPS.flatMap((step) =>
  SCENARIOS[step].flatMap((scenario) =>
    (['before', 'after'] as const).map((side) => {
      const { document, fault, before = [], command, time = 1 } = scenario
      const [first] = before
      const told = [fault, first?.[1] ?? (first && `after ${first[0]}`)].filter((each) => each !== undefined)
      const name = `${side}:${step}:${time} in ${command} of ${document}${told.length > 0 ? ` (${told.join(', ')})` : ''}`
      return { name, side, point: `${side}:${step}:${time}`, scenario }
    }),
  ),
)

describe.concurrent('a kill -9', () => {
  for (const { name, side, point, scenario } of cases) {
    it(`${name} loses nothing and pays nothing twice`, PATIENCE, () =>
      pool.run(async () => {
        const place = createPlace(scenario)
        for (const [command, crashAt] of scenario.before ?? []) {
          if (crashAt === undefined) expect((await place.command(command)).signal).toBeNull()
          else await die(place, command, crashAt)
        }
        await die(place, scenario.command, point)
        const { end = 'done' } = scenario
        await bringHome(place, scenario, typeof end === 'string' ? end : end[side])
        place.remove()
      }),
    )
  }

  for (const [scenario, first, second] of TWICE) {
    it(
      `${first} in ${scenario.document}, and ${second} on the way back, loses nothing and pays nothing twice`,
      PATIENCE,
      () =>
        pool.run(async () => {
          const place = createPlace(scenario)
          await die(place, scenario.command, first)
          await die(place, scenario.command, second)
          await bringHome(place, scenario, 'done')
          place.remove()
        }),
    )
  }
})
