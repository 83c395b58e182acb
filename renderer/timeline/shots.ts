import type { ModelEntry } from '#shared/catalog/schema.ts'
import type { Document, Instance } from '#shared/graph/document.ts'
import type { NodeId } from '#shared/graph/ids.ts'
import type { PortType } from '#shared/graph/values.ts'
import type { Registry } from '#shared/node/define.ts'
import type { ModelParam } from '#shared/node/params.ts'
import { outputPort } from '#shared/node/ports-of.ts'
import { edgesInto, nodeOf } from '../store/document-index.ts'

/** A node that asks a model for the shot, and the param that names the model. */
export interface Shot {
  readonly node: Instance
  readonly param: string
  readonly spec: ModelParam
  /** With this model the node still makes what is wired on. */
  readonly fits: (model: ModelEntry) => boolean
}

/** The generators that a clip or sound went through, the nearest first: from `node` upwards along wires of its type. */
export function shotsOf(document: Document, registry: Registry, node: NodeId, type: PortType): readonly Shot[] {
  const found: Shot[] = []
  const up: NodeId[] = [node]
  const seen = new Set(up)
  for (const id of up) {
    const instance = nodeOf(document, id)
    const definition = instance && registry.get(instance.type)
    if (!instance || !definition) continue
    if (definition.behave.kind === 'generate' && !instance.bypass) {
      const { modelParam: param } = definition.behave
      const spec = definition.params[param]
      const wired = new Set(edgesInto(document, id).map(({ to }) => to.port))
      const fits = (model: ModelEntry) =>
        definition
          .activeOutputs?.(instance.params, model, wired)
          .some((port) => definition.outputs[port]?.type === type) ?? true
      if (spec?.kind === 'model') found.push({ node: instance, param, spec, fits })
    }
    for (const { from } of edgesInto(document, id)) {
      const source = nodeOf(document, from.node)
      const above = source && registry.get(source.type)
      const port = above && outputPort(above, source, from.port)
      // A gate passes what it gets.
      const fits = port && (typeof port.type !== 'string' || port.type === type)
      if (!fits || seen.has(from.node)) continue
      seen.add(from.node)
      up.push(from.node)
    }
  }
  return found
}
