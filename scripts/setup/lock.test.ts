import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { withLock } from './lock.mjs'

let folder = ''
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'reelay-lock-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const lockModule = fileURLToPath(new URL('./lock.mjs', import.meta.url))

/** A process that takes the lock, writes a line when it starts and one when it ends, and holds it for a moment in between. */
function contender(hold: string) {
  const code = `
    import { appendFileSync } from 'node:fs'
    import { setTimeout as sleep } from 'node:timers/promises'
    import { withLock } from ${JSON.stringify(lockModule)}
    const log = (word) => appendFileSync(${JSON.stringify(join(folder, 'log'))}, word + ' ' + process.pid + '\\n')
    await withLock(${JSON.stringify(join(folder, 'setup'))}, () => {}, async () => { log('in'); ${hold}; log('out') })`
  return spawn(process.execPath, ['--input-type=module', '-e', code], { stdio: 'inherit' })
}

const lines = () => readFileSync(join(folder, 'log'), 'utf8').trim().split('\n')

describe('the set-up lock', () => {
  it('lets one process in at a time, and every one in the end', async () => {
    const all = Array.from({ length: 6 }, () => contender('await sleep(30)'))
    await Promise.all(all.map((child) => once(child, 'exit')))
    const log = lines()
    expect(log).toHaveLength(12)
    for (let i = 0; i < log.length; i += 2) expect(log[i + 1]).toBe(log[i]?.replace('in', 'out'))
    expect(readdirSync(join(folder, 'setup'))).toEqual([])
  })

  it('is taken over from processes that were killed, by one of those who wait', async () => {
    const killed = contender("process.kill(process.pid, 'SIGKILL')")
    await once(killed, 'exit')
    expect(existsSync(join(folder, 'setup', 'lock'))).toBe(true)
    const all = Array.from({ length: 6 }, () => contender('await sleep(30)'))
    await Promise.all(all.map((child) => once(child, 'exit')))
    const log = lines().slice(1)
    expect(log).toHaveLength(12)
    for (let i = 0; i < log.length; i += 2) expect(log[i + 1]).toBe(log[i]?.replace('in', 'out'))
  })

  it.skipIf(process.platform !== 'linux')(
    'is taken over from a killed process whose parent never asked for it',
    async () => {
      // The shell's child becomes a zombie when the shell has turned into sleep, which waits for nobody.
      const parent = spawn('sh', ['-c', 'sleep 0 & echo $!; exec sleep 60'], { stdio: ['ignore', 'pipe', 'inherit'] })
      const [pid] = await once(parent.stdout, 'data')
      const lock = join(folder, 'lock')
      mkdirSync(lock)
      writeFileSync(join(lock, `${String(pid).trim()}-x`), '')
      expect(
        await withLock(
          folder,
          () => {},
          async () => 'done',
        ),
      ).toBe('done')
      parent.kill()
    },
  )

  it('says once whom it waits for', async () => {
    const told: number[] = []
    const lock = join(folder, 'lock')
    mkdirSync(lock)
    writeFileSync(join(lock, `${process.ppid}-x`), '')
    const waited = withLock(
      folder,
      (pid) => {
        told.push(pid)
        rmSync(lock, { recursive: true })
      },
      async () => 'done',
    )
    expect(await waited).toBe('done')
    expect(told).toEqual([process.ppid])
  })

  it('is free again after a failure', async () => {
    await expect(
      withLock(
        folder,
        () => {},
        () => Promise.reject(new Error('no network')),
      ),
    ).rejects.toThrow('no network')
    expect(
      await withLock(
        folder,
        () => {},
        async () => 'again',
      ),
    ).toBe('again')
  })
})
