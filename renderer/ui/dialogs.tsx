import { Command as Search } from 'cmdk'
import { X } from 'lucide-react'
import { type ReactNode, useEffect, useRef, useState } from 'react'
import { registry } from '#nodes/index.ts'
import { newInstance } from '#shared/graph/new-document.ts'
import { kindIcon } from '../canvas/kind-icon.ts'
import { fitsWire } from '../canvas/legal-ports.ts'
import { canvasView } from '../canvas/view.ts'
import { allCommands, commands } from '../commands/commands.ts'
import { placeNode } from '../commands/connect.ts'
import { readable } from '../commands/keys.ts'
import { nodeOf } from '../store/document-index.ts'
import { documents, useDocument } from '../store/document-store.ts'
import { saveAs, useSession } from '../store/session.ts'
import { type PickerRequest, select, useUi } from '../store/ui-store.ts'
import { s } from '../strings.ts'

/** A modal dialog of the browser: focus stays inside, Escape closes it, focus returns. */
function Modal({
  label,
  className,
  onClose,
  children,
  at,
}: {
  label: string
  className: string
  onClose: () => void
  children: ReactNode
  at?: { x: number; y: number } | null
}) {
  const dialog = useRef<HTMLDialogElement>(null)
  useEffect(() => {
    dialog.current?.showModal()
    // A search is typed into at once.
    dialog.current?.querySelector<HTMLElement>('[cmdk-input]')?.focus()
  }, [])
  const place = at
    ? { left: Math.min(at.x, innerWidth - 340), top: Math.min(at.y, innerHeight - 380), margin: 0 }
    : undefined
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: Escape closes a dialog; the click is one beside it
    <dialog
      ref={dialog}
      className={`modal ${className}`}
      aria-label={label}
      style={place}
      onClose={onClose}
      onClick={(event) => {
        if (event.target === dialog.current) dialog.current.close()
      }}
    >
      {children}
    </dialog>
  )
}

export function Dialogs() {
  const { picker, palette, keys, saveAs: asks } = useUi()
  return (
    <>
      {picker && <NodePicker request={picker} />}
      {palette && <Palette />}
      {keys && <Keys />}
      {asks && <SaveAs />}
    </>
  )
}

function NodePicker({ request }: { request: PickerRequest }) {
  const close = () => useUi.setState({ picker: null })
  const { wire, at } = request
  const [selected] = useUi.getState().selection
  const offers = [...registry.values()]
    .filter((each) => !wire || fitsWire(each, newInstance(each, 'x'), wire.type, wire.side))
    .flatMap((definition) => [
      { definition, preset: null, title: definition.title },
      ...(definition.presets ?? []).map((preset) => ({ definition, preset, title: preset.title })),
    ])
  return (
    <Modal label={s.commands.addNode} className="picker" onClose={close} at={at}>
      <Search label={s.commands.addNode} loop>
        <Search.Input
          placeholder={
            wire
              ? `Add a node for this ${wire.type === null || wire.type === 'any' ? 'wire' : wire.type}`
              : 'Add a node'
          }
        />
        <Search.List>
          <Search.Empty>No node of that name.</Search.Empty>
          {offers.map(({ definition, preset, title }) => {
            const Icon = kindIcon(definition.type)
            return (
              <Search.Item
                key={`${definition.type} ${preset?.id}`}
                value={`${title} ${preset ? preset.id : definition.type}`}
                keywords={[definition.category, definition.summary]}
                onSelect={() => {
                  close()
                  const view = canvasView()
                  if (!view) return
                  const beside = !at && !wire && selected ? nodeOf(documents.document(), selected) : undefined
                  const position = beside
                    ? { x: beside.position.x + 320, y: beside.position.y }
                    : view.toDocument(at ?? view.middle())
                  const node = placeNode(definition, preset, position, wire)
                  requestAnimationFrame(() => canvasView()?.focus(node.id))
                }}
              >
                <Icon size={16} aria-hidden />
                <span>
                  <strong>{title}</strong>
                  <small>{definition.summary}</small>
                </span>
              </Search.Item>
            )
          })}
        </Search.List>
      </Search>
    </Modal>
  )
}

function Palette() {
  const close = () => useUi.setState({ palette: false })
  const nodes = useDocument((document) => document.nodes)
  return (
    <Modal label={s.commands.palette} className="palette" onClose={close}>
      <Search label={s.commands.palette} loop>
        <Search.Input placeholder="Search commands and nodes" />
        <Search.List>
          <Search.Empty>Nothing of that name.</Search.Empty>
          <Search.Group heading="Commands">
            {allCommands
              .filter((command) => command !== commands.palette && command.enabled())
              .map((command) => (
                <Search.Item
                  key={command.id}
                  value={command.label}
                  onSelect={() => {
                    close()
                    void command.perform()
                  }}
                >
                  <command.icon size={16} aria-hidden />
                  <strong>{command.label}</strong>
                  {command.keys[0] && <kbd>{readable(command.keys[0])}</kbd>}
                </Search.Item>
              ))}
          </Search.Group>
          <Search.Group heading="Nodes">
            {nodes.map((node) => {
              const Icon = kindIcon(node.type)
              return (
                <Search.Item
                  key={node.id}
                  value={`${node.title} ${node.id}`}
                  onSelect={() => {
                    close()
                    select([node.id])
                    canvasView()?.fit([node.id])
                  }}
                >
                  <Icon size={16} aria-hidden />
                  <strong>{node.title || node.id}</strong>
                </Search.Item>
              )
            })}
          </Search.Group>
        </Search.List>
      </Search>
    </Modal>
  )
}

function Keys() {
  return (
    <Modal label={s.commands.keys} className="keys" onClose={() => useUi.setState({ keys: false })}>
      <header className="row between">
        <h2>{s.commands.keys}</h2>
        <form method="dialog">
          <button className="button icon" aria-label="Close" type="submit">
            <X size={16} aria-hidden />
          </button>
        </form>
      </header>
      <dl>
        {allCommands
          .filter((command) => command.keys.length > 0)
          .map((command) => (
            <div key={command.id}>
              <dt>{command.label}</dt>
              <dd>
                {command.keys.map((key) => (
                  <kbd key={key}>{readable(key)}</kbd>
                ))}
              </dd>
            </div>
          ))}
      </dl>
    </Modal>
  )
}

function SaveAs() {
  const close = () => useUi.setState({ saveAs: false })
  const current = useSession((state) => state.path)
  const name = documents.document().name || 'Untitled'
  const [path, setPath] = useState(current ?? `${name}.reelay`)
  const [replace, setReplace] = useState(false)
  return (
    <Modal label={s.commands.saveAs} className="save-as" onClose={close}>
      <form
        onSubmit={async (event) => {
          event.preventDefault()
          const whole = path.endsWith('.reelay') ? path : `${path}.reelay`
          if (await saveAs(whole, replace)) close()
        }}
      >
        <h2>Save as</h2>
        <label className="stack">
          File on this machine
          <input className="field" value={path} onChange={({ target }) => setPath(target.value)} required />
        </label>
        <label className="row">
          <input type="checkbox" checked={replace} onChange={({ target }) => setReplace(target.checked)} /> Replace a
          file that is there
        </label>
        <p className="row end">
          <button type="button" className="button" onClick={close}>
            Cancel
          </button>
          <button type="submit" className="button primary">
            Save
          </button>
        </p>
      </form>
    </Modal>
  )
}
