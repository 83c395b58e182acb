import { z } from 'zod'
import { create } from 'zustand'
import { type NodeId, zNodeId } from '#shared/graph/ids.ts'
import type { Rational } from '#shared/node/media.ts'
import type { Scopes } from '../store/scope.ts'
import { useSession } from '../store/session.ts'
import { useUi } from '../store/ui-store.ts'
import { type Choice, type Look, type Sight, zChoice, zLook } from './looks.ts'
import { frameAt } from './timecode.ts'
import { load, seek } from './transport.ts'
import { operate, useTransport } from './transport-store.ts'
import { FIT } from './zoom.ts'

/** Slots that hold a node each, by the digit keys. */
export const SLOTS = [1, 2, 3, 4, 5, 6, 7, 8, 9] as const

const zSection = z.enum(['takes', 'history', 'facts'])
export type Section = z.infer<typeof zSection>
const zCompare = z.enum(['off', 'wipe', 'side', 'difference'])
export type Compare = z.infer<typeof zCompare>

/** What a reload brings back. */
const zKept = z.object({
  last: zNodeId.nullable(),
  slot: z.int().nullable(),
  slots: z.record(z.string(), zNodeId),
  choices: z.record(zNodeId, zChoice),
  compare: zCompare,
  second: zLook.nullable(),
  divider: z.number().min(0).max(1),
  heard: z.enum(['a', 'b']),
  section: zSection,
  volume: z.number().min(0).max(1),
  muted: z.boolean(),
  zoom: z.object({ scale: z.number().nullable(), x: z.number(), y: z.number() }),
  playhead: z
    .object({
      node: zNodeId,
      frame: z.int(),
      markIn: z.int().nullable(),
      markOut: z.int().nullable(),
      loop: z.boolean(),
      pace: z.number(),
    })
    .nullable(),
})
type Kept = z.infer<typeof zKept>

/** What is on screen now, for commands. */
export interface Seen {
  readonly node: NodeId
  readonly sight: Sight | null
  /** Of the work item that is seen; null for a node without takes. */
  readonly baseKey: string | null
  readonly takes: number
  readonly pick: number
  readonly isClip: boolean
  readonly isPicture: boolean
}

interface ViewerState extends Readonly<Kept> {
  readonly seen: Seen | null
  /** The reason for a rejection is being asked. */
  readonly rejecting: boolean
}

export const viewerScopes: Scopes<ViewerState> = {
  last: 'session',
  slot: 'session',
  slots: 'session',
  choices: 'session',
  compare: 'session',
  second: 'session',
  divider: 'session',
  heard: 'session',
  section: 'session',
  volume: 'session',
  muted: 'session',
  zoom: 'session',
  playhead: 'session',
  seen: 'session',
  rejecting: 'session',
}

const START: ViewerState = {
  last: null,
  slot: null,
  slots: {},
  choices: {},
  compare: 'off',
  second: null,
  divider: 0.5,
  heard: 'a',
  section: 'takes',
  volume: 1,
  muted: false,
  zoom: FIT,
  playhead: null,
  seen: null,
  rejecting: false,
}

export const useViewer = create<ViewerState>(() => START)

/** The node that the viewer shows: of the slot, else the one that is selected, else the last one that was. */
export function shownNode({ slot, slots, last }: Pick<ViewerState, 'slot' | 'slots' | 'last'>): NodeId | null {
  return (slot === null ? undefined : slots[slot]) ?? last
}

export function choose(node: NodeId, choice: Choice | null): void {
  useViewer.setState(({ choices: { [node]: _, ...others } }) => ({
    choices: choice ? { ...others, [node]: choice } : others,
    rejecting: false,
  }))
}

/** Compares what is seen with another output; without one, with what was compared last. */
export function compareWith(second: Look | null, compare: Exclude<Compare, 'off'>): void {
  useViewer.setState((state) => ({ compare, second: second ?? state.second }))
}

/** The node whose clip the transport has. */
let loaded: NodeId | null = null

/** The moment at which a clip is to stand as soon as it comes on screen. */
let awaited: { readonly node: NodeId; readonly seconds: number } | null = null

/** Shows a node's output at a moment of it, whatever is selected. */
export function showAt(node: NodeId, seconds: number): void {
  useViewer.setState({ last: node, slot: null })
  if (loaded === node) operate((now) => seek(now, frameAt(seconds, now.rate)))
  else awaited = { node, seconds }
}

/** A clip comes on screen; after a reload it stands where it stood. */
export function loadClip(node: NodeId, rate: Rational, frames: number): void {
  const { playhead } = useViewer.getState()
  if (playhead?.node === node) {
    const { node: _, ...place } = playhead
    operate((now) => load({ ...load(now, rate, frames, false), ...place }, rate, frames, true))
    useViewer.setState({ playhead: null })
  } else operate((now) => load(now, rate, frames, loaded === node))
  if (awaited?.node === node) {
    const { seconds } = awaited
    operate((now) => seek(now, frameAt(seconds, rate)))
  }
  awaited = null
  loaded = node
}

useUi.subscribe(({ selection }, before) => {
  if (selection === before.selection || selection.size !== 1) return
  const [node] = selection
  if (node !== undefined) useViewer.setState({ last: node, rejecting: false })
})

/** Where a reload finds what was seen, with the session it belongs to. */
const KEPT = 'reelay.viewer'

function keep(): void {
  const { session } = useSession.getState()
  const { seen, rejecting: _, ...kept } = useViewer.getState()
  const node = seen?.node ?? null
  const { frame, markIn, markOut, loop, pace } = useTransport.getState().transport
  const playhead = node === null ? null : { node, frame, markIn, markOut, loop, pace }
  sessionStorage.setItem(KEPT, JSON.stringify({ session, view: { ...kept, playhead } }))
}

const zStored = z.object({ session: z.string(), view: zKept })

function kept(session: string): Kept | null {
  try {
    const stored = zStored.safeParse(JSON.parse(sessionStorage.getItem(KEPT) ?? 'null'))
    return stored.success && stored.data.session === session ? stored.data.view : null
  } catch {
    return null
  }
}

useSession.subscribe(({ session }, before) => {
  if (session === before.session) return
  awaited = null
  loaded = null
  const { volume, muted } = useViewer.getState()
  useViewer.setState({ ...START, volume, muted, ...(session === null ? {} : kept(session)) })
})

// Modules are also read by tests outside any page.
if (typeof window !== 'undefined') window.addEventListener('pagehide', keep)
