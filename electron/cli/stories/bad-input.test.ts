import { execFileSync } from 'node:child_process'
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import type { JsonObject } from '#shared/json.ts'
import { ffmpegByHand } from '../../media/testing/clips.ts'
import { documentOf, node, wires } from '../testing/documents.ts'
import { largePng } from '../testing/large-png.ts'
import { openWorkspace, type Workspace } from '../testing/workspace.ts'

const work = openWorkspace()
afterAll(work.remove)

const foley = { model: 'standin/foley', duration: 0.5 }
const good = documentOf('good', [node('sound', 'audio', { ...foley, text: 'rain' })])
/** One file node, and something that needs what it gives. */
const fileDocument = (kind: string, path: string) =>
  documentOf('file', [node('source', 'file', { kind, path }, { title: 'The source' })])

beforeAll(async () => {
  work.write('good.reelay', good)
  expect((await work.run('good.reelay')).code).toBe(0)
  const source = ['-f', 'lavfi', '-i', 'testsrc=s=64x36:r=12:d=0.5']
  ffmpegByHand(...source, '-pix_fmt', 'yuv420p', work.path('whole.mp4'))
  const bytes = readFileSync(work.path('whole.mp4'))
  writeFileSync(work.path('truncated.mp4'), bytes.subarray(0, bytes.length / 2))
  writeFileSync(work.path('empty.mp4'), '')
  writeFileSync(work.path('words.mp4'), 'These are words, not a film.\n'.repeat(50))
  writeFileSync(work.path('words.png'), 'These are words, not a picture.\n'.repeat(50))
  writeFileSync(
    work.path('playlist.mp4'),
    `#EXTM3U\n#EXT-X-TARGETDURATION:1\n#EXTINF:0.5,\n${work.path('whole.mp4')}\n#EXT-X-ENDLIST\n`,
  )
  writeFileSync(work.path('list.mp4'), `ffconcat version 1.0\nfile '${work.path('whole.mp4')}'\n`)
  mkdirSync(work.path('folder.mp4'))
  ffmpegByHand('-f', 'lavfi', '-i', 'color=c=red:s=2x2,format=rgb24,crop=1:1', '-frames:v', '1', work.path('dot.png'))
  writeFileSync(work.path('huge.png'), largePng(16_384, 16_384))
})

/** Nothing was lost: the store is sound, and what was made before is still there. */
async function nothingLost(there: Workspace = work): Promise<void> {
  await there.verify()
  const { code, report } = await there.run('good.reelay')
  expect(code).toBe(0)
  expect(report).toMatchObject({ ran: [], upToDate: ['sound'] })
}
afterAll(() => nothingLost())

describe('a document that cannot run', () => {
  const cases: readonly [string, JsonObject | string, RegExp][] = [
    ['broken JSON', '{"reelay": 1, "id": "x", "nodes": [', /bad\.reelay.*JSON/],
    ['no JSON object', '[]', /bad\.reelay/],
    ['a future version', { reelay: 99, id: 'x' }, /bad\.reelay.*99/],
    ['an unknown node type', documentOf('x', [node('odd', 'hologram')]), /bad\.reelay: .*‘odd’.*‘hologram’/],
    [
      'a cycle',
      documentOf(
        'x',
        [node('a', 'prompt', { text: '{{b}}' }), node('b', 'prompt', { text: '{{a}}' })],
        wires('a.text>b.a', 'b.text>a.b'),
      ),
      /bad\.reelay: .*circle.*‘[ab]’/,
    ],
    [
      'wrong port types',
      documentOf(
        'x',
        [node('words', 'prompt', { text: 'a' }), node('normal', 'normalize')],
        wires('words.text>normal.video'),
      ),
      /bad\.reelay: ‘normal’: .*‘words’.*(text|video)/,
    ],
    [
      'a missing required input',
      documentOf('x', [node('normal', 'normalize')]),
      /bad\.reelay: ‘normal’: .*‘video’.*no wire/,
    ],
    [
      'a param out of its range',
      documentOf('x', [node('shot', 'model', { duration: -3 })]),
      /bad\.reelay: ‘shot’: .*duration.*-3/,
    ],
    [
      'a model that is not in the catalog',
      documentOf('x', [node('shot', 'model', { model: 'nobody/nothing' })]),
      /bad\.reelay: ‘shot’: .*nobody\/nothing.*reelay models/,
    ],
    ['no file chosen', documentOf('x', [node('source', 'file')]), /bad\.reelay: ‘source’: Choose a file/],
  ]
  it.each(cases)('%s: one sentence and status 2', async (_title, document, sentence) => {
    work.write('bad.reelay', document)
    const text = readFileSync(work.path('bad.reelay'), 'utf8')
    const { code, stderr, last } = await work.reelay('run', 'bad.reelay')
    expect(code).toBe(2)
    expect(stderr).toMatch(sentence)
    // Warnings of what was kept may come before; of what stops it there is one line.
    expect(stderr.split('\n').filter((line) => line !== '' && !line.startsWith('warning: '))).toHaveLength(1)
    expect(last).toEqual({ event: 'error', message: expect.stringMatching(sentence) })
    expect(readFileSync(work.path('bad.reelay'), 'utf8')).toBe(text)
  })
})

describe('a file that cannot be used', () => {
  const cases: readonly [string, string, string, RegExp][] = [
    ['a missing file', 'video', 'gone.mp4', /gone\.mp4/],
    ['a folder', 'video', 'folder.mp4', /folder\.mp4.*folder/],
    ['a file without content', 'video', 'empty.mp4', /empty/],
    ['a truncated clip', 'video', 'truncated.mp4', /truncated\.mp4/],
    ['words called a clip', 'video', 'words.mp4', /words\.mp4/],
    ['words called a picture', 'image', 'words.png', /words\.png/],
    ['a clip called a sound', 'audio', 'whole.mp4', /whole\.mp4/],
    ['a playlist that points outside', 'video', 'playlist.mp4', /playlist\.mp4/],
    ['a list of files that points outside', 'video', 'list.mp4', /list\.mp4/],
  ]
  it.each(cases)('%s: one sentence that names node and file', async (_title, kind, path, sentence) => {
    work.write('bad.reelay', fileDocument(kind, path))
    const { code, last, stderr } = await work.reelay('run', 'bad.reelay')
    const failed = (last.failed ?? []) as { node: string; message: string }[]
    const messages = last.event === 'run-finished' ? failed.map(({ message }) => message) : [String(last.message)]
    expect(messages, JSON.stringify(last)).toHaveLength(1)
    expect(messages[0]).toMatch(/The source.*\(source\)/)
    expect(messages[0]).toMatch(sentence)
    expect(messages[0]).not.toContain('\n')
    expect([1, 2]).toContain(code)
    expect(stderr).not.toMatch(/^\s+at /m)
  })
})

describe('pictures of odd sizes', () => {
  it.each([
    ['one pixel', 'dot.png'],
    ['16,384 pixels a side', 'huge.png'],
  ])('%s: works as a start frame, or is refused in one sentence', async (_title, path) => {
    work.write(
      'odd.reelay',
      documentOf(
        'odd',
        [
          node('source', 'file', { kind: 'image', path }),
          node('kit', 'kit'),
          node('image', 'model', { model: 'standin/still', prompt: 'a wall' }),
        ],
        wires('source.image>kit.images', 'kit.references>image.references'),
      ),
    )
    const { code, report } = await work.run('odd.reelay')
    expect(report.failed.length).toBeLessThanOrEqual(1)
    if (report.failed[0]) expect(report.failed[0].message).toMatch(new RegExp(`‘${report.failed[0].node}’.*${path}`))
    expect(code).toBe(report.failed.length)
  })
})

describe('a place that cannot be written', () => {
  it('a file in the way of --out leaves the film in the store', async () => {
    work.write(
      'film.reelay',
      documentOf(
        'film',
        [node('source', 'file', { kind: 'video', path: 'whole.mp4' }), node('film', 'export')],
        wires('source.video>film.sequence'),
      ),
    )
    writeFileSync(work.path('taken'), 'not a folder')
    const { code, stderr, last } = await work.reelay('run', 'film.reelay', '--out', 'taken')
    expect(code).toBe(1)
    expect(stderr).toMatch(/taken.*--out/)
    expect(last.event).toBe('error')
    expect(readFileSync(work.path('taken'), 'utf8')).toBe('not a folder')
    const elsewhere = await work.run('film.reelay', '--out', 'films')
    expect(elsewhere).toMatchObject({ code: 0, report: { ran: [], delivered: [work.path('films/film.mp4')] } })
  })
})

describe('no ffmpeg', () => {
  it('says what to do, and what was made before needs none', async () => {
    const env = { FFMPEG_BIN: work.path('nowhere/ffmpeg') }
    work.write(
      'new.reelay',
      documentOf('new', [node('shot', 'model', { model: 'standin/still', prompt: 'a new shot' })]),
    )
    const ended = await work.start(['run', 'new.reelay'], env).ended
    expect(ended.code).toBe(1)
    const failed = ended.last.failed as { node: string; message: string }[]
    expect(failed).toHaveLength(1)
    expect(failed[0]?.message).toMatch(/‘shot’: .*FFMPEG_BIN/)
    const before = await work.start(['run', 'good.reelay'], env).ended
    expect(before).toMatchObject({ code: 0, last: { ran: [], upToDate: ['sound'] } })
    const doctor = await work.start(['doctor'], env).ended
    expect(doctor.code).toBe(1)
    expect((doctor.last.checks as { name: string; state: string }[]).find(({ name }) => name === 'ffmpeg')?.state).toBe(
      'failed',
    )
    expect((await work.run('new.reelay')).code).toBe(0)
  })
})

describe('a full disk', () => {
  const mounted: string[] = []
  afterEach(() => {
    for (const place of mounted.splice(0)) execFileSync('umount', ['-l', place])
  })
  const small = process.platform === 'linux' && process.getuid?.() === 0
  it.skipIf(!small)(
    `gets one sentence and loses nothing${small ? '' : ' (skipped: only root on Linux can mount a small disk)'}`,
    async () => {
      const full = openWorkspace()
      try {
        mkdirSync(full.data)
        execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=8m', 'tmpfs', full.data])
        mounted.push(full.data)
        full.write('good.reelay', good)
        expect((await full.run('good.reelay')).code).toBe(0)
        full.write(
          'large.reelay',
          documentOf('large', [node('music', 'audio', { ...foley, text: 'sea', duration: 120 })]),
        )
        const { code, last, stderr } = await full.reelay('run', 'large.reelay')
        expect(code).toBe(1)
        const failed = (last.failed ?? []) as { node: string; message: string }[]
        expect(failed, stderr).toHaveLength(1)
        expect(failed[0]?.message).toMatch(/‘music’: .*(disk|space|ENOSPC)/i)
        await nothingLost(full)
        execFileSync('mount', ['-o', 'remount,size=256m', full.data])
        expect((await full.run('large.reelay')).report).toMatchObject({ ran: ['music'], failed: [] })
        await nothingLost(full)
      } finally {
        for (const place of mounted.splice(0)) execFileSync('umount', ['-l', place])
        rmSync(dirname(full.data), { recursive: true, force: true })
      }
    },
  )
})
