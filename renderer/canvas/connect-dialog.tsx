import { Command as Search } from 'cmdk'
import { useMemo, useState } from 'react'
import { registry } from '#nodes/index.ts'
import type { NodeId } from '#shared/graph/ids.ts'
import { drawWire } from '../commands/connect.ts'
import { nodeOf } from '../store/document-index.ts'
import { documents } from '../store/document-store.ts'
import { say } from '../store/messages.ts'
import { canvas } from '../strings/canvas.ts'
import { Modal } from '../ui/modal.tsx'
import { useCanvas } from './canvas-store.ts'
import { type ConnectOption, connectOptions } from './connect-options.ts'
import { kindIcon } from './kind-icon.ts'
import { canvasView } from './view.ts'

/** Most wires listed at once. */
const MOST = 60

/** Wiring by names: a search over every wire that may be drawn from or to the selected node. */
export function ConnectDialog() {
  const nodes = useCanvas((state) => state.connecting)
  return nodes ? <Options nodes={nodes} /> : null
}

function Options({ nodes }: { nodes: readonly NodeId[] }) {
  const [query, setQuery] = useState('')
  const document = documents.document()
  const node = nodeOf(document, nodes[0] ?? '')
  const options = useMemo(
    () => (node ? connectOptions(document, registry, node, nodes.length > 1 ? new Set(nodes) : null) : []),
    [document, node, nodes],
  )
  if (!node) return null
  const words = query.toLocaleLowerCase().split(/\s+/).filter(Boolean)
  const found = options.filter((option) => {
    const text = wording(option).toLocaleLowerCase()
    return words.every((word) => text.includes(word))
  })
  const label = canvas.connect.label(node.title || node.id)
  const close = () => {
    useCanvas.setState({ connecting: null })
    requestAnimationFrame(() => canvasView()?.focus(node.id))
  }
  const draw = (option: ConnectOption) => {
    close()
    drawWire(option.from, option.to)
    const [from, to] = [nodeOf(document, option.from.node)?.title, nodeOf(document, option.to.node)?.title]
    say.done(canvas.connect.done(from || option.from.node, to || option.to.node))
  }
  return (
    <Modal label={label} className="modal-picker modal-connect" onClose={close}>
      <Search label={label} shouldFilter={false} loop>
        <Search.Input placeholder={canvas.connect.placeholder} value={query} onValueChange={setQuery} />
        <Search.List label={label}>
          <Search.Empty>{canvas.connect.empty}</Search.Empty>
          {found.slice(0, MOST).map((option) => {
            const id = `${option.from.node}.${option.from.port} ${option.to.node}.${option.to.port}`
            const Icon = kindIcon(nodeOf(document, option.node)?.type ?? '')
            return (
              <Search.Item key={id} value={id} onSelect={() => draw(option)}>
                <Icon size={16} aria-hidden />
                <strong>{wording(option)}</strong>
              </Search.Item>
            )
          })}
          {found.length > MOST && <p className="quiet">{canvas.connect.more(found.length - MOST)}</p>}
        </Search.List>
      </Search>
    </Modal>
  )
}

function wording({ direction, own, title, port }: ConnectOption): string {
  return canvas.connect[direction](own, title, port)
}
