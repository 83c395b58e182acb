import { useEffect } from 'react'
import type { NodeId } from '#shared/graph/ids.ts'
import type { NodeDefinition } from '#shared/node/define.ts'
import { useFlow } from '../inspector/flow.ts'
import { columnsIn, learnColumns } from '../store/columns-store.ts'

/** Asks which outputs a node's file gives it, so that its card can draw them before anything is wired. */
export function LearnColumns({ id, definition }: { readonly id: NodeId; readonly definition: NodeDefinition }) {
  const flow = useFlow(id)
  useEffect(() => {
    if (flow) learnColumns(id, columnsIn(definition, flow.outputs))
  }, [id, definition, flow])
  return null
}
