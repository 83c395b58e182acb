import { appendFileSync, existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { type PollResult, type Provider, ProviderError } from '../../providers/provider.ts'

type Submit = 'accept' | 'not-sent' | 'refused' | 'reply-lost' | 'request-lost' | 'broken'
type Poll = PollResult | 'transient'
type Download = 'good' | 'unreadable' | 'nothing' | 'broken' | 'disk-full'

/** What the fake provider does, turn by turn; after the last turn it behaves. Serialisable, so that a child process can have it. */
export interface Script {
  readonly id?: string
  readonly submits?: readonly Submit[]
  readonly polls?: readonly Poll[]
  readonly downloads?: readonly Download[]
  /** Absent: there is no lookup. */
  readonly lookup?: 'answers' | 'fails'
  /** Absent: there is no cancel. */
  readonly cancel?: 'stops' | 'too-late' | 'had-finished' | 'fails'
  /** What it says when all is done; absent: nothing. */
  readonly chargedUsd?: number
  readonly estimateUsd?: number
  readonly concurrency?: number
  readonly pollEvery?: number
  readonly missing?: string
  /** Says "running" until the file `release` is there. */
  readonly held?: boolean
}

export interface FakeProvider extends Provider {
  /** Requests that arrived, over all processes that use this folder. */
  arrived(): readonly { readonly ref: string; readonly id: string }[]
  /** Lets held jobs succeed. */
  release(): void
  /** Most jobs under way at once in this process, from submit to the end of polling. */
  readonly most: () => number
}

/** A provider in a folder: what arrived is a file, so that crashes and several processes can be counted. */
export function fakeProvider(folder: string, script: Script): FakeProvider {
  const id = script.id ?? 'fake'
  const log = join(folder, `${id}.log`)
  const released = join(folder, `${id}.release`)
  const turn = { submit: 0, poll: 0, download: 0 }
  const open = new Set<string>()
  const stopped = new Set<string>()
  let most = 0

  const arrived = () =>
    (existsSync(log) ? readFileSync(log, 'utf8') : '')
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => {
        const [ref = '', remote = ''] = line.split(' ')
        return { ref, id: remote }
      })
  const receive = (ref: string): string => {
    const remote = `${id}-${arrived().length + 1}`
    appendFileSync(log, `${ref} ${remote}\n`)
    open.add(remote)
    most = Math.max(most, open.size)
    return remote
  }
  const charge = script.chargedUsd === undefined ? {} : { chargedUsd: script.chargedUsd }

  const poll = (remote: string): PollResult => {
    const said = script.polls?.[turn.poll++]
    if (said === 'transient') throw new ProviderError('transient', 'HTTP 503')
    if (said !== undefined) return said
    if (stopped.has(remote)) return { state: 'cancelled', message: 'cancelled', ...charge }
    if (script.held && !existsSync(released)) return { state: 'running', progress: 0.5 }
    return { state: 'succeeded', files: [{ type: 'video', url: `fake://${remote}` }], ...charge }
  }

  return {
    id,
    title: 'Fake Studio',
    missing: () => script.missing ?? null,
    concurrency: script.concurrency ?? 8,
    pollEvery: script.pollEvery ?? 5,
    arrived,
    release: () => writeFileSync(released, ''),
    most: () => most,
    async submit({ clientRef }) {
      const estimate = script.estimateUsd === undefined ? {} : { estimateUsd: script.estimateUsd }
      switch (script.submits?.[turn.submit++] ?? 'accept') {
        case 'accept':
          return { id: receive(clientRef), ...estimate }
        case 'not-sent':
          throw new ProviderError('not-sent', 'no connection')
        case 'refused':
          throw new ProviderError('refused', 'the prompt breaks the content policy')
        case 'reply-lost':
          receive(clientRef)
          throw new ProviderError('unknown', 'the connection broke')
        case 'request-lost':
          throw new ProviderError('unknown', 'the connection broke')
        case 'broken':
          throw new TypeError('adapter fell over')
      }
    },
    async poll(remote) {
      const result = poll(remote)
      if (result.state !== 'queued' && result.state !== 'running') open.delete(remote)
      return result
    },
    async download(file, path) {
      switch (script.downloads?.[turn.download++] ?? 'good') {
        case 'good':
          return writeFileSync(path, `good ${file.url}`)
        case 'unreadable':
          return writeFileSync(path, '<html>')
        case 'nothing':
          return
        case 'broken':
          throw new ProviderError('transient', 'connection reset')
        case 'disk-full':
          throw Object.assign(new Error('no space left on device'), { code: 'ENOSPC' })
      }
    },
    ...(script.cancel === undefined
      ? {}
      : {
          async cancel(remote: string) {
            if (script.cancel === 'fails') throw new ProviderError('transient', 'HTTP 500')
            if (script.cancel === 'too-late') return { stopped: false, message: 'already completed' }
            if (script.cancel === 'had-finished') writeFileSync(released, '')
            else stopped.add(remote)
            open.delete(remote)
            return { stopped: true, message: 'the task was deleted' }
          },
        }),
    ...(script.lookup === undefined
      ? {}
      : {
          async lookup(ref: string) {
            if (script.lookup === 'fails') throw new ProviderError('transient', 'HTTP 502')
            const found = arrived().find((each) => each.ref === ref)
            return found === undefined ? null : { id: found.id }
          },
        }),
  }
}
