import { useMemo } from 'react'
import { registry } from '#nodes/index.ts'
import type { Document } from '#shared/graph/document.ts'
import type { NodeId } from '#shared/graph/ids.ts'
import { nodeOf } from '../store/document-index.ts'
import { useDocument } from '../store/document-store.ts'
import { modelEntry, useModels } from '../store/models-store.ts'
import { timelineStrings as t } from '../strings/timeline.ts'
import type { Found } from './cut-view.ts'
import { type Shot, shotsOf } from './shots.ts'

type Placed = Pick<Found, 'kind'> & { readonly item: Pick<Found['item'], 'node'> }

/** The steps that an item went through at models, as they are done: what made it first. */
function stepsOf(document: Document, { kind, item }: Placed): readonly Shot[] {
  return shotsOf(document, registry, item.node, kind === 'clip' ? 'video' : 'audio').toReversed()
}

/** The node that an item comes from: the first step at a model, else the node that is wired to the cut. */
export function originOf(document: Document, found: Placed): NodeId {
  return stepsOf(document, found)[0]?.node.id ?? found.item.node
}

/** What is said of an item's shot, kept current. */
export function useShot(kind: Found['kind'], node: NodeId) {
  const document = useDocument((each) => each)
  const models = useModels((state) => state.models)
  return useMemo(() => {
    const steps = stepsOf(document, { kind, item: { node } })
    const origin = steps[0]?.node ?? nodeOf(document, node)
    const names = steps.map(
      ({ node: { params }, param }) => modelEntry({ models }, params[param])?.title ?? String(params[param]),
    )
    return {
      steps,
      title: origin?.title || origin?.id || node,
      models: names.length > 0 ? names.join(' → ') : t.noModel,
    }
  }, [document, models, kind, node])
}
