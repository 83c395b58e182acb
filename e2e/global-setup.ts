import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'

/** Builds what the stories run: once, before all of them. `REELAY_E2E_BUILT=1` takes what lies in `out/` already. */
export default function build(): void {
  if (process.env.REELAY_E2E_BUILT === '1') return
  const front = fileURLToPath(new URL('../scripts/front.mjs', import.meta.url))
  const { status, stdout, stderr } = spawnSync(process.execPath, [front, 'build'], { encoding: 'utf8' })
  if (status !== 0) throw new Error(`The editor could not be built:\n${stdout}${stderr}`)
}
