import type { ModelEntry } from '#shared/catalog/schema.ts'
import type { Instance } from '#shared/graph/document.ts'
import type { PortType } from '#shared/graph/values.ts'
import type { NodeDefinition } from '#shared/node/define.ts'
import { inputPort, inputsOf } from '#shared/node/ports-of.ts'
import type { Column } from '../store/columns-store.ts'

/** A port as a card draws it. */
export interface PortView {
  readonly id: string
  readonly label: string
  readonly type: PortType | 'any'
  readonly list: boolean
  readonly required: boolean
}

export interface CardPorts {
  readonly inputs: readonly PortView[]
  readonly outputs: readonly PortView[]
}

/**
 * The ports a card shows: declared inputs, the param that most wants a wire (the first long text), params that have one, and the
 * outputs these settings give; `columns` are those that only a file names. `wiredIn` and `wiredOut` are the ids of wired ports; those are shown whatever else holds.
 */
export function cardPorts(
  definition: NodeDefinition,
  instance: Instance,
  wiredIn: readonly string[],
  wiredOut: readonly string[],
  model: ModelEntry | undefined,
  columns: readonly Column[] = [],
): CardPorts {
  const declared = inputsOf(definition, instance)
  const words = Object.entries(definition.params).find(([, spec]) => spec.kind === 'text' && spec.multiline)?.[0]
  const generates = definition.behave.kind === 'generate'
  const params = new Set([...(words && generates ? [words] : []), ...wiredIn])
  const inputs: PortView[] = []
  for (const id of [...params, ...Object.keys(declared)]) {
    if (inputs.some((port) => port.id === id)) continue
    const port = inputPort(definition, instance, id)
    if (port?.kind === 'port') {
      const { type, label, list, required } = port.spec
      inputs.push({ id, label, type, list: list ?? false, required: required ?? false })
    } else if (port) inputs.push({ id, label: port.spec.label, type: port.type, list: false, required: false })
  }
  return { inputs, outputs: outputViews(definition, instance, wiredIn, wiredOut, model, columns) }
}

function outputViews(
  definition: NodeDefinition,
  instance: Instance,
  wiredIn: readonly string[],
  wiredOut: readonly string[],
  model: ModelEntry | undefined,
  columns: readonly Column[],
): readonly PortView[] {
  const active = definition.activeOutputs?.(instance.params, model, new Set(wiredIn))
  const shown = (id: string) => !active || active.includes(id) || wiredOut.includes(id)
  const more = definition.moreOutputs?.(instance.params)
  const outputs = Object.entries({ ...definition.outputs, ...more })
    .filter(([id]) => shown(id))
    .map(([id, { type, label, list }]): PortView => {
      return { id, label, type: typeof type === 'string' ? type : 'any', list: list ?? false, required: false }
    })
  if (more !== null) return outputs
  // Columns of a CSV file are known when it has been read; those that are wired are shown in any case.
  const column = (id: string, label: string): PortView => ({ id, label, type: 'text', list: true, required: false })
  const read = columns.map(({ port, label }) => column(port, label))
  const has = (id: string) => [...outputs, ...read].some((port) => port.id === id)
  return [...outputs, ...read, ...wiredOut.filter((id) => !has(id)).map((id) => column(id, id))]
}
