import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { clip, documentOf, node, wires } from '../testing/documents.ts'
import { openWorkspace } from '../testing/workspace.ts'

const work = openWorkspace()
afterAll(work.remove)

/** Command lines of running processes that name this folder. Linux only: elsewhere there is no /proc to look in. */
function processesOver(folder: string): string[] {
  return readdirSync('/proc').flatMap((id) => {
    if (!/^\d+$/.test(id)) return []
    try {
      const line = readFileSync(join('/proc', id, 'cmdline'), 'utf8').replaceAll('\0', ' ')
      return line.includes(folder) ? [line] : []
    } catch {
      return [] // It ended while we looked.
    }
  })
}

/** Files below a folder. */
function filesBelow(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true }).flatMap((entry) =>
    entry.isFile() ? [join(entry.parentPath, entry.name)] : [],
  )
}

describe('one failing branch', () => {
  it('does not stop others', async () => {
    const sound = { model: 'standin/foley', duration: 0.5 }
    work.write(
      'branches.reelay',
      documentOf(
        'branches',
        [
          node('bad', 'audio', { ...sound, text: 'thunder', standInFault: 'fail' }),
          node('bad-gate', 'gate'),
          node('good', 'audio', { ...sound, text: 'rain', standInDelay: 0.3 }),
          node('words', 'prompt', { text: 'after all' }),
        ],
        wires('bad.audio>bad-gate.value'),
      ),
    )
    const { code, report } = await work.run('branches.reelay')
    expect(code).toBe(1)
    expect(report).toMatchObject({ failed: [{ node: 'bad' }], blocked: ['bad-gate'] })
    expect(report.failed[0]?.message).toMatch(/‘bad’: .*told to fail.*Nothing was charged/)
    expect([...report.ran].sort()).toEqual(['good', 'words'])
    await work.set('branches.reelay', 'bad.standInFault=')
    const mended = await work.run('branches.reelay')
    expect(mended.report.ran).toEqual(['bad'])
  })
})

describe('Ctrl-C in the middle of a run', () => {
  it.skipIf(process.platform !== 'linux')(
    'leaves no ffmpeg, no temp file, a store that verifies, and what was finished',
    async () => {
      const long = { duration: 30, fps: 30, width: 320, height: 180, sound: true }
      work.write(
        'cancel.reelay',
        documentOf(
          'cancel',
          [
            node('words', 'prompt', { text: 'a storm over the sea' }),
            clip('short', { prompt: 'a lighthouse' }),
            node('normal', 'normalize'),
            clip('long', long),
            node('cut', 'sequence'),
          ],
          wires('words.text>long.prompt', 'short.video>normal.video', 'normal.video>cut.clips', 'long.video>cut.clips'),
        ),
      )
      const run = work.start(['run', 'cancel.reelay'])
      await run.until((line) => line.event === 'item' && line.node === 'normal' && line.state === 'ran')
      await run.until((line) => line.event === 'progress' && line.node === 'long')
      expect(processesOver(work.data)).not.toEqual([])
      run.child.kill('SIGINT')
      const { code, last } = await run.ended
      expect(code).toBe(130)
      expect(last).toMatchObject({ event: 'run-finished', failed: [] })
      expect(last.cancelled).toEqual(expect.arrayContaining(['long', 'cut']))
      expect(processesOver(work.data)).toEqual([])
      expect(filesBelow(join(work.data, 'temp'))).toEqual([])
      expect(filesBelow(join(work.data, 'standin', 'work'))).toEqual([])
      await work.verify()

      await work.set('cancel.reelay', 'long.duration=0.5', 'long.sound=false')
      const next = await work.run('cancel.reelay')
      expect(next.code).toBe(0)
      expect(next.report.upToDate).toEqual(expect.arrayContaining(['words', 'short', 'normal']))
      expect([...next.report.ran].sort()).toEqual(['cut', 'long'])
    },
  )
})
