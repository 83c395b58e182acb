import { describe, expect, it } from 'vitest'
import type { ExecuteHost, TempFolder } from './execute-host.ts'
import { createInFlight } from './in-flight.ts'
import type { Args } from './resolve.ts'
import { runContext } from './run-context.ts'
import { deferred } from './testing/deferred.ts'
import { createMemoryBlobs, createMemoryCache } from './testing/memory-cache.ts'
import { sha } from './testing/rig.ts'

const setUp = () => {
  const cache = createMemoryCache()
  const blobs = createMemoryBlobs()
  const clock = { now: () => 0, sleep: () => Promise.resolve() }
  const imported: string[] = []
  const host = {
    ...{ cache, blobs, clock, hash: sha, toolchain: {}, inFlight: createInFlight(cache, clock) },
    media: { probe: () => Promise.resolve({ format: 'mp4', bytes: 3 }) },
    importFile: async (digest: string) => void imported.push(digest),
    // Only what a context reaches is here.
  } as unknown as ExecuteHost
  const held: string[] = []
  let files = 0
  const contextOf = (signal = new AbortController().signal) => {
    const temp: TempFolder = { path: '/t', file: (extension) => `/t/${++files}.${extension}`, remove: async () => {} }
    return runContext(
      host,
      {} as Args,
      temp,
      signal,
      () => {},
      () => {},
      (digest) => held.push(digest),
    )
  }
  const write = async (path: string) => blobs.write(path, 'content')
  return { cache, blobs, imported, held, contextOf, write }
}

describe('memo', () => {
  it('keeps what it gave from being pruned while the execution lasts', async () => {
    const { contextOf, write, held, cache } = setUp()
    await contextOf().memo('step', { of: 'a' }, 'mp4', async (output) => void (await write(output)))
    expect(held).toEqual([cache.rows()[0]?.outputs.file?.[0]?.digest])
  })

  it('makes a step once per name, fingerprint and extension', async () => {
    const { contextOf, write } = setUp()
    const context = contextOf()
    const made: string[] = []
    const ask = (name: string, of: string, extension = 'mp4') =>
      context.memo(name, { of }, extension, async (output) => {
        made.push(`${name} ${of} ${extension}`)
        await write(output)
      })
    const paths = [
      await ask('cut', 'a'),
      await ask('cut', 'a'),
      await ask('cut', 'b'),
      await ask('join', 'a'),
      await ask('cut', 'a', 'mov'),
    ]
    expect(made).toEqual(['cut a mp4', 'cut b mp4', 'join a mp4', 'cut a mov'])
    expect(new Set(paths)).toEqual(new Set([`memory:${sha('content')}`]))
  })

  it('is shared while it is made, and a failure is not kept', async () => {
    const { contextOf, write } = setUp()
    let made = 0
    const make = async (output: string) => {
      if (++made === 1) throw new Error('no')
      await write(output)
    }
    const ask = () => contextOf().memo('cut', {}, 'mp4', make)
    const first = await Promise.allSettled([ask(), ask()])
    expect(first.map(({ status }) => status)).toEqual(['rejected', 'rejected'])
    await Promise.all([ask(), ask()])
    expect(made).toBe(2)
  })

  it('is made anew for who still wants it when its maker is stopped', async () => {
    const { cache, contextOf, write } = setUp()
    const controller = new AbortController()
    const begun = deferred()
    const first = contextOf(controller.signal).memo('cut', {}, 'mp4', async () => {
      begun.resolve()
      await new Promise((_, reject) => controller.signal.addEventListener('abort', () => reject(new Error('killed'))))
    })
    await begun.promise
    const second = contextOf().memo('cut', {}, 'mp4', write)
    controller.abort(new Error('stop'))
    await expect(first).rejects.toThrow()
    expect(await second).toBe(`memory:${sha('content')}`)
    expect(cache.claimed()).toEqual([])
  })

  it('does not leave before what it makes has stopped', async () => {
    const { contextOf, write } = setUp()
    const controller = new AbortController()
    const begun = deferred()
    const ended = deferred()
    let left = false
    const first = contextOf(controller.signal)
      .memo('cut', {}, 'mp4', async () => {
        begun.resolve()
        await ended.promise
        throw new Error('killed')
      })
      .catch(() => {
        left = true
      })
    await begun.promise
    const second = contextOf().memo('cut', {}, 'mp4', write)
    controller.abort(new Error('stop'))
    await new Promise((resolve) => setImmediate(resolve))
    expect(left).toBe(false)
    ended.resolve()
    await Promise.all([first, second])
    expect(left).toBe(true)
  })
})

it('keep stores a finished file with its facts; value imports an input file and probes the stored copy', async () => {
  const { blobs, imported, contextOf } = setUp()
  const context = contextOf()
  const path = context.tempFile('mp4')
  blobs.write(path, 'film')
  const digest = sha('film')
  const stored = { type: 'video', digest, facts: { format: 'mp4', bytes: 3 } }
  expect(await context.keep(path, 'video')).toEqual(stored)
  expect(await context.value(digest, 'video')).toEqual(stored)
  expect(imported).toEqual([digest])
  expect(await context.open(digest)).toBe(`memory:${digest}`)
})
