import { closeSync, openSync, writeSync } from 'node:fs'
import { parentPort, workerData } from 'node:worker_threads'
import { createPainter, type Painting } from './painting.ts'
import type { Mouth } from './scenes/scene.ts'

/** Asks for the frames from `from` to (not including) `to`, one after another in the file `path`; no range: one RGB still. */
export interface PaintOrder {
  readonly path: string
  readonly from: number
  readonly to: number
}
export type PaintNote = { readonly frame: number; readonly mouth: Mouth | null } | { readonly done: true }

// A thread of its own: painting a frame keeps a core busy, and the host must go on answering.
const painter = createPainter(workerData as Painting)
parentPort?.on('message', (order: PaintOrder) => {
  const file = openSync(order.path, 'w')
  try {
    if (order.to === order.from) writeAll(file, painter.rgb())
    for (let index = order.from; index < order.to; index++) {
      writeAll(file, painter.yuv(index))
      parentPort?.postMessage({ frame: index, mouth: painter.mouth(index) } satisfies PaintNote)
    }
  } finally {
    closeSync(file)
  }
  parentPort?.postMessage({ done: true } satisfies PaintNote)
})

function writeAll(file: number, bytes: Uint8ClampedArray): void {
  let written = 0
  while (written < bytes.length) written += writeSync(file, bytes, written, bytes.length - written)
}
