import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { countSubmits, newTaskId, openTasks } from './tasks.ts'

const request = { kind: 'video', model: 'standin/animatic', prompt: 'x' } as const

describe('the stand-in’s own book', () => {
  let folder = ''
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'reelay-tasks-'))
  })
  afterEach(() => rmSync(folder, { recursive: true, force: true }))

  it('counts submits by reference, from outside', () => {
    expect(countSubmits(folder)).toEqual({ total: 0, byClientRef: new Map() })
    const tasks = openTasks(folder)
    tasks.add('1', 'a', request, 'none', 0)
    tasks.add('2', 'a', request, 'none', 0)
    tasks.add('3', 'b', request, 'none', 0)
    expect(countSubmits(folder).total).toBe(3)
    expect(countSubmits(folder).byClientRef.get('a')).toBe(2)
    tasks.close()
  })

  it('lets one owner render a task, and another only from the one it saw', () => {
    const tasks = openTasks(folder)
    const id = newTaskId()
    tasks.add(id, 'a', request, 'none', 0)
    expect(tasks.claim(id, 'one', null)).toBe(true)
    expect(tasks.claim(id, 'two', null)).toBe(false)
    expect(tasks.claim(id, 'two', 'one')).toBe(true)
    expect(tasks.finish(id, 'one', 'done', '')).toBe(false)
    expect(tasks.finish(id, 'two', 'done', '')).toBe(true)
    expect(tasks.cancel(id)).toBe(false)
    tasks.close()
  })
})
