import { beforeEach, expect, it, vi } from 'vitest'
import type { RunEvent } from '#shared/ipc/engine-messages.ts'

const { listeners } = vi.hoisted(() => ({ listeners: new Map<string, (event: unknown) => void>() }))
vi.mock('../api.ts', async () => ({
  ApiError: (await import('../api/api-error.ts')).ApiError,
  on: (name: string, listener: (event: unknown) => void) => {
    listeners.set(name, listener)
    return () => {}
  },
  onConnection: () => () => {},
  request: async (name: string) => (name === 'run.list' ? { runs: [] } : { run: { status: 'running' }, events: [] }),
}))

const { runningIds, useRuns, watchRun } = await import('./run-store.ts')
const { useSession } = await import('./session.ts')

function tell(run: string, seq: number): void {
  const event: RunEvent = { event: 'run-started', run, seq, at: 'now', standIn: true, targets: null }
  listeners.get('run')?.(event)
}

beforeEach(() => useSession.setState({ session: 'a' }))

it('a run of the document that was open before is not one of this document', async () => {
  tell('r1', 1)
  expect(useRuns.getState().current).toBe('r1')
  useSession.setState({ session: 'b' })
  tell('r1', 2)
  expect(useRuns.getState()).toMatchObject({ current: null, views: {} })
  expect(runningIds(useRuns.getState())).toEqual([])
  useSession.setState({ session: 'a' })
  await watchRun('r1')
  tell('r1', 3)
  expect(useRuns.getState()).toMatchObject({ current: 'r1', views: { r1: { seq: 3 } } })
})
