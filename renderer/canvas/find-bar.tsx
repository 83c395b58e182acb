import { ChevronDown, ChevronUp, X } from 'lucide-react'
import { useDeferredValue, useEffect, useMemo, useRef, useState } from 'react'
import { registry } from '#nodes/index.ts'
import { nodeOf } from '../store/document-index.ts'
import { documents, useDocument } from '../store/document-store.ts'
import { modelEntry, useModels } from '../store/models-store.ts'
import { select } from '../store/ui-store.ts'
import { canvas } from '../strings/canvas.ts'
import { middleOf } from './box.ts'
import { useCanvas } from './canvas-store.ts'
import { boxOf } from './card-box.ts'
import { findNodes } from './find.ts'
import { canvasView } from './view.ts'

/** The search over the nodes: Enter goes from hit to hit, Escape ends at the last one. */
export function FindBar() {
  const finding = useCanvas((state) => state.finding)
  return finding ? <Bar /> : null
}

function Bar() {
  const field = useRef<HTMLInputElement>(null)
  const [query, setQuery] = useState('')
  const [at, setAt] = useState(0)
  const wanted = useDeferredValue(query)
  const document = useDocument((current) => current)
  const hits = useMemo(
    () => findNodes(document, registry, wanted, (model) => modelEntry(useModels.getState(), model)?.title),
    [document, wanted],
  )
  const index = hits.length === 0 ? 0 : at % hits.length
  const shown = hits[index]
  useEffect(() => field.current?.focus(), [])
  useEffect(() => {
    const current = documents.document()
    const node = shown === undefined ? undefined : nodeOf(current, shown)
    if (!node) return
    select([node.id])
    canvasView()?.centre(middleOf(boxOf(current, node)))
  }, [shown])

  const go = (by: 1 | -1) => setAt(hits.length === 0 ? 0 : (index + by + hits.length) % hits.length)
  const close = () => {
    useCanvas.setState({ finding: false })
    if (shown !== undefined) requestAnimationFrame(() => canvasView()?.focus(shown))
  }
  return (
    <search className="find-bar">
      <input
        ref={field}
        className="field"
        type="text"
        aria-label={canvas.find.label}
        placeholder={canvas.find.placeholder}
        value={query}
        onChange={(event) => {
          setQuery(event.target.value)
          setAt(0)
        }}
        onKeyDown={(event) => {
          if (event.key === 'Enter') go(event.shiftKey ? -1 : 1)
          else if (event.key === 'Escape') close()
          else return
          event.preventDefault()
        }}
      />
      <output className="find-hits">{query.trim() !== '' && canvas.find.hits(index + 1, hits.length)}</output>
      <button
        type="button"
        className="button icon"
        aria-label={canvas.find.previous}
        title={canvas.find.previous}
        onClick={() => go(-1)}
      >
        <ChevronUp size={16} aria-hidden />
      </button>
      <button
        type="button"
        className="button icon"
        aria-label={canvas.find.next}
        title={canvas.find.next}
        onClick={() => go(1)}
      >
        <ChevronDown size={16} aria-hidden />
      </button>
      <button
        type="button"
        className="button icon"
        aria-label={canvas.find.close}
        title={canvas.find.close}
        onClick={close}
      >
        <X size={16} aria-hidden />
      </button>
    </search>
  )
}
