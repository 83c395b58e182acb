import type { NodeId } from '#shared/graph/ids.ts'
import { edit } from '../commands/connect.ts'
import { documents } from '../store/document-store.ts'
import { inspectorStrings as t } from '../strings/inspector.ts'

/** The title of one node, or of all that are selected. */
export function TitleField({
  nodes,
  titles,
  placeholder,
  disabled,
}: {
  readonly nodes: readonly NodeId[]
  readonly titles: readonly string[]
  readonly placeholder: string
  readonly disabled: boolean
}) {
  const mixed = new Set(titles).size > 1
  return (
    <input
      className="title-field"
      aria-label={nodes.length > 1 ? t.titles : t.title}
      value={mixed ? '' : (titles[0] ?? '')}
      placeholder={mixed ? t.mixed : placeholder}
      disabled={disabled}
      onChange={({ target }) =>
        edit(
          nodes.map((node) => ({ kind: 'set-title', node, title: target.value })),
          `title:${nodes.join(' ')}`,
        )
      }
      onBlur={documents.closeGroup}
    />
  )
}
