import type { NodeProps } from '@xyflow/react'
import { StickyNote } from 'lucide-react'
import { memo } from 'react'
import { registry } from '#nodes/index.ts'
import type { CardNode } from './flow.ts'

/** A note: words for people, without ports. */
export const NoteCard = memo(function NoteCard({ data, selected }: NodeProps<CardNode>) {
  const node = data.instance
  const title = node.title || registry.get(node.type)?.title || node.type
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset would bring form semantics to a card on a canvas
    <div className="note" data-selected={selected} role="group" aria-label={title}>
      <strong>
        <StickyNote size={14} aria-hidden /> {title}
      </strong>
      <p>
        {typeof node.params.text === 'string' && node.params.text !== '' ? node.params.text : 'Write in the inspector.'}
      </p>
    </div>
  )
})
