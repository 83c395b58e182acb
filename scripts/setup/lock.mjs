import { randomUUID } from 'node:crypto'
import { mkdirSync, readdirSync, readFileSync, renameSync, rmdirSync, rmSync, unlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'

/**
 * Runs `act` while no other process of this machine does so with the same folder. The lock is a folder with one file in it, named by
 * its owner's process id and a nonce, moved into place whole; so it is never seen without an owner, and one left by a process that
 * died can be emptied by name without ever touching the lock of whoever took over first.
 * @template T
 * @param {string} folder where the lock lives; made when missing
 * @param {(owner: number) => void} waiting told once when another process has it
 * @param {() => Promise<T>} act
 * @returns {Promise<T>}
 */
export async function withLock(folder, waiting, act) {
  mkdirSync(folder, { recursive: true })
  const lock = join(folder, 'lock')
  const nonce = randomUUID()
  const own = `${process.pid}-${nonce}`
  const prepared = join(folder, `new-${nonce}`)
  mkdirSync(prepared)
  writeFileSync(join(prepared, own), '')
  try {
    for (let told = false; !moveIntoPlace(prepared, lock); await sleep(200)) {
      const owner = holder(lock)
      if (owner === undefined) continue
      if (!isRunning(owner.pid)) {
        ignoring(['ENOENT'], () => unlinkSync(join(lock, owner.file)))
      } else if (!told) {
        waiting(owner.pid)
        told = true
      }
    }
    return await act()
  } finally {
    rmSync(prepared, { recursive: true, force: true })
    ignoring(['ENOENT'], () => unlinkSync(join(lock, own)))
    ignoring(['ENOENT', 'ENOTEMPTY', 'EEXIST', 'EPERM', 'EBUSY'], () => rmdirSync(lock))
  }
}

/** @param {string} prepared @param {string} lock @returns {boolean} false when another process has the lock */
function moveIntoPlace(prepared, lock) {
  // Only an empty folder, one whose owner has gone, can be removed.
  ignoring(['ENOENT', 'ENOTEMPTY', 'EEXIST', 'EPERM', 'EBUSY'], () => rmdirSync(lock))
  return ignoring(['ENOTEMPTY', 'EEXIST', 'EPERM', 'EBUSY'], () => renameSync(prepared, lock))
}

/** @param {string} lock */
function holder(lock) {
  /** @type {string[]} */
  let files = []
  ignoring(['ENOENT'], () => {
    files = readdirSync(lock)
  })
  const [file] = files
  return file === undefined ? undefined : { file, pid: Number.parseInt(file, 10) }
}

/** @param {number} pid */
function isRunning(pid) {
  try {
    process.kill(pid, 0)
    return !isZombie(pid)
  } catch (error) {
    // EPERM: it runs, as somebody else.
    return codeOf(error) !== 'ESRCH'
  }
}

/**
 * Killed, but kept in the list of processes by a parent that does not ask how it ended, as the first process of a container may.
 * @param {number} pid
 */
function isZombie(pid) {
  try {
    return /\) Z/.test(readFileSync(`/proc/${pid}/stat`, 'utf8'))
  } catch {
    return false
  }
}

/** @param {string[]} codes @param {() => void} act @returns {boolean} true when it went well */
function ignoring(codes, act) {
  try {
    act()
    return true
  } catch (error) {
    if (codes.includes(codeOf(error))) return false
    throw error
  }
}

/** @param {unknown} error @returns {string} */
function codeOf(error) {
  return error instanceof Error && 'code' in error ? String(error.code) : ''
}
