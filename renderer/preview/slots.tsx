import { nodeOf } from '../store/document-index.ts'
import { useDocument } from '../store/document-store.ts'
import { preview } from '../strings/preview.ts'
import { SLOTS, useViewer } from './viewer-store.ts'

/** The slots that hold a node; the one that is shown lets the viewer follow the selection again when it is pressed. */
export function Slots() {
  const slots = useViewer((state) => state.slots)
  const shown = useViewer((state) => state.slot)
  const document = useDocument((now) => now)
  const held = SLOTS.flatMap((slot) => {
    const id = slots[slot]
    const node = id === undefined ? undefined : nodeOf(document, id)
    return node ? [{ slot, title: node.title || node.id }] : []
  })
  if (held.length === 0) return null
  return (
    // biome-ignore lint/a11y/useSemanticElements: buttons, no form
    <span className="viewer-slots" role="group" aria-label={preview.slots.label}>
      {held.map(({ slot, title }) => {
        const isShown = slot === shown
        const label = isShown ? preview.slots.following : preview.slots.show(slot, title)
        return (
          <button
            key={slot}
            type="button"
            className="viewer-slot"
            aria-pressed={isShown}
            aria-label={preview.slots.show(slot, title)}
            title={label}
            onClick={() => useViewer.setState({ slot: isShown ? null : slot })}
          >
            {slot}
          </button>
        )
      })}
    </span>
  )
}
