import { existsSync } from 'node:fs'
import { onPath } from './look.mjs'
import { run } from './run.mjs'

/** Whether packages of the distribution can be had without asking anybody: Debian or a relative, as root. */
export function canUseApt() {
  return process.getuid?.() === 0 && existsSync('/etc/debian_version') && onPath('apt-get', process.env) !== undefined
}

/**
 * Installs a package; what apt says is told only where it failed.
 * @param {string} name @param {(line: string) => void} say
 */
export async function aptInstall(name, say) {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
  // Another apt may be at work on a fresh machine; it holds dpkg's lock for a while.
  const options = ['-y', '-o', 'DPkg::Lock::Timeout=120']
  // A list that could not be refreshed may still be good enough to install from.
  const update = await run('apt-get', [...options, 'update'], { env })
  const install = await run('apt-get', [...options, 'install', '--no-install-recommends', name], { env })
  if (!install.ok) say(`${update.ok ? '' : `${update.output.trim()}\n`}${install.output.trim()}`)
}
