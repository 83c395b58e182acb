import type { DragEvent } from 'react'
import { registry } from '#nodes/index.ts'
import type { NodeDefinition, Preset } from '#shared/node/define.ts'
import { upload } from '../api.ts'
import { edit, placeNode } from '../commands/connect.ts'
import { isPipeline, openDropped } from '../start/open-dropped.ts'
import { documents } from '../store/document-store.ts'
import { say } from '../store/messages.ts'
import { ask, useSession } from '../store/session.ts'
import { select } from '../store/ui-store.ts'
import { canvas } from '../strings/canvas.ts'
import type { Point } from './box.ts'
import { useCanvas } from './canvas-store.ts'
import { kindOfFile, nodeForFile } from './file-node.ts'
import { CARD } from './geometry.ts'
import { wireFor } from './land.ts'
import { type Dragged, draggedFromLibrary, droppedNode, endLibraryDrag } from './library-drag.ts'
import { nodeToPlace } from './new-node.ts'
import { canvasView } from './view.ts'

/** Room between nodes made of several files that were dropped at once, in pixels at zoom 1. */
const APART = 200

/** Dropping nodes of the library, which may land on a wire, and files. */
export function useDrop(readOnly: boolean) {
  const lit = (event: DragEvent) => {
    const dragged = draggedFromLibrary(event.dataTransfer)
    const at = dragged && placeOf(event)
    const line = dragged && at && !readOnly ? wireFor(documents.document(), dragged, at) : null
    const litWire = line?.edge.id ?? null
    if (useCanvas.getState().litWire !== litWire) useCanvas.setState({ litWire })
  }
  return {
    onDragOver: (event: DragEvent) => {
      event.preventDefault()
      event.dataTransfer.dropEffect = readOnly ? 'none' : 'copy'
      lit(event)
    },
    onDragLeave: () => useCanvas.setState({ litWire: null }),
    onDrop: (event: DragEvent) => {
      event.preventDefault()
      useCanvas.setState({ litWire: null })
      const node = droppedNode(event.dataTransfer)
      endLibraryDrag()
      const at = placeOf(event)
      if (readOnly || !at) return
      if (node) placeDropped(node, at)
      else void dropFiles([...event.dataTransfer.files], at)
    },
  }
}

/** Where a card dropped at the pointer has its upper left corner: it hangs from the middle of its head. */
function placeOf(event: DragEvent): Point | null {
  const point = canvasView()?.toDocument({ x: event.clientX, y: event.clientY })
  return point ? { x: point.x - CARD.width / 2, y: point.y - CARD.header / 2 } : null
}

function placeDropped({ definition, preset }: Dragged, at: Point): void {
  placeNode(definition, preset, at, null, true)
}

/** Files were dropped: a pipeline is opened, each of the others becomes a node that holds it, all in one step. */
async function dropFiles(files: readonly File[], at: Point): Promise<void> {
  const pipeline = files.find(isPipeline)
  if (pipeline) {
    await openDropped(pipeline)
    return
  }
  const held: { readonly definition: NodeDefinition; readonly preset: Preset }[] = []
  for (const file of files) {
    const kind = kindOfFile(file)
    const path = kind && (await ask(() => upload(useSession.getState().info?.upload ?? '', file)))
    const node = kind && path ? nodeForFile(registry.values(), { kind, name: file.name, path }) : null
    if (node) held.push(node)
    else if (kind === null) say.error(canvas.refused.file(file.name))
  }
  documents.begin()
  const ids = held.map(({ definition, preset }, index) => {
    const node = nodeToPlace(documents.document(), definition, preset, { x: at.x, y: at.y + index * APART })
    edit([{ kind: 'add-node', node }])
    return node.id
  })
  documents.commit()
  if (ids.length > 0) select(ids)
}
