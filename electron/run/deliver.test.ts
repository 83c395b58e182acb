import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { registry } from '#nodes/index.ts'
import type { RunSummary } from '#shared/engine/events.ts'
import { zDocument } from '#shared/graph/document.ts'
import type { Value } from '#shared/graph/values.ts'
import type { FfmpegCommand } from '../media/door.ts'
import { deliver, exportNodes } from './deliver.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'reelay-deliver-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const film = (standIn = false): Value => ({
  ...{ type: 'video', digest: 'a'.repeat(64), facts: { format: 'mp4', bytes: 4 } },
  ...(standIn ? { standIn } : {}),
})
const documentOf = (exports: Record<string, string>) =>
  zDocument.parse({
    ...{ reelay: 1, id: 'd', name: 'My film' },
    nodes: [
      ...Object.entries(exports).map(([id, fileName]) => ({ id, type: 'export', params: { fileName } })),
      { id: 'words', type: 'prompt' },
    ],
  })
const commands: FfmpegCommand[] = []
const send = async (exports: Record<string, string>, outputs: Record<string, Value[]>, out = join(folder, 'out')) => {
  commands.length = 0
  const document = documentOf(exports)
  const ffmpeg = {
    run: async (command: FfmpegCommand) => {
      commands.push(command)
      writeFileSync(command.output, 'film')
      return ''
    },
  }
  const host = { cache: { blobs: { path: (digest: string) => join(folder, digest) } }, ffmpeg }
  const summary = { outputs: Object.fromEntries(Object.entries(outputs).map(([id, video]) => [id, { video }])) }
  const nodes = exportNodes(document, registry, null)
  // Only what a delivery reaches of the host and the summary is here.
  const args = { document, file: '/films/sea.reelay', folder: out, nodes, summary: summary as unknown as RunSummary }
  return deliver(host as never, args, new AbortController().signal)
}
const names = () => readdirSync(join(folder, 'out')).sort()

describe('deliver', () => {
  it.each<[string, Record<string, string>, Record<string, Value[]>, string[]]>([
    ['one film is called after the document', { x: '' }, { x: [film()] }, ['sea.mp4']],
    ['several also after their node', { x: '', y: '' }, { x: [film()], y: [film()] }, ['sea-x.mp4', 'sea-y.mp4']],
    ['several of one node are numbered', { x: '' }, { x: [film(), film()] }, ['sea-x-2.mp4', 'sea-x.mp4']],
    ['a name of its own', { x: 'Final cut' }, { x: [film()] }, ['Final cut.mp4']],
    [
      'one name twice, whatever the case',
      { x: 'Cut', y: 'cut' },
      { x: [film()], y: [film()] },
      ['Cut.mp4', 'cut-2.mp4'],
    ],
    ['a name that points elsewhere', { x: '../../etc/passwd' }, { x: [film()] }, ['-..-etc-passwd.mp4']],
    ['a hidden name', { x: '...secret' }, { x: [film()] }, ['secret.mp4']],
    ['a name of nothing legal', { x: ' . ' }, { x: [film()] }, ['sea.mp4']],
    ['control characters', { x: 'a\u0000b\nc' }, { x: [film()] }, ['a-b-c.mp4']],
    ['a device of Windows', { x: 'con' }, { x: [film()] }, ['con-.mp4']],
    ['nothing to deliver', { x: '' }, {}, []],
  ])('%s', async (_, exports, outputs, expected) => {
    mkdirSync(join(folder, 'out'))
    const delivered = await send(exports, outputs)
    expect(names()).toEqual(expected)
    expect(delivered.map(({ path }) => path).sort()).toEqual(expected.map((name) => join(folder, 'out', name)))
  })

  it('shortens a name that no file system takes', async () => {
    await send({ x: '長'.repeat(300) }, { x: [film()] })
    expect(names()[0]).toMatch(/^長+\.mp4$/)
    expect(Buffer.byteLength(names()[0] ?? '')).toBeLessThan(200)
  })

  it('says in the file where stand-ins took part', async () => {
    const [delivered] = await send({ x: '' }, { x: [film(true)] })
    expect(delivered?.standIn).toBe(true)
    expect(commands[0]?.outputOptions.join(' ')).toContain('stand-in material')
    await send({ x: '' }, { x: [film()] })
    expect(commands[0]?.outputOptions.join(' ')).not.toContain('stand-in')
  })

  it('replaces what was delivered before, whole', async () => {
    mkdirSync(join(folder, 'out'))
    writeFileSync(join(folder, 'out', 'sea.mp4'), 'older')
    await send({ x: '' }, { x: [film()] })
    expect(readFileSync(join(folder, 'out', 'sea.mp4'), 'utf8')).toBe('film')
    expect(names()).toEqual(['sea.mp4'])
  })

  it('says where it cannot write, and leaves nothing half done', async () => {
    const taken = join(folder, 'taken')
    writeFileSync(taken, 'a file')
    await expect(send({ x: '' }, { x: [film()] }, taken)).rejects.toThrow(/folder .*taken cannot be made .*--out/)
    mkdirSync(join(folder, 'out', 'sea.mp4'), { recursive: true })
    await expect(send({ x: '' }, { x: [film()] })).rejects.toThrow(
      /could not be written to .*sea\.mp4 .*safe in the store/,
    )
    expect(names()).toEqual(['sea.mp4'])
  })
})

it('exportNodes are those that deliver, of the targets only', () => {
  const document = documentOf({ x: '', y: '' })
  expect(exportNodes(document, registry, null)).toEqual(['x', 'y'])
  expect(exportNodes(document, registry, ['y', 'words'])).toEqual(['y'])
})
