import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { resourcesFolder } from '../electron/folders.ts'
import { killRuns } from './kill/kill-runs.ts'
import { seeded } from './kill/random.ts'
import { copySample } from './kill/sample.ts'

const USAGE = `Usage: npm run kill -- [N] [--seed NUMBER] [--scale FACTOR] [--longest SECONDS] [--keep]
Kills the demo N times (10 unless told) at random moments on one data folder, looks after each kill that nothing is lost and nothing
was sent twice, and then lets it finish. --scale 0.125 uses a small and short copy of the film, --keep leaves the data folder.`

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    seed: { type: 'string' },
    scale: { type: 'string', default: '1' },
    longest: { type: 'string', default: '40' },
    keep: { type: 'boolean', default: false },
  },
})
const [kills, seed, scale, longest] = [
  positionals[0] ?? 10,
  values.seed ?? Date.now() % 1e9,
  values.scale,
  values.longest,
].map(Number)

if ([kills, seed, scale, longest].every((number): number is number => Number.isFinite(number) && Number(number) > 0)) {
  await main(kills ?? 0, seed ?? 0, scale ?? 0, longest ?? 0)
} else {
  console.error(USAGE)
  process.exitCode = 2
}

async function main(kills: number, seed: number, scale: number, longest: number): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'reelay-kill-'))
  console.log(`${kills} kills, seed ${seed}, in ${folder}`)
  console.log(line(['kill', 'after', 'outputs', 'files', 'jobs', '', 'while running']))
  const started = Date.now()
  const { finished, film, faults } = await killRuns({
    file: copySample(join(resourcesFolder(), 'pipelines', 'brand-film.reelay'), join(folder, 'film'), scale),
    data: join(folder, 'data'),
    out: join(folder, 'out'),
    kills,
    random: seeded(seed),
    lives: [200, longest * 1000],
    report: ({ number, after, outputs, files, jobs, running, faults }) => {
      const cells = [number, `${(after / 1000).toFixed(1)} s`, outputs, files, jobs, faults.length === 0 ? 'ok' : 'BAD']
      console.log(line([...cells, running.join(', ') || '–']))
      for (const fault of faults) console.log(`      ${fault}`)
    },
  })
  const minutes = ((Date.now() - started) / 60_000).toFixed(1)
  console.log(
    `\nFinished ${finished + 1} times in ${minutes} min; ${film.path}: ${film.width}×${film.height} at ${film.fps} fps.`,
  )
  for (const fault of faults) console.log(fault)
  console.log(
    faults.length === 0 ? 'Nothing lost, nothing sent twice.' : `${faults.length} faults; the data folder stays.`,
  )
  if (faults.length > 0) process.exitCode = 1
  else if (!values.keep) rmSync(folder, { recursive: true, force: true })
}

function line(cells: readonly (string | number)[]): string {
  return cells
    .map((cell, column) => (column === cells.length - 1 ? cell : String(cell).padStart(7)))
    .join(' ')
    .trimEnd()
}
