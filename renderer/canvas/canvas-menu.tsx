import { ChevronRight } from 'lucide-react'
import { ContextMenu } from 'radix-ui'
import { type MouseEvent, type ReactElement, useRef } from 'react'
import { useBoundKeys } from '../commands/bound-keys.ts'
import type { Command } from '../commands/command.ts'
import { commands } from '../commands/commands.ts'
import { readable } from '../commands/keys.ts'
import { select, useUi } from '../store/ui-store.ts'
import { canvas } from '../strings/canvas.ts'
import { useCanvas } from './canvas-store.ts'
import { groupIdOf } from './groups.ts'

const { cut, copy, paste, pasteWithInputs, duplicate, remove, selectAll, selectUp, selectDown } = commands
const EDITING: readonly Command[] = [cut, copy, paste, pasteWithInputs, duplicate]
/** What may be done here, in the order it is shown; what cannot be done to what is selected is left out. */
const SECTIONS: readonly (readonly Command[])[] = [
  [commands.addNode, commands.addDot, commands.straighten, commands.connect],
  [commands.runSelected, commands.runFromHere, commands.retry, commands.standInNode],
  [commands.bypass, commands.collapse, commands.rename],
  [commands.group, commands.fitGroup],
  EDITING,
  [commands.removeKeepFlow, remove],
  [selectUp, selectDown, selectAll, commands.tidy, commands.snap, commands.fitSelection, commands.fit, commands.find],
]
const ARRANGE: readonly Command[] = [
  ...[commands.alignLeft, commands.alignCentre, commands.alignRight],
  ...[commands.alignTop, commands.alignMiddle, commands.alignBottom],
  ...[commands.distributeAcross, commands.distributeDown],
]
/** Not for what is under the pointer, but for the canvas: shown where that is empty. */
const OF_CANVAS: ReadonlySet<Command> = new Set([
  ...[commands.addNode, paste, pasteWithInputs, selectAll, commands.tidy, commands.snap, commands.fit, commands.find],
])

/** The menu of the right button, and of the menu key, over the canvas: the commands for what is there. */
export function CanvasMenu({ children, held }: { children: ReactElement; held: () => boolean }) {
  const chosen = useRef<Command | null>(null)
  const open = useCanvas((state) => state.menuAt !== null)
  const onContextMenuCapture = (event: MouseEvent) => {
    const isField = event.target instanceof Element && event.target.closest('input, textarea, .react-flow__minimap')
    if (isField || event.ctrlKey || event.metaKey || held()) {
      event.preventDefault()
      event.stopPropagation()
      return
    }
    take(event.target)
    useCanvas.setState({ menuAt: { x: event.clientX, y: event.clientY } })
  }
  return (
    <ContextMenu.Root
      onOpenChange={(isOpen) => {
        if (!isOpen && !chosen.current) useCanvas.setState({ menuAt: null })
      }}
    >
      <ContextMenu.Trigger asChild onContextMenuCapture={onContextMenuCapture}>
        {children}
      </ContextMenu.Trigger>
      <ContextMenu.Portal>
        <ContextMenu.Content
          className="menu"
          aria-label={canvas.menu}
          collisionPadding={8}
          onCloseAutoFocus={() => {
            // First the focus goes back to where it was: what a command opens takes it from there.
            const command = chosen.current
            chosen.current = null
            requestAnimationFrame(() => {
              void command?.perform()
              useCanvas.setState({ menuAt: null })
            })
          }}
        >
          {open && (
            <Items
              onChoose={(command) => {
                chosen.current = command
              }}
            />
          )}
        </ContextMenu.Content>
      </ContextMenu.Portal>
    </ContextMenu.Root>
  )
}

/** What is under the pointer becomes the selection, where it is not part of it already. */
function take(target: EventTarget): void {
  if (!(target instanceof Element)) return
  const node = target.closest<HTMLElement>('.react-flow__node')?.dataset.id
  const wire = target.closest<HTMLElement>('.react-flow__edge')?.dataset.id
  const group = node === undefined ? null : groupIdOf(node)
  const { selection, wires, groups } = useUi.getState()
  if (group !== null) {
    if (!groups.has(group)) useUi.setState({ selection: new Set(), wires: new Set(), groups: new Set([group]) })
  } else if (node !== undefined) {
    if (!selection.has(node)) select([node])
  } else if (wire !== undefined) {
    if (!wires.has(wire)) useUi.setState({ selection: new Set(), wires: new Set([wire]), groups: new Set() })
  } else if (!target.closest('.react-flow__nodesselection')) select([])
}

function Items({ onChoose }: { onChoose: (command: Command) => void }) {
  const { selection, wires, groups } = useUi()
  const onEmpty = selection.size + wires.size + groups.size === 0
  const sections = SECTIONS.map((section) =>
    section.filter(
      (command) =>
        command.enabled() && (onEmpty ? OF_CANVAS.has(command) : !OF_CANVAS.has(command) || command === paste),
    ),
  ).filter((section) => section.length > 0)
  const arrange = ARRANGE.filter((command) => command.enabled())
  return (
    <>
      {sections.map((section, index) => (
        <ContextMenu.Group key={section[0]?.id}>
          {index > 0 && <ContextMenu.Separator className="menu-line" />}
          {section.map((command) => (
            <Item key={command.id} command={command} onChoose={onChoose} />
          ))}
        </ContextMenu.Group>
      ))}
      {arrange.length > 0 && (
        <ContextMenu.Sub>
          <ContextMenu.Separator className="menu-line" />
          <ContextMenu.SubTrigger className="menu-item">
            {canvas.arrange} <ChevronRight className="push" size={14} aria-hidden />
          </ContextMenu.SubTrigger>
          <ContextMenu.Portal>
            <ContextMenu.SubContent className="menu" collisionPadding={8}>
              {arrange.map((command) => (
                <Item key={command.id} command={command} onChoose={onChoose} />
              ))}
            </ContextMenu.SubContent>
          </ContextMenu.Portal>
        </ContextMenu.Sub>
      )}
    </>
  )
}

function Item({ command, onChoose }: { command: Command; onChoose: (command: Command) => void }) {
  const key = useBoundKeys().get(command.id)?.[0]
  const content = (
    <>
      <command.icon size={16} aria-hidden />
      <span>{command.label}</span>
      {key !== undefined && <kbd>{readable(key)}</kbd>}
    </>
  )
  const onSelect = () => onChoose(command)
  return command.checked ? (
    <ContextMenu.CheckboxItem className="menu-item" checked={command.checked()} onSelect={onSelect}>
      {content}
    </ContextMenu.CheckboxItem>
  ) : (
    <ContextMenu.Item className="menu-item" onSelect={onSelect}>
      {content}
    </ContextMenu.Item>
  )
}
