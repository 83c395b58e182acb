/**
 * Work that could not be done, in a sentence a person can act on.
 * - `failed`: it was tried and did not succeed, or cannot be tried as it is.
 * - `budget`: a cap stopped it before anything was sent.
 * - `waiting`: only a person can say how it goes on.
 * - `cancelled`: it was stopped; the message says what still runs and is billed.
 */
export class WorkError extends Error {
  readonly outcome: 'failed' | 'budget' | 'waiting' | 'cancelled'
  constructor(outcome: WorkError['outcome'], message: string, options?: { cause?: unknown }) {
    super(message, options)
    this.name = 'WorkError'
    this.outcome = outcome
  }
}
