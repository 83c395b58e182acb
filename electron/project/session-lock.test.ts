import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { newDocument, newInstance } from '#shared/graph/new-document.ts'
import { defineNode } from '#shared/node/define.ts'
import { editProject } from './edit-project.ts'
import { openProject, saveProject } from './project-file.ts'
import { lockProject, type ProjectLock } from './session-lock.ts'

let folder = ''
let locks = ''
let path = ''
const open: ProjectLock[] = []
const children: ChildProcess[] = []

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'reelay-lock-'))
  locks = join(folder, 'sessions')
  path = join(folder, 'film.reelay')
})
afterEach(() => {
  for (const lock of open.splice(0)) lock.release()
  for (const child of children.splice(0)) child.kill('SIGKILL')
  rmSync(folder, { recursive: true, force: true })
})

async function lock(file = path, options: Parameters<typeof lockProject>[2] = {}): Promise<ProjectLock> {
  const taken = await lockProject(locks, file, options)
  open.push(taken)
  return taken
}
async function otherProcess(): Promise<ChildProcess> {
  const child = spawn(process.execPath, [join(import.meta.dirname, 'testing', 'hold-lock.ts'), locks, path], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  children.push(child)
  const [said] = await once(child.stdout, 'data')
  expect(String(said)).toBe('held\n')
  return child
}

describe('lockProject', () => {
  it('is held by one session at a time', async () => {
    const first = await lock()
    const second = await lock()
    expect([first.held, second.held]).toEqual([true, false])
    first.release()
    expect(first.held).toBe(false)
    expect((await lock()).held).toBe(true)
  })

  it('is one lock for every name of a file, and another for another file', async () => {
    writeFileSync(path, '')
    mkdirSync(join(folder, 'sub'))
    symlinkSync(path, join(folder, 'link.reelay'))
    expect((await lock()).held).toBe(true)
    expect((await lock(join(folder, 'link.reelay'))).held).toBe(false)
    expect((await lock(join(folder, 'sub', '..', 'film.reelay'))).held).toBe(false)
    expect((await lock(join(folder, 'other.reelay'))).held).toBe(true)
  })

  it('waits for the one before', async () => {
    const first = await lock()
    const second = lock(path, { waitMs: 60_000 })
    first.release()
    expect((await second).held).toBe(true)
  })

  it('dies with its process', async () => {
    const child = await otherProcess()
    const mine = await lock()
    expect(mine.held).toBe(false)
    child.kill('SIGKILL')
    await once(child, 'exit')
    expect(await mine.takeOver()).toBe(true)
    expect(mine.held).toBe(true)
  })

  it('is taken over from an editor once that has saved', async () => {
    const log: string[] = []
    const editor = await lock(path, {
      onTakenOver: async () => {
        log.push(`asked, held: ${editor.held}`)
        await Promise.resolve()
        log.push('saved')
      },
    })
    const other = await lock()
    expect(await other.takeOver()).toBe(true)
    expect(log).toEqual(['asked, held: true', 'saved'])
    expect([editor.held, other.held]).toEqual([false, true])
  })

  it('is kept by an editor that cannot save, and by a command', async () => {
    const editor = await lock(path, { onTakenOver: () => Promise.reject(new Error('disk full')) })
    const other = await lock()
    expect(await other.takeOver(200)).toBe(false)
    expect([editor.held, other.held]).toEqual([true, false])
    editor.release()
    const command = await lock()
    expect(await other.takeOver(200)).toBe(false)
    expect(command.held).toBe(true)
  })

  it('says so where the data folder is none', async () => {
    mkdirSync(locks)
    const first = await lock()
    first.release()
    rmSync(locks, { recursive: true })
    writeFileSync(locks, '')
    await expect(lockProject(locks, path)).rejects.toThrow(locks)
  })
})

describe('editProject', () => {
  const note = defineNode({
    type: 'note',
    schema: 1,
    behaviour: 1,
    title: 'Note',
    summary: '',
    icon: 'note',
    category: 'note',
    docs: '',
    params: {},
    inputs: {},
    outputs: {},
    behave: { kind: 'inert' },
  })
  const registry = new Map([[note.type, note]])
  const edit = (change: Parameters<typeof editProject>[0]['change'], waitMs?: number) =>
    editProject({ path, registry, locks, change, ...(waitMs === undefined ? {} : { waitMs }) })
  beforeEach(() => saveProject(path, newDocument('doc', 'Film'), { expectedDigest: null }))

  it('keeps every edit of commands that run at once', async () => {
    const ids = ['a', 'b', 'c', 'd', 'e']
    await Promise.all(ids.map((id) => edit(() => [{ kind: 'add-node', node: newInstance(note, id) }], 60_000)))
    const { document } = await openProject(path, registry)
    expect(document.nodes.map((node) => node.id).sort()).toEqual(ids)
  })

  it('writes nothing for an edit that changes nothing', async () => {
    expect(await edit(() => [{ kind: 'rename-document', name: 'Film' }])).toMatchObject({ written: false })
  })

  it('refuses while another session holds the project', async () => {
    const editor = await lock()
    await expect(edit(() => [], 0)).rejects.toMatchObject({ code: 'locked', message: expect.stringContaining(path) })
    editor.release()
    expect(await edit(() => [{ kind: 'rename-document', name: 'Other' }], 0)).toMatchObject({ written: true })
  })

  it('saves nothing where an edit is refused or the change throws, and lets go', async () => {
    await expect(
      edit(() => [
        { kind: 'rename-document', name: 'Other' },
        { kind: 'remove-node', node: 'gone' },
      ]),
    ).rejects.toMatchObject({ code: 'refused', message: expect.stringContaining('‘gone’') })
    const thrown = new Error('no such param')
    await expect(edit(() => Promise.reject(thrown))).rejects.toBe(thrown)
    expect((await openProject(path, registry)).document.name).toBe('Film')
    expect((await lock()).held).toBe(true)
  })
})
