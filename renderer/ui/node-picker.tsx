import { Command as Search } from 'cmdk'
import { registry } from '#nodes/index.ts'
import { newInstance } from '#shared/graph/new-document.ts'
import { kindIcon } from '../canvas/kind-icon.ts'
import { fitsWire } from '../canvas/legal-ports.ts'
import { canvasView } from '../canvas/view.ts'
import { placeNode, wireFromSelection } from '../commands/connect.ts'
import { nodeOf } from '../store/document-index.ts'
import { documents } from '../store/document-store.ts'
import { type PickerRequest, useUi } from '../store/ui-store.ts'
import { ui } from '../strings/ui.ts'
import { s } from '../strings.ts'
import { Modal } from './modal.tsx'
import { nodeOffers, type Offer } from './node-offers.ts'

/** Pixels from the left edge of a card to that of the one that is put beside it. */
const BESIDE = 320

/** The search for a node to add, of those that take up the wire that was dropped. */
export function NodePicker({ request: { at, wire } }: { request: PickerRequest }) {
  const close = () => useUi.setState({ picker: null })
  const offers = nodeOffers(registry.values()).filter(
    ({ definition }) => !wire || fitsWire(definition, newInstance(definition, 'x'), wire.type, wire.side),
  )
  const place = ({ definition, preset }: Offer) => {
    close()
    const view = canvasView()
    if (!view) return
    const [selected] = useUi.getState().selection
    const beside = !at && !wire && selected ? nodeOf(documents.document(), selected) : undefined
    const position = beside
      ? { x: beside.position.x + BESIDE, y: beside.position.y }
      : view.toDocument(at ?? view.middle())
    const node = placeNode(definition, preset, position, wire ?? (beside ? wireFromSelection() : null), at !== null)
    requestAnimationFrame(() => canvasView()?.focus(node.id))
  }
  return (
    <Modal label={s.commands.addNode} className="modal-picker" onClose={close} at={at}>
      <Search label={s.commands.addNode} loop>
        <Search.Input placeholder={wire ? ui.picker.forWire(wire.type) : ui.picker.placeholder} />
        <Search.List>
          <Search.Empty>{ui.picker.empty}</Search.Empty>
          {offers.map((offer) => (
            <OfferItem key={offer.id} offer={offer} onSelect={() => place(offer)} />
          ))}
        </Search.List>
      </Search>
    </Modal>
  )
}

/** One node of a search. */
export function OfferItem({ offer, onSelect }: { offer: Offer; onSelect: () => void }) {
  const Icon = kindIcon(offer.definition.type)
  return (
    <Search.Item
      value={`${offer.title} ${offer.id}`}
      keywords={[offer.definition.category, offer.definition.summary]}
      onSelect={onSelect}
    >
      <Icon size={16} aria-hidden />
      <span>
        <strong>{offer.title}</strong>
        <small>{offer.definition.summary}</small>
      </span>
    </Search.Item>
  )
}
