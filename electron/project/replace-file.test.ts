import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { replaceFile } from './replace-file.ts'

let folder = ''
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'reelay-replace-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

describe('replaceFile', () => {
  it('leaves everything as it was where the last check refuses', async () => {
    const path = join(folder, 'film.reelay')
    writeFileSync(path, 'old')
    let seen: readonly string[] = []
    const refused = replaceFile(path, Buffer.from('new'), {
      beforeRename: async () => {
        seen = readdirSync(folder)
        throw new Error('changed meanwhile')
      },
    })
    await expect(refused).rejects.toThrow('changed meanwhile')
    expect(seen).toHaveLength(2)
    expect(readdirSync(folder)).toEqual(['film.reelay'])
    expect(readFileSync(path, 'utf8')).toBe('old')
  })
})
