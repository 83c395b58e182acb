/** Where a job can be. See `TRANSITIONS` for how it gets there. */
export const JOB_STATES = [
  'reserved',
  'submitting',
  'submitted',
  'done-remote',
  'stored',
  'refused',
  'failed',
  'expired',
  'cancelled',
  'unknown',
  'abandoned',
] as const
export type JobState = (typeof JOB_STATES)[number]

/**
 * Every legal step of a job's life.
 * `submitting` means that the request may have left this machine; only a sure answer leads back from it to "never sent" (`abandoned`).
 * `done-remote` has been paid for; it can only be fetched, or be lost at the provider.
 */
const TRANSITIONS: Readonly<Record<JobState, readonly JobState[]>> = {
  reserved: ['submitting', 'cancelled', 'abandoned'],
  submitting: ['submitted', 'refused', 'cancelled', 'unknown', 'abandoned'],
  submitted: ['done-remote', 'refused', 'failed', 'expired', 'cancelled'],
  'done-remote': ['stored', 'failed', 'expired'],
  unknown: ['submitted', 'failed', 'abandoned'],
  stored: [],
  refused: [],
  failed: [],
  expired: [],
  cancelled: [],
  abandoned: [],
}

/** True where a job in `from` may become `to`. */
export function isLegal(from: JobState, to: JobState): boolean {
  return TRANSITIONS[from].includes(to)
}

/** True until a job has ended: it holds its (key, step), and nothing else may be sent for that. */
export function isLive(state: JobState): boolean {
  return TRANSITIONS[state].length > 0
}

/** Ended without a result by the provider's word: never sent again within its run. */
export type FailedState = 'refused' | 'failed' | 'expired'
export function hasFailed(state: JobState): state is FailedState {
  return state === 'refused' || state === 'failed' || state === 'expired'
}
