import { Handle, type NodeProps, Position } from '@xyflow/react'
import { Layers } from 'lucide-react'
import { memo, useMemo } from 'react'
import { registry } from '#nodes/index.ts'
import type { Instance } from '#shared/graph/document.ts'
import { wiredPorts } from '../store/document-index.ts'
import { documents, useDocument } from '../store/document-store.ts'
import { modelEntry, useModels } from '../store/models-store.ts'
import { firstMedia, useOutputs } from '../store/outputs-store.ts'
import { useSession } from '../store/session.ts'
import { price, s } from '../strings.ts'
import { portsOfNode, wiredOutputs } from './card-box.ts'
import { STATE_ICONS, STATE_TONES, useNodeState } from './card-state.ts'
import type { CardNode } from './flow.ts'
import { outputMiddle, rowMiddle } from './geometry.ts'
import { kindIcon } from './kind-icon.ts'
import type { PortView } from './ports.ts'
import { useWire } from './wire-store.ts'

/** One node on the canvas. It looks up everything by its id, so that a keystroke draws this card only. */
export const NodeCard = memo(function NodeCard({ id, data, selected }: NodeProps<CardNode>) {
  const node = data.instance
  const definition = registry.get(node.type)
  const modelParam = definition?.behave.kind === 'generate' ? definition.behave.modelParam : null
  const model = useModels((state) => (modelParam ? modelEntry(state, node.params[modelParam]) : undefined))
  const { plan, state, progress, message } = useNodeState(id, node.bypass, definition !== undefined)
  const ports = usePorts(node, model)
  const Icon = kindIcon(node.type)
  const StateIcon = STATE_ICONS[state]
  const title = node.title || definition?.title || node.type
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset would bring form semantics to a card on a canvas
    <div
      className="card"
      data-tone={STATE_TONES[state]}
      data-selected={selected}
      data-bypass={node.bypass}
      role="group"
      aria-label={title}
    >
      <header className="card-head">
        <Icon size={16} aria-hidden />
        <div className="card-names">
          <strong title={title}>{title}</strong>
          <span>{model?.title ?? definition?.title ?? node.type}</span>
        </div>
        {(plan?.takes ?? 0) > 1 && (
          <span className="badge" title={`${plan?.takes} takes`}>
            <Layers size={12} aria-hidden /> {plan?.takes}
            <span className="sr"> takes</span>
          </span>
        )}
      </header>
      <div className="card-body">
        {ports.inputs.length > 0 && (
          <ul className="port-names">
            {ports.inputs.map((port) => (
              <li key={port.id} data-required={port.required}>
                {port.label}
              </li>
            ))}
          </ul>
        )}
        {ports.outputs.length > 1 ? (
          <ul className="port-names out">
            {ports.outputs.map((port) => (
              <li key={port.id}>{port.label}</li>
            ))}
          </ul>
        ) : (
          <CardPicture node={node} />
        )}
      </div>
      <footer className="card-foot" title={message}>
        <StateIcon size={14} aria-hidden className={state === 'running' ? 'spin' : undefined} />
        <span className="card-state">
          {message ?? s.states[state]}
          {state === 'running' && progress !== null && ` ${Math.round(progress * 100)} %`}
        </span>
        {plan && plan.state !== 'up-to-date' && plan.usd[1] > 0 && (
          <span className="card-price">{price(plan.usd)}</span>
        )}
      </footer>
      {state === 'running' && <div className="card-progress" style={{ transform: `scaleX(${progress ?? 0})` }} />}
      {ports.inputs.map((port, row) => (
        <Port key={port.id} node={node} port={port} side="input" top={rowMiddle(row)} />
      ))}
      {ports.outputs.map((port, row) => (
        <Port key={port.id} node={node} port={port} side="output" top={outputMiddle(row, ports.outputs.length)} />
      ))}
    </div>
  )
})

function usePorts(node: Instance, model: unknown) {
  const wiredIn = useDocument((document) => wiredPorts(document, node.id))
  const wiredOut = useDocument((document) => wiredOutputs(document, node.id).join(' '))
  // biome-ignore lint/correctness/useExhaustiveDependencies: the ports are read from the document when what they hang on has changed
  return useMemo(() => portsOfNode(documents.document(), node), [node, wiredIn, wiredOut, model])
}

function Port({ node, port, side, top }: { node: Instance; port: PortView; side: 'input' | 'output'; top: number }) {
  const fit = useWire(({ wire, test }) => {
    if (!wire || !test) return 'idle'
    if (wire.node === node.id && wire.port === port.id && wire.side === side) return 'start'
    return wire.side !== side && test(node, port.id) ? 'legal' : 'refused'
  })
  return (
    <Handle
      type={side === 'input' ? 'target' : 'source'}
      position={side === 'input' ? Position.Left : Position.Right}
      id={port.id}
      className="port"
      data-type={port.type}
      data-fit={fit}
      data-list={port.list}
      style={{ top }}
      title={`${port.label} · ${port.type}${port.list ? ' list' : ''}`}
    />
  )
}

/** The small picture of what the node shows, or the words it holds. */
function CardPicture({ node }: { node: Instance }) {
  const items = useOutputs(node.id)
  const poster = useSession((state) => state.info?.poster)
  const media = firstMedia(items)
  if (media && media.type !== 'audio' && poster) {
    return (
      <div className="picture">
        <img src={`${poster}${media.digest}`} alt="" loading="lazy" decoding="async" draggable={false} />
        {media.standIn && <span className="chip">Stand-in</span>}
        {items.length > 1 && <span className="chip right">{items.length} items</span>}
      </div>
    )
  }
  const words = Object.entries(registry.get(node.type)?.params ?? {}).find(
    ([, spec]) => spec.kind === 'text' && spec.multiline,
  )
  const text = words ? node.params[words[0]] : null
  if (typeof text === 'string' && text !== '') return <p className="words">{text}</p>
  if (media?.type === 'audio') return <p className="words quiet">{media.facts.seconds?.toFixed(1) ?? '–'} s of sound</p>
  const Icon = kindIcon(node.type)
  return (
    <div className="picture empty">
      <Icon size={22} aria-hidden />
    </div>
  )
}
