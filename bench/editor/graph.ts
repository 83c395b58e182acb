import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { registry } from '#nodes/index.ts'
import type { Document, Edge, Instance } from '#shared/graph/document.ts'
import type { Digest } from '#shared/graph/ids.ts'
import { newDocument, newInstance } from '#shared/graph/new-document.ts'
import { sha256 } from '../../electron/hash.ts'
import type { Host } from '../../electron/host.ts'

/** One row of the canvas: words, a shot, its conformed clip and a still of it. */
const ROW = [
  { type: 'prompt', out: 'text', in: null },
  { type: 'model', out: 'video', in: 'prompt' },
  { type: 'normalize', out: 'video', in: 'video' },
  { type: 'frame', out: 'image', in: 'video' },
] as const
const ROWS_ABREAST = 6
const PICTURES = 60

/** A pipeline of `count` cards on a grid, three in four of them with a picture. */
export function cardGraph(count: number): Document {
  const nodes: Instance[] = []
  const edges: Edge[] = []
  for (let index = 0; index < count; index++) {
    const row = Math.floor(index / ROW.length)
    const column = index % ROW.length
    const part = ROW[column]
    const definition = part && registry.get(part.type)
    if (!part || !definition) throw new Error('A row of the benchmark names a node type that is not there.')
    const id = `${part.type}-${row}`
    const params = part.type === 'prompt' ? { text: `Shot ${row}: a lighthouse in fog, slow dolly in, soft light` } : {}
    const position = {
      x: ((row % ROWS_ABREAST) * ROW.length + column) * 300,
      y: Math.floor(row / ROWS_ABREAST) * 260,
    }
    nodes.push({ ...newInstance(definition, id, `${definition.title} ${row}`, params), position })
    const before = column > 0 ? ROW[column - 1] : undefined
    if (before && part.in !== null)
      edges.push({
        id: `e${index}`,
        from: { node: `${before.type}-${row}`, port: before.out },
        to: { node: id, port: part.in },
      })
  }
  return { ...newDocument(`bench-${count}`, `${count} cards`), nodes, edges }
}

/** Puts pictures into the store and shows one at each card that can have one, as if it had run. */
export async function showPictures(host: Host, documents: readonly Document[]): Promise<readonly Digest[]> {
  const folder = host.cache.temp.own()
  const pictures: { digest: Digest; bytes: number }[] = []
  for (let n = 0; n < PICTURES; n++) {
    const output = join(folder, `bench-${n}.jpg`)
    const colours = `testsrc2=s=320x180,hue=h=${(360 * n) / PICTURES}`
    await host.ffmpeg.run(
      {
        inputs: [{ path: colours, options: ['-f', 'lavfi'] }],
        outputOptions: ['-frames:v', '1', '-update', '1', '-q:v', '3', '-f', 'image2'],
        output,
        seconds: 0,
      },
      { signal: new AbortController().signal, progress: () => {} },
    )
    pictures.push(await host.cache.blobs.take(output))
  }
  for (const document of documents) {
    const entries = document.nodes.flatMap((node, index) => {
      const at = pictureAt(node, index)
      const picture = at === null ? undefined : pictures[at]
      if (!picture) return []
      const { digest, bytes } = picture
      const key = sha256(`${document.id} ${node.id}`)
      const value = { type: 'image', digest, facts: { format: 'image2', bytes, width: 320, height: 180 } } as const
      host.cache.outputs.put(key, { [portOf(node)]: [{ digest, value }] }, NOWHERE)
      return [{ node: node.id, item: '0', take: 0, key }]
    })
    host.cache.shown.set(document.id, entries)
  }
  return pictures.map(({ digest }) => digest)
}

/** Which picture the card at `index` of its document shows. */
export function pictureAt(node: Instance, index: number): number | null {
  return portOf(node) === 'text' ? null : index % PICTURES
}

function portOf(node: Instance): string {
  return ROW.find(({ type }) => type === node.type)?.out ?? 'text'
}

const NOWHERE = { fingerprint: {}, wallMs: 0, date: '2026-01-01T00:00:00.000Z', toolchain: {}, paid: false }

/** Writes a document as a person's file; gives its path. */
export function save(folder: string, document: Document): string {
  const path = join(folder, `${document.id}.reelay`)
  writeFileSync(path, JSON.stringify(document))
  return path
}
