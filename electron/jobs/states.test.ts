import { describe, expect, it } from 'vitest'
import { hasFailed, isLegal, isLive, JOB_STATES, type JobState } from './states.ts'

/** The whole table once more, read from the other end: who may become what. */
const CAME_FROM: Record<JobState, readonly JobState[]> = {
  reserved: [],
  submitting: ['reserved'],
  submitted: ['submitting', 'unknown'],
  'done-remote': ['submitted'],
  stored: ['done-remote'],
  refused: ['submitting', 'submitted'],
  failed: ['submitted', 'done-remote', 'unknown'],
  expired: ['submitted', 'done-remote'],
  cancelled: ['reserved', 'submitting', 'submitted'],
  unknown: ['submitting'],
  abandoned: ['reserved', 'submitting', 'unknown'],
}

describe('job states', () => {
  it.each(JOB_STATES)('%s is reached from its predecessors only', (to) => {
    expect(JOB_STATES.filter((from) => isLegal(from, to))).toEqual(
      JOB_STATES.filter((from) => CAME_FROM[to].includes(from)),
    )
  })

  it('lets a job end from every live state and never start again', () => {
    const live = JOB_STATES.filter(isLive)
    expect(live).toEqual(['reserved', 'submitting', 'submitted', 'done-remote', 'unknown'])
    for (const state of live) expect(JOB_STATES.some((to) => isLegal(state, to) && !isLive(to))).toBe(true)
  })

  it('never leads back to sending', () => {
    const reach = (from: JobState, seen = new Set<JobState>()): Set<JobState> => {
      for (const to of JOB_STATES) {
        if (isLegal(from, to) && !seen.has(to)) reach(to, seen.add(to))
      }
      return seen
    }
    for (const state of JOB_STATES) {
      expect(reach(state).has('reserved')).toBe(false)
      if (state !== 'reserved') expect(reach(state).has('submitting')).toBe(false)
    }
  })

  it('counts as failed what the provider ended without a result', () => {
    expect(JOB_STATES.filter(hasFailed)).toEqual(['refused', 'failed', 'expired'])
  })
})
