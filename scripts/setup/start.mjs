import { spawn } from 'node:child_process'
import { readFileSync } from 'node:fs'

/** @typedef {{ code: number | null, signal: NodeJS.Signals | null }} End how a process ended */

const PASSED_ON = /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP'])

/**
 * Starts a program on this process's own terminal and waits for its end; signals meant for it are passed on.
 * @param {string} command @param {readonly string[]} args
 * @returns {Promise<End>}
 */
export function waitFor(command, args) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { stdio: 'inherit' })
    const passOn = (/** @type {NodeJS.Signals} */ signal) => {
      // Ctrl-C reaches every process of the terminal's foreground group: the child has had it.
      if (signal !== 'SIGINT' || !inForeground()) child.kill(signal)
    }
    for (const signal of PASSED_ON) process.on(signal, passOn)
    const done = () => {
      for (const signal of PASSED_ON) process.off(signal, passOn)
    }
    child.on('error', (error) => {
      done()
      reject(error)
    })
    child.on('exit', (code, signal) => {
      done()
      resolve({ code, signal })
    })
  })
}

/**
 * Ends this process as that one ended, by the same signal if it was one.
 * @param {End} end
 */
export function handOver({ code, signal }) {
  if (signal === null) process.exitCode = code ?? 1
  else process.kill(process.pid, signal)
}

/** Whether a key press on the terminal goes to this process and its children. */
function inForeground() {
  if (process.platform !== 'linux') return process.stdin.isTTY === true
  // After the name in brackets: state, parent, group, session, terminal, the terminal's foreground group (proc(5)).
  const [, , group, , , foreground] = readFileSync('/proc/self/stat', 'utf8')
    .replace(/^.*\) /s, '')
    .split(' ')
  return group === foreground
}
