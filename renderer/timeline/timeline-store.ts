import { create } from 'zustand'
import type { NodeId } from '#shared/graph/ids.ts'
import type { Scopes } from '../store/scope.ts'
import { useSession } from '../store/session.ts'

interface TimelineState {
  /** The cut that was picked in the header. */
  readonly cut: NodeId | null
  /** Key of the selected clip or sound. */
  readonly item: string | null
  /** Pixels a second; null: the whole film fits. */
  readonly zoom: number | null
  /** What is open beside the selected item. */
  readonly open: 'settings' | 'models' | null
}

export const timelineScopes: Scopes<TimelineState> = {
  cut: 'session',
  item: 'session',
  zoom: 'session',
  open: 'session',
}

const START: TimelineState = { cut: null, item: null, zoom: null, open: null }

/** What the timeline shows and what in it is selected. */
export const useTimeline = create<TimelineState>(() => START)

useSession.subscribe((state, before) => {
  if (state.session !== before.session) useTimeline.setState(START)
})
