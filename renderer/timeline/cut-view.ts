import type { Edge, Instance } from '#shared/graph/document.ts'
import type { NodeId } from '#shared/graph/ids.ts'
import type { Rational } from '#shared/node/media.ts'
import type { CutClip, CutSound } from './cut.ts'
import type { Lane, Lanes } from './lanes.ts'

/** The cut as it stands on the screen, for commands and gestures. */
export interface CutView {
  readonly node: Instance
  readonly lanes: Lanes
  /** Wires into the cut, in document order. */
  readonly edges: readonly Edge[]
  readonly clips: readonly CutClip[]
  readonly sounds: readonly CutSound[]
  /** Of the film. */
  readonly rate: Rational
  readonly film: NodeId | null
  /** Pixels a second. */
  readonly scale: number
}

let view: CutView | null = null

export function setCutView(next: CutView | null): void {
  view = next
}

/** The cut, while one is on the screen. */
export function cutView(): CutView | null {
  return view
}

export type Found =
  | { readonly kind: 'clip'; readonly lane: Lane; readonly index: number; readonly item: CutClip }
  | { readonly kind: 'sound'; readonly lane: Lane; readonly index: number; readonly item: CutSound }

/** A clip or sound by its key. */
export function findItem({ clips, sounds, lanes }: CutView, key: string | null): Found | null {
  const index = clips.findIndex((each) => each.key === key)
  const clip = clips[index]
  if (clip) return { kind: 'clip', lane: lanes.clips, index, item: clip }
  const at = sounds.findIndex((each) => each.key === key)
  const sound = sounds[at]
  return sound && lanes.sounds ? { kind: 'sound', lane: lanes.sounds, index: at, item: sound } : null
}
