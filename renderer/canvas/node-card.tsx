import { Handle, type NodeProps, Position } from '@xyflow/react'
import { memo, useMemo } from 'react'
import { registry } from '#nodes/index.ts'
import type { Instance } from '#shared/graph/document.ts'
import type { NodeId } from '#shared/graph/ids.ts'
import { useColumns } from '../store/columns-store.ts'
import { wiredPorts } from '../store/document-index.ts'
import { documents, useDocument } from '../store/document-store.ts'
import { modelEntry, useModels } from '../store/models-store.ts'
import { s } from '../strings.ts'
import { useCanvas } from './canvas-store.ts'
import { portsOfNode, wiredOutputs } from './card-box.ts'
import { CardBadges, CardFoot } from './card-foot.tsx'
import { CardPicture } from './card-picture.tsx'
import { STATE_TONES, shortMessage, useNodeState } from './card-state.ts'
import { CardTitle } from './card-title.tsx'
import type { CardNode } from './flow.ts'
import { firstRow, portMiddle } from './geometry.ts'
import { kindIcon } from './kind-icon.ts'
import { LearnColumns } from './learn-columns.tsx'
import type { PortView } from './ports.ts'
import { useWire } from './wire-store.ts'

/** One node on the canvas. It looks up everything by its id, so that a keystroke draws this card only. */
export const NodeCard = memo(function NodeCard({ id, data, selected }: NodeProps<CardNode>) {
  const tiny = useCanvas((state) => state.tiny)
  const Shown = tiny ? TinyCard : WholeCard
  return <Shown id={id} node={data.instance} selected={selected} />
})

interface CardProps {
  readonly id: NodeId
  readonly node: Instance
  readonly selected: boolean
}

/** From so far away that nothing can be read or wired: a thousand of them are drawn in a moment. */
function TinyCard({ id, node, selected }: CardProps) {
  const definition = registry.get(node.type)
  const { state } = useNodeState(id, node.bypass, definition !== undefined)
  const title = node.title || definition?.title || node.type
  return (
    // biome-ignore lint/a11y/useSemanticElements: as the whole card
    <div
      className="card card-tiny"
      data-tone={STATE_TONES[state]}
      data-selected={selected}
      role="group"
      aria-label={title}
    >
      <span className="sr">{s.states[state]}</span>
    </div>
  )
}

function WholeCard({ id, node, selected }: CardProps) {
  const definition = registry.get(node.type)
  const modelParam = definition?.behave.kind === 'generate' ? definition.behave.modelParam : null
  const model = useModels((state) => (modelParam ? modelEntry(state, node.params[modelParam]) : undefined))
  const { plan, run, state, progress, message } = useNodeState(id, node.bypass, definition !== undefined)
  const ports = usePorts(node, model)
  const Icon = kindIcon(node.type)
  const collapsed = node.collapsed ?? false
  const title = node.title || definition?.title || node.type
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset would bring form semantics to a card on a canvas
    <div
      className="card"
      data-tone={STATE_TONES[state]}
      data-selected={selected}
      data-bypass={node.bypass}
      data-collapsed={collapsed}
      role="group"
      aria-label={title}
    >
      <header className="card-head">
        <Icon size={16} aria-hidden />
        <div className="card-names">
          <CardTitle id={id} own={node.title} shown={title} />
          <span>{model?.title ?? definition?.title ?? node.type}</span>
        </div>
        <CardBadges id={id} takes={plan?.takes ?? 0} standIn={plan?.standIn ?? false} />
      </header>
      {!collapsed && (
        <div className="card-body">
          <CardPicture node={node} />
          <PortNames ports={ports.inputs} side="input" />
          {ports.outputs.length > 1 && <PortNames ports={ports.outputs} side="output" />}
          {message !== undefined && <p className="card-error">{shortMessage(message)}</p>}
        </div>
      )}
      <CardFoot id={id} title={title} state={state} plan={plan} run={run} progress={progress} message={message} />
      {definition?.moreOutputs?.(node.params) === null && <LearnColumns id={id} definition={definition} />}
      {state === 'running' && <div className="card-progress" style={{ transform: `scaleX(${progress ?? 0})` }} />}
      {ports.inputs.map((port, row) => (
        <Port
          key={port.id}
          node={node}
          port={port}
          side="input"
          top={portMiddle(row, ports.inputs.length, collapsed)}
        />
      ))}
      {ports.outputs.map((port, row) => (
        <Port
          key={port.id}
          node={node}
          port={port}
          side="output"
          top={portMiddle(row, ports.outputs.length, collapsed)}
        />
      ))}
    </div>
  )
}

/** Names beside the ports of a side; the style sheet lets them make way for a picture. */
function PortNames({ ports, side }: { readonly ports: readonly PortView[]; readonly side: 'input' | 'output' }) {
  if (ports.length === 0) return null
  return (
    <ul className="port-names" data-side={side} style={{ top: firstRow(ports.length) }}>
      {ports.map((port) => (
        <li key={port.id} data-required={port.required}>
          <span>{port.label}</span>
        </li>
      ))}
    </ul>
  )
}

function usePorts(node: Instance, model: unknown) {
  const wiredIn = useDocument((document) => wiredPorts(document, node.id))
  const columns = useColumns((state) => state.byNode[node.id])
  const wiredOut = useDocument((document) => wiredOutputs(document, node.id).join(' '))
  // biome-ignore lint/correctness/useExhaustiveDependencies: the ports are read from the document when what they hang on has changed
  return useMemo(() => portsOfNode(documents.document(), node), [node, wiredIn, wiredOut, model, columns])
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
