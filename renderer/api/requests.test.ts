import { describe, expect, it } from 'vitest'
import { createRequests } from './requests.ts'
import type { Transport, TransportEvents } from './transport.ts'

/** A transport whose other end the test plays. */
function fakeTransport() {
  const sent: { id: number; m: string; p: unknown }[] = []
  const opened: TransportEvents[] = []
  const transport: Transport = {
    open: (events) => void opened.push(events),
    send: (text) => void sent.push(JSON.parse(text)),
    pathOf: () => null,
  }
  const host = () => {
    const [events] = opened
    if (!events) throw new Error('Nothing has opened the transport.')
    return events
  }
  return { transport, sent, opened, host, say: (message: object) => host().message(JSON.stringify(message)) }
}

describe('requests', () => {
  it('open the transport once, wait for it, and are answered by their ids in any order', async () => {
    const { transport, sent, opened, host, say } = fakeTransport()
    const { request } = createRequests(transport)
    const first = request('run.cancel', { run: 'a' })
    const second = request('run.cancel', { run: 'b' })
    expect([opened.length, sent.length]).toEqual([1, 0])
    host().opened()
    expect(sent.map(({ m, p }) => [m, p])).toEqual([
      ['run.cancel', { run: 'a' }],
      ['run.cancel', { run: 'b' }],
    ])
    say({ id: sent[1]?.id, answer: { ok: true, value: { cancelled: false } } })
    say({ id: sent[0]?.id, answer: { ok: true, value: { cancelled: true } } })
    expect(await Promise.all([first, second])).toEqual([{ cancelled: true }, { cancelled: false }])
  })

  it('that are refused reject with the code and the sentence of the host', async () => {
    const { transport, sent, host, say } = fakeTransport()
    const { request } = createRequests(transport)
    const asked = request('document.save', { session: 's' })
    host().opened()
    say({ id: sent[0]?.id, answer: { ok: false, error: { code: 'no-path', message: 'It has no file.' } } })
    await expect(asked).rejects.toMatchObject({ code: 'no-path', message: 'It has no file.' })
  })

  it('that were under way when the host was lost are not sent again; what comes after is', async () => {
    const { transport, sent, host, say } = fakeTransport()
    const { request, onConnection } = createRequests(transport)
    const told: boolean[] = []
    const end = onConnection((connected) => told.push(connected))
    const lost = request('run.cancel', { run: 'a' })
    host().opened()
    host().closed()
    await expect(lost).rejects.toMatchObject({ code: 'offline' })
    const later = request('run.cancel', { run: 'b' })
    expect(sent).toHaveLength(1)
    host().opened()
    expect(sent.map(({ p }) => p)).toEqual([{ run: 'a' }, { run: 'b' }])
    say({ id: sent[1]?.id, answer: { ok: true, value: { cancelled: true } } })
    await later
    end()
    host().closed()
    expect(told).toEqual([true, false, true])
  })
})

describe('events', () => {
  it('reach those who listen to their name, until they stop', () => {
    const { transport, host, say } = fakeTransport()
    const { on, request } = createRequests(transport)
    const heard: string[] = []
    const end = on('command', ({ id }) => heard.push(id))
    void request('run.cancel', { run: 'a' })
    host().opened()
    say({ e: 'command', p: { id: 'save' } })
    say({ e: 'plan.changed', p: { session: 's', revision: 1 } })
    end()
    say({ e: 'command', p: { id: 'undo' } })
    expect(heard).toEqual(['save'])
  })
})
