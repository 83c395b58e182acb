import { edit } from '../commands/connect.ts'
import { useSession } from '../store/session.ts'
import { canvas } from '../strings/canvas.ts'
import { useCanvas } from './canvas-store.ts'
import { TextField } from './text-field.tsx'
import { canvasView } from './view.ts'

/** The title of a node on its card; a double click or F2 writes it. */
export function CardTitle({ id, own, shown }: { id: string; own: string; shown: string }) {
  const writing = useCanvas((state) => state.writing?.what === 'title' && state.writing.id === id)
  const readOnly = useSession((state) => state.readOnly)
  if (writing && !readOnly) {
    return (
      <TextField
        value={own}
        label={canvas.title}
        onEnd={(title) => {
          useCanvas.setState({ writing: null })
          if (title !== null) edit([{ kind: 'set-title', node: id, title: title.trim() }])
          requestAnimationFrame(() => canvasView()?.focus(id))
        }}
      />
    )
  }
  return (
    <strong title={shown} onDoubleClick={() => useCanvas.setState({ writing: { what: 'title', id } })}>
      {shown}
    </strong>
  )
}
