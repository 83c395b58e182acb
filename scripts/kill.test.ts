import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { resourcesFolder } from '../electron/folders.ts'
import { killRuns } from './kill/kill-runs.ts'
import { logUniform, seeded } from './kill/random.ts'
import { copySample } from './kill/sample.ts'

it('the demo, small and killed four times, loses nothing and sends nothing twice', { timeout: 300_000 }, async () => {
  const folder = mkdtempSync(join(tmpdir(), 'reelay-kill-'))
  const result = await killRuns({
    file: copySample(join(resourcesFolder(), 'pipelines', 'brand-film.reelay'), join(folder, 'film'), 0.125),
    data: join(folder, 'data'),
    out: join(folder, 'out'),
    kills: 4,
    random: seeded(2),
    lives: [800, 6_000],
    report: () => {},
  })
  expect(result.faults).toEqual([])
  expect(result.kills).toHaveLength(4)
  expect(result.film).toMatchObject({ width: 160, height: 90, fps: '24/1' })
  rmSync(folder, { recursive: true, force: true })
})

it('the same seed kills at the same moments', () => {
  const [one, two, other] = [seeded(7), seeded(7), seeded(8)]
  const moments = Array.from({ length: 50 }, () => logUniform(one, 200, 40_000))
  expect(Array.from({ length: 50 }, () => logUniform(two, 200, 40_000))).toEqual(moments)
  expect(logUniform(other, 200, 40_000)).not.toBe(moments[0])
  expect(moments.every((moment) => moment >= 200 && moment <= 40_000)).toBe(true)
  expect(moments.filter((moment) => moment < 2_000).length).toBeGreaterThan(10)
  expect(moments.filter((moment) => moment > 8_000).length).toBeGreaterThan(5)
})
