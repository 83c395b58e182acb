import type { Json, JsonObject } from '#shared/json.ts'

/** A node of a test document as a saved file holds it; params that are not given take the definition's defaults. */
export function node(id: string, type: string, params: JsonObject = {}, more: JsonObject = {}): JsonObject {
  return { id, type, params, ...more }
}

/** The smallest clip worth making: 0.5 s, 64×36 (the document's size), 12 fps. */
export function clip(id: string, params: JsonObject = {}, more: JsonObject = {}): JsonObject {
  return node(id, 'model', { model: 'standin/animatic', duration: 0.5, fps: 12, ...params }, more)
}

/** Wires written `from.port>to.port`; their ids are e1, e2, … in order. */
export function wires(...texts: readonly string[]): JsonObject[] {
  return texts.map((text, index) => {
    const [from, to] = text.split('>').map((end) => {
      const [id = '', port = ''] = end.split('.')
      return { node: id, port }
    })
    return { id: `e${index + 1}`, from: from ?? null, to: to ?? null }
  })
}

/** A document of 64×36 at 12 fps. */
export function documentOf(id: string, nodes: readonly JsonObject[], edges: readonly JsonObject[] = []): JsonObject {
  return {
    reelay: 1,
    id,
    name: id,
    settings: { delivery: { width: 64, height: 36, fps: 12, lufs: -16 } },
    nodes: [...nodes],
    edges: [...edges],
  }
}

/** Rows for a table node: permanent ids r1, r2, … */
export function rowsOf(column: string, cells: readonly string[]): JsonObject {
  return { columns: [column], rows: cells.map((cell, index) => ({ id: `r${index + 1}`, cells: [cell] })) }
}

/** An entry for an own catalog file: a video model hosted by the stand-in, at `usd` a clip. */
export function hostedModel(id: string, usd: number, more: JsonObject = {}): JsonObject {
  const sourced: Json = { source: 'a test', date: '2026-11-20', confidence: 'H' }
  return {
    id,
    title: id,
    kind: 'video',
    behaviour: 1,
    state: 'shown',
    tier: 'draft',
    modes: { text: true, startFrame: true, endFrame: true, references: 9, audio: false, video: false },
    duration: { min: 0.2, max: 30, step: 0.1 },
    fps: 'any',
    sound: 'choice',
    seed: true,
    negative: true,
    hosts: [{ provider: 'standin', name: 'animatic' }],
    price: { source: 'a test', date: '2026-11-20', confidence: 'H', rates: [{ per: 'clip', usd }] },
    capabilities: sourced,
    ...more,
  }
}
