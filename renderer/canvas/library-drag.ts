import { registry } from '#nodes/index.ts'
import type { NodeDefinition, Preset } from '#shared/node/define.ts'

/** What the library puts on a drag. */
const DRAG_TYPE = 'application/x-reelay-node'

/** A node of the library as it is dragged. */
export interface Dragged {
  readonly definition: NodeDefinition
  readonly preset: Preset | null
}

/** A page may read what is dragged only when it is dropped; within this window it is known before. */
let dragged: Dragged | null = null

export function dragFromLibrary(data: DataTransfer, definition: NodeDefinition, preset: Preset | null): void {
  data.setData(DRAG_TYPE, `${definition.type} ${preset?.id ?? ''}`)
  data.effectAllowed = 'copy'
  dragged = { definition, preset }
}

export function endLibraryDrag(): void {
  dragged = null
}

/** What of the library is over the canvas now; null: something else, or of another window. */
export function draggedFromLibrary(data: DataTransfer): Dragged | null {
  return data.types.includes(DRAG_TYPE) ? dragged : null
}

/** The node of a library, of this window or another, that was dropped. */
export function droppedNode(data: DataTransfer): Dragged | null {
  const [type = '', preset = ''] = data.getData(DRAG_TYPE).split(' ')
  const definition = registry.get(type)
  return definition ? { definition, preset: definition.presets?.find(({ id }) => id === preset) ?? null } : null
}
