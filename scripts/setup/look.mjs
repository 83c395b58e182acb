import { accessSync, constants } from 'node:fs'
import { delimiter, join } from 'node:path'

/**
 * The file that a program's name means on PATH, or undefined.
 * @param {string} name @param {NodeJS.ProcessEnv} env
 * @returns {string | undefined}
 */
export function onPath(name, env) {
  return (env.PATH ?? env.Path ?? '')
    .split(delimiter)
    .filter((folder) => folder !== '')
    .map((folder) => join(folder, program(name)))
    .find(isExecutable)
}

/** @param {string} name */
export function program(name) {
  return process.platform === 'win32' ? `${name}.exe` : name
}

/** @param {string} path */
export function isExecutable(path) {
  try {
    accessSync(path, constants.X_OK)
    return true
  } catch {
    return false
  }
}
