import type { NodeProps } from '@xyflow/react'
import { StickyNote } from 'lucide-react'
import { memo } from 'react'
import { registry } from '#nodes/index.ts'
import { edit } from '../commands/connect.ts'
import { useSession } from '../store/session.ts'
import { canvas } from '../strings/canvas.ts'
import { useCanvas } from './canvas-store.ts'
import { CardTitle } from './card-title.tsx'
import type { CardNode } from './flow.ts'
import { TextField } from './text-field.tsx'
import { canvasView } from './view.ts'

/** A note: words for people, without ports; a double click writes them. */
export const NoteCard = memo(function NoteCard({ id, data, selected }: NodeProps<CardNode>) {
  const node = data.instance
  const writing = useCanvas((state) => state.writing?.what === 'note' && state.writing.id === id)
  const readOnly = useSession((state) => state.readOnly)
  const title = node.title || registry.get(node.type)?.title || node.type
  const text = typeof node.params.text === 'string' ? node.params.text : ''
  return (
    <div className="note" data-selected={selected} role="note" aria-label={title}>
      <header>
        <StickyNote size={14} aria-hidden /> <CardTitle id={id} own={node.title} shown={title} />
      </header>
      {writing && !readOnly ? (
        <TextField
          value={text}
          label={canvas.note.text}
          long
          onEnd={(written) => {
            useCanvas.setState({ writing: null })
            if (written !== null) edit([{ kind: 'set-param', node: id, param: 'text', value: written }])
            requestAnimationFrame(() => canvasView()?.focus(id))
          }}
        />
      ) : (
        <p onDoubleClick={() => useCanvas.setState({ writing: { what: 'note', id } })}>{text || canvas.note.empty}</p>
      )}
    </div>
  )
})
