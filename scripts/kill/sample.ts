import { cpSync, readFileSync, writeFileSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { type Document, zDocument } from '#shared/graph/document.ts'

/** Seconds of the shortest clip a model node takes. */
const SHORTEST = 0.5

/**
 * Copies a document and what lies beside it into a folder, with another id; with `scale` below 1 also smaller and shorter by that
 * factor. Gives the path of the copy.
 */
export function copySample(file: string, folder: string, scale: number): string {
  cpSync(dirname(file), folder, { recursive: true })
  const copy = join(folder, basename(file))
  const document = zDocument.parse(JSON.parse(readFileSync(file, 'utf8')))
  if (scale !== 1) writeFileSync(copy, JSON.stringify(scaled(document, scale), null, 2))
  return copy
}

function scaled(document: Document, scale: number): Document {
  const { delivery } = document.settings
  const pixels = (size: number) => Math.max(16, 2 * Math.round((size * scale) / 2))
  const film = { ...delivery, width: pixels(delivery.width), height: pixels(delivery.height) }
  const nodes = document.nodes.map((node) => {
    const params = { ...node.params }
    for (const [name, value] of Object.entries(params)) {
      if (typeof value !== 'number') continue
      if (name === 'width' || name === 'height') params[name] = pixels(value)
      if (name === 'time') params[name] = value * scale
      if (name === 'duration') params[name] = Math.max(SHORTEST, Number((value * scale).toFixed(1)))
    }
    return { ...node, params }
  })
  return { ...document, settings: { ...document.settings, delivery: film }, nodes: nodes.map(briefly) }
}

/** A spoken line sets the length of what is lip-synced to it, so its words are scaled too; clips keep a quick cut. */
function briefly(node: Document['nodes'][number]): Document['nodes'][number] {
  if (node.id === 'line') return { ...node, params: { ...node.params, text: 'Morning.' } }
  if (node.type === 'sequence') return { ...node, params: { ...node.params, clips: {}, tracks: {} } }
  return node
}
