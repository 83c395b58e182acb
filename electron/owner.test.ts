import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { acquireOwner, type Owner } from './owner.ts'

let folder: string
const owners: Owner[] = []
const children: ChildProcess[] = []
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'reelay-owners-'))
})
afterEach(() => {
  for (const child of children.splice(0)) child.kill('SIGKILL')
  for (const owner of owners.splice(0)) owner.release()
  rmSync(folder, { recursive: true, force: true })
})

const acquire = () => {
  const owner = acquireOwner(folder)
  owners.push(owner)
  return owner
}
/** Another process that owns, and its id. */
const other = async () => {
  const worker = fileURLToPath(new URL('testing/worker.ts', import.meta.url))
  const child = spawn(process.execPath, [worker, 'own', folder], { stdio: ['ignore', 'pipe', 'inherit'] })
  children.push(child)
  const [line] = await once(child.stdout, 'data')
  return { child, id: String(line).trim() }
}

describe('an owner', () => {
  it('is alive for itself and for others of its process, until it lets go', () => {
    const [one, two] = [acquire(), acquire()]
    expect([one.isAlive(one.id), one.isAlive(two.id), two.isAlive(one.id)]).toEqual([true, true, true])
    two.release()
    expect(one.isAlive(two.id)).toBe(false)
    expect(one.dead()).toEqual([])
  })

  it('of another process is alive until that dies, however it dies', async () => {
    const { child, id } = await other()
    const mine = acquire()
    expect(mine.isAlive(id)).toBe(true)
    mine.forget(id)
    expect(mine.isAlive(id)).toBe(true)
    child.kill('SIGKILL')
    await once(child, 'exit')
    expect(mine.isAlive(id)).toBe(false)
    expect(mine.dead()).toEqual([id])
    mine.forget(id)
    expect(mine.dead()).toEqual([])
    expect(readdirSync(folder).filter((name) => name.startsWith(id))).toEqual([])
  })

  it('never seen is dead, and so is an empty lock file that somebody left', () => {
    const mine = acquire()
    writeFileSync(join(folder, 'left.lock'), '')
    expect([mine.isAlive('never'), mine.isAlive('left')]).toEqual([false, false])
    expect(mine.dead()).toEqual(['left'])
    expect(readdirSync(folder)).not.toContain('never.lock')
  })

  it('does not forget itself', () => {
    const mine = acquire()
    mine.forget(mine.id)
    expect(acquire().isAlive(mine.id)).toBe(true)
  })
})
