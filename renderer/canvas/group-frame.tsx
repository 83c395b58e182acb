import { type NodeProps, NodeResizer, type OnResize } from '@xyflow/react'
import { Palette } from 'lucide-react'
import { Popover } from 'radix-ui'
import { memo } from 'react'
import { GROUP_COLOURS, type Group } from '#shared/graph/groups.ts'
import { edit } from '../commands/connect.ts'
import { useSession } from '../store/session.ts'
import { canvas } from '../strings/canvas.ts'
import { endGesture, showMoved, useCanvas } from './canvas-store.ts'
import type { GroupNode } from './flow.ts'
import { GROUP } from './geometry.ts'
import { TextField } from './text-field.tsx'

/** A titled area behind nodes. Its title bar moves it with what stands in it. */
export const GroupFrame = memo(function GroupFrame({ data, selected }: NodeProps<GroupNode>) {
  const { group } = data
  const readOnly = useSession((state) => state.readOnly)
  const writing = useCanvas((state) => state.writing?.what === 'group' && state.writing.id === group.id)
  const write = () => useCanvas.setState({ writing: { what: 'group', id: group.id } })
  const onResize: OnResize = (_, box) => showMoved({ groups: new Map([[group.id, box]]) })
  return (
    <div className="group-frame" data-colour={group.colour} data-selected={selected}>
      {selected && !readOnly && (
        <NodeResizer
          minWidth={GROUP.least}
          minHeight={GROUP.least}
          onResize={onResize}
          onResizeEnd={(_, { x, y, width, height }) => {
            endGesture()
            const box = { x: Math.round(x), y: Math.round(y), width: Math.round(width), height: Math.round(height) }
            edit([{ kind: 'set-group', group: { ...group, ...box } }])
          }}
        />
      )}
      <header className="group-head">
        {writing && !readOnly ? (
          <TextField
            value={group.title}
            label={canvas.group.title}
            onEnd={(title) => {
              useCanvas.setState({ writing: null })
              if (title !== null) edit([{ kind: 'set-group', group: { ...group, title: title.trim() } }])
            }}
          />
        ) : (
          <button
            type="button"
            className="group-title"
            aria-label={canvas.group.named(group.title || canvas.group.untitled)}
            aria-pressed={selected}
            onDoubleClick={write}
          >
            {group.title || canvas.group.untitled}
          </button>
        )}
        {selected && !readOnly && <Colours group={group} />}
      </header>
    </div>
  )
})

function Colours({ group }: { group: Group }) {
  return (
    <Popover.Root>
      <Popover.Trigger className="button icon nodrag" aria-label={canvas.group.colour} title={canvas.group.colour}>
        <Palette size={14} aria-hidden />
      </Popover.Trigger>
      <Popover.Portal>
        <Popover.Content
          className="group-swatches"
          aria-label={canvas.group.colour}
          sideOffset={6}
          collisionPadding={8}
        >
          {GROUP_COLOURS.map((colour) => (
            <Popover.Close
              key={colour}
              className="group-swatch"
              data-colour={colour}
              aria-label={canvas.group.colours[colour]}
              aria-pressed={group.colour === colour}
              title={canvas.group.colours[colour]}
              onClick={() => edit([{ kind: 'set-group', group: { ...group, colour } }])}
            />
          ))}
        </Popover.Content>
      </Popover.Portal>
    </Popover.Root>
  )
}
