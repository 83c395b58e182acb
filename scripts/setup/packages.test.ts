import { describe, expect, it } from 'vitest'
import { sameInstall } from './packages.mjs'

const machine = { platform: 'linux', arch: 'x64' }
const lock = {
  packages: {
    '': { version: '0.1.0' },
    'node_modules/a': { version: '1.0.0', integrity: 'sha512-a' },
    'node_modules/b-linux': { version: '1.0.0', integrity: 'sha512-b', optional: true, os: ['linux'], cpu: ['x64'] },
    'node_modules/b-mac': { version: '1.0.0', integrity: 'sha512-c', optional: true, os: ['darwin'] },
  },
}
const { '': root, 'node_modules/b-mac': otherMachine, ...installed } = lock.packages

describe('what is installed against the lockfile', () => {
  it('is the same when only packages for other machines are missing', () => {
    expect(sameInstall(lock, { packages: installed }, machine)).toBe(true)
  })

  it('differs when a package is missing, of another version, or not in the lockfile', () => {
    const { 'node_modules/a': a, ...without } = installed
    expect(sameInstall(lock, { packages: without }, machine)).toBe(false)
    expect(
      sameInstall(lock, { packages: { ...installed, 'node_modules/a': { ...a, version: '1.0.1' } } }, machine),
    ).toBe(false)
    expect(
      sameInstall(lock, { packages: { ...installed, 'node_modules/a': { ...a, integrity: 'sha512-x' } } }, machine),
    ).toBe(false)
    expect(sameInstall(lock, { packages: { ...installed, 'node_modules/z': a } }, machine)).toBe(false)
  })

  it('differs when it was installed on another kind of machine', () => {
    expect(sameInstall(lock, { packages: installed }, { platform: 'linux', arch: 'arm64' })).toBe(false)
    expect(sameInstall(lock, { packages: { ...installed, 'node_modules/b-mac': otherMachine } }, machine)).toBe(false)
  })

  it('differs when npm left no record, as after an install that was cut off', () => {
    expect(sameInstall(lock, {}, machine)).toBe(false)
  })
})
