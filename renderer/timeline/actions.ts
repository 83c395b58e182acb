import { canvasView } from '../canvas/view.ts'
import { edit } from '../commands/connect.ts'
import { nodeOf } from '../store/document-index.ts'
import { documents } from '../store/document-store.ts'
import { say } from '../store/messages.ts'
import { select } from '../store/ui-store.ts'
import { timelineStrings as t } from '../strings/timeline.ts'
import { nudgeEdits, orderEdits, removeEdits } from './cut-edits.ts'
import { type CutView, cutView, type Found, findItem } from './cut-view.ts'
import { originOf } from './shown-shots.ts'
import { useTimeline } from './timeline-store.ts'
import type { Edge } from './trim.ts'

/** The selected clip or sound with the cut it is in; null where none is. */
export function selectedItem(): { readonly view: CutView; readonly found: Found } | null {
  const view = cutView()
  const found = view && findItem(view, useTimeline.getState().item)
  return view && found ? { view, found } : null
}

/** Puts the keyboard where the selected item is drawn. */
function focusItem(key: string): void {
  requestAnimationFrame(() => {
    const button = document.querySelector<HTMLElement>(`[data-item="${CSS.escape(key)}"]`)
    button?.focus({ preventScroll: true })
    button?.scrollIntoView({ block: 'nearest', inline: 'nearest' })
  })
}

/** Selects an item and the node that its shot comes from, which comes into sight on the canvas. */
export function selectItem(found: Found): void {
  const origin = originOf(documents.document(), found)
  useTimeline.setState({ item: found.item.key, open: null })
  select([origin])
  canvasView()?.show(origin)
}

/** Goes from an item to its shot on the canvas, with the keyboard. */
export function revealItem(found: Found): void {
  selectItem(found)
  canvasView()?.focus(originOf(documents.document(), found))
}

/** Shows what stands in the cut in the viewer. */
export function viewItem(found: Found): void {
  useTimeline.setState({ item: found.item.key, open: null })
  select([found.item.node])
  document.querySelector<HTMLElement>('[data-region="viewer"]')?.focus()
}

/** Selects the clip before or after the selected one; the first where none is. */
export function stepItem(by: 1 | -1): void {
  const view = cutView()
  if (!view) return
  const { item } = useTimeline.getState()
  const all = [...view.clips, ...view.sounds]
  const at = all.findIndex(({ key }) => key === item)
  const next = all[at < 0 ? 0 : Math.max(0, Math.min(all.length - 1, at + by))]
  const found = next && findItem(view, next.key)
  if (!found) return
  selectItem(found)
  focusItem(found.item.key)
}

/** Moves a clip before another, or says why not. */
export function moveTo(view: CutView, found: Found, to: number): void {
  const edits = orderEdits(view, found.index, to)
  if (edits === 'list') say.refused(t.listMoves(titleOf(found)))
  else edit(edits)
}

/** Moves the selected clip by one place. */
export function moveItem(by: 1 | -1): void {
  const chosen = selectedItem()
  if (chosen?.found.kind !== 'clip') return
  moveTo(chosen.view, chosen.found, by > 0 ? chosen.found.index + 2 : chosen.found.index - 1)
  focusItem(chosen.found.item.key)
}

/** Moves an end of the selected item by a frame; presses in a row are one step of undo. */
export function nudge(end: Edge, frames: number): void {
  const chosen = selectedItem()
  if (!chosen) return
  const { view, found } = chosen
  edit(nudgeEdits(view, found, end, frames), `nudge:${view.node.id}:${found.item.key}:${end}`)
}

/** Takes the selected item out of the cut; the one beside it is selected. */
export function removeItem(): void {
  const chosen = selectedItem()
  if (!chosen) return
  const { view, found } = chosen
  if (!found.item.single) {
    say.refused(t.listRemoves(titleOf(found)))
    return
  }
  const lane = found.kind === 'clip' ? view.clips : view.sounds
  const beside = lane[found.index + 1] ?? lane[found.index - 1]
  edit(removeEdits(view, found))
  useTimeline.setState({ item: beside?.key ?? null, open: null })
  if (beside) focusItem(beside.key)
}

function titleOf({ item }: Found): string {
  return nodeOf(documents.document(), item.node)?.title || item.node
}
