import { Command as Search } from 'cmdk'
import { FileVideo } from 'lucide-react'
import { useEffect, useState } from 'react'
import { registry } from '#nodes/index.ts'
import type { Out } from '#shared/ipc/contract.ts'
import { request } from '../api.ts'
import { kindIcon } from '../canvas/kind-icon.ts'
import { reveal } from '../canvas/reveal.ts'
import { canvasView } from '../canvas/view.ts'
import { useBoundKeys } from '../commands/bound-keys.ts'
import { allCommands, commands } from '../commands/commands.ts'
import { placeNode } from '../commands/connect.ts'
import { readable } from '../commands/keys.ts'
import { canEdit, isOpen } from '../commands/when.ts'
import { useDocument } from '../store/document-store.ts'
import { ask, openPath } from '../store/session.ts'
import { useUi } from '../store/ui-store.ts'
import { ui } from '../strings/ui.ts'
import { s } from '../strings.ts'
import { Modal } from './modal.tsx'
import { nodeOffers } from './node-offers.ts'
import { OfferItem } from './node-picker.tsx'

/** One search over commands, nodes of the document, nodes to add and recent files. */
export function Palette() {
  const close = () => useUi.setState({ dialog: null })
  const nodes = useDocument((document) => document.nodes)
  const table = useBoundKeys()
  const [recent, setRecent] = useState<Out<'recent.list'>['recent']>([])
  useEffect(() => {
    void ask(() => request('recent.list', {})).then((answer) => setRecent(answer?.recent ?? []))
  }, [])
  const then = (act: () => unknown) => () => {
    close()
    void act()
  }
  return (
    <Modal label={s.commands.palette} className="modal-palette" onClose={close}>
      <Search label={s.commands.palette} loop>
        <Search.Input placeholder={ui.palette.placeholder} />
        <Search.List>
          <Search.Empty>{ui.palette.empty}</Search.Empty>
          <Search.Group heading={ui.palette.commands}>
            {allCommands
              .filter((command) => command !== commands.palette && command.enabled())
              .map((command) => {
                const key = table.get(command.id)?.[0]
                return (
                  <Search.Item
                    key={command.id}
                    value={`${command.label} ${command.id}`}
                    keywords={[ui.menus[command.menu]]}
                    onSelect={then(command.perform)}
                  >
                    <command.icon size={16} aria-hidden />
                    <strong>{command.label}</strong>
                    {key !== undefined && <kbd>{readable(key)}</kbd>}
                  </Search.Item>
                )
              })}
          </Search.Group>
          {isOpen() && (
            <Search.Group heading={ui.palette.nodes}>
              {nodes.map((node) => {
                const Icon = kindIcon(node.type)
                return (
                  <Search.Item
                    key={node.id}
                    value={`${node.title} ${node.id} node`}
                    onSelect={then(() => reveal(node.id))}
                  >
                    <Icon size={16} aria-hidden />
                    <strong>{node.title || node.id}</strong>
                  </Search.Item>
                )
              })}
            </Search.Group>
          )}
          {canEdit() && (
            <Search.Group heading={ui.palette.add}>
              {nodeOffers(registry.values()).map((offer) => (
                <OfferItem
                  key={offer.id}
                  offer={offer}
                  onSelect={then(() => {
                    const view = canvasView()
                    if (view) placeNode(offer.definition, offer.preset, view.toDocument(view.middle()), null)
                  })}
                />
              ))}
            </Search.Group>
          )}
          <Search.Group heading={ui.palette.recent}>
            {recent
              .filter(({ there }) => there)
              .map(({ path, name }) => (
                <Search.Item key={path} value={`${name} ${path}`} onSelect={then(() => openPath(path))}>
                  <FileVideo size={16} aria-hidden />
                  <span>
                    <strong>{name || path}</strong>
                    <small>{path}</small>
                  </span>
                </Search.Item>
              ))}
          </Search.Group>
        </Search.List>
      </Search>
    </Modal>
  )
}
