import { create } from 'zustand'
import type { NodeId } from '#shared/graph/ids.ts'
import type { Scopes } from '../store/scope.ts'
import { useSession } from '../store/session.ts'

interface PlayheadState {
  /** The cut that it stands in; null: it was not moved yet. */
  readonly cut: NodeId | null
  /** The film that the cut becomes, whose picture this moment is one of; null: there is none below it. */
  readonly film: NodeId | null
  /** Seconds of the film. */
  readonly seconds: number
  /** Counts the times that a person put it somewhere: what follows it goes there. */
  readonly moved: number
}

export const playheadScopes: Scopes<PlayheadState> = {
  cut: 'session',
  film: 'session',
  seconds: 'session',
  moved: 'session',
}

const START: PlayheadState = { cut: null, film: null, seconds: 0, moved: 0 }

/** Where a person looks in the film. The viewer may follow it. */
export const usePlayhead = create<PlayheadState>(() => START)

/** A person puts the playhead somewhere. */
export function putPlayhead(cut: NodeId, film: NodeId | null, seconds: number): void {
  usePlayhead.setState(({ moved }) => ({ cut, film, seconds, moved: moved + 1 }))
}

useSession.subscribe((state, before) => {
  if (state.session !== before.session) usePlayhead.setState(START)
})
