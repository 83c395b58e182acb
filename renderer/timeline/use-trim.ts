import { type PointerEvent, useState } from 'react'
import { edit } from '../commands/connect.ts'
import { documents } from '../store/document-store.ts'
import { followPointer } from '../ui/follow-pointer.ts'
import { startEdits, trimEdits } from './cut-edits.ts'
import { type CutView, cutView, type Found, findItem } from './cut-view.ts'
import { useTimeline } from './timeline-store.ts'
import type { Edge } from './trim.ts'

/** What is being dragged: an end of an item, or a sound along the film. */
export interface Moving {
  readonly key: string
  readonly what: Edge | 'start'
}

/**
 * Drags that change one item's settings, each one step of undo; Escape takes it back. The scale stands still meanwhile, so that the
 * film does not shrink away under the pointer.
 */
export function useTrim(disabled: boolean) {
  const [moving, setMoving] = useState<Moving | null>(null)
  const start = (event: PointerEvent, { scale }: CutView, { item }: Found, what: Moving['what']) => {
    if (disabled) return
    event.stopPropagation()
    const { zoom } = useTimeline.getState()
    const from = what === 'start' ? ('start' in item ? item.start : 0) : item[what]
    const finish = (end: () => void) => {
      end()
      setMoving(null)
      useTimeline.setState({ zoom })
    }
    followPointer(event, {
      begin: () => {
        documents.begin()
        setMoving({ key: item.key, what })
        useTimeline.setState({ zoom: scale, item: item.key, open: null })
      },
      move: (dx) => {
        const view = cutView()
        const found = view && findItem(view, item.key)
        if (!view || !found) return
        const wanted = from + dx / scale
        edit(what === 'start' ? startEdits(view, found, wanted) : trimEdits(view, found, what, wanted))
      },
      end: () => finish(documents.commit),
      cancel: () => finish(documents.bail),
    })
  }
  return { moving, start }
}
