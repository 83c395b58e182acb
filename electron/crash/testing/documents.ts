import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

interface Node {
  readonly id: string
  readonly type: string
  readonly params: object
}
type Wire = readonly [from: string, port: string, to: string, into: string]

/** A picture of one red pixel, as a PNG file. */
const PIXEL = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAIAAACQd1PeAAAADElEQVR4nGP4z8AAAAMBAQDJ/pLvAAAAAElFTkSuQmCC'

const words: Node = { id: 'words', type: 'prompt', params: { text: 'a door' } }
const still: Node = { id: 'still', type: 'file', params: { kind: 'image', path: 'pixel.png' } }
const sound: Node = { id: 'sound', type: 'audio', params: { model: 'standin/foley', text: '', duration: 0.5 } }
const shot: Node = {
  id: 'shot',
  type: 'model',
  params: { model: 'standin/animatic', prompt: '', duration: 0.5, width: 64, height: 36, fps: 10, seed: 1 },
}

/** Small documents; most steps are passed by the cheap ones. */
const DOCUMENTS = {
  /** Only evaluated. */
  text: { nodes: [words], wires: [] },
  /** An input file; only a probe. */
  picture: { nodes: [words, still], wires: [] },
  /** A paid request that takes a file along. */
  larger: {
    nodes: [still, { id: 'large', type: 'upscale', params: { model: 'standin/upscaler', scale: 2 } }],
    wires: [['still', 'image', 'large', 'image']],
  },
  /** A paid request. */
  sound: { nodes: [words, sound], wires: [['words', 'text', 'sound', 'text']] },
  /** The whole way to a delivered film. */
  film: {
    nodes: [
      words,
      shot,
      { id: 'normal', type: 'normalize', params: {} },
      { id: 'cut', type: 'sequence', params: {} },
      { id: 'film', type: 'export', params: {} },
    ],
    wires: [
      ['words', 'text', 'shot', 'prompt'],
      ['shot', 'video', 'normal', 'video'],
      ['normal', 'video', 'cut', 'clips'],
      ['cut', 'sequence', 'film', 'sequence'],
    ],
  },
} as const satisfies Record<string, { readonly nodes: readonly Node[]; readonly wires: readonly Wire[] }>
export type DocumentName = keyof typeof DOCUMENTS

/** Writes a document and its input file into a folder and gives its path. `fault` is what the stand-in is told to get wrong. */
export function writeDocument(folder: string, name: DocumentName, fault = ''): string {
  mkdirSync(folder, { recursive: true })
  writeFileSync(join(folder, 'pixel.png'), Buffer.from(PIXEL, 'base64'))
  const { nodes, wires } = DOCUMENTS[name]
  const path = join(folder, `${name}.reelay`)
  const document = {
    reelay: 1,
    id: `00000000-0000-4000-8000-00000000000${Object.keys(DOCUMENTS).indexOf(name)}`,
    name,
    settings: { delivery: { width: 64, height: 36, fps: 10, lufs: null } },
    nodes: nodes.map((node) =>
      node.type === 'audio' || node.type === 'model'
        ? { ...node, params: { ...node.params, standInFault: fault } }
        : node,
    ),
    edges: wires.map(([node, port, to, into], index) => ({
      id: `w${index}`,
      from: { node, port },
      to: { node: to, port: into },
    })),
  }
  writeFileSync(path, JSON.stringify(document))
  return path
}
