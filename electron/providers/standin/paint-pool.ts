import { availableParallelism } from 'node:os'
import { Worker } from 'node:worker_threads'
import type { MediaJob } from '#shared/node/media.ts'
import type { PaintNote, PaintOrder } from './paint-worker.ts'
import type { Painting } from './painting.ts'
import type { Mouth } from './scenes/scene.ts'

/** The painter's own file, beside this one: as source, or as the built package has it. */
const WORKER = new URL(import.meta.url.endsWith('.ts') ? './paint-worker.ts' : './paint-worker.js', import.meta.url)

/** Threads of one painting; two give both halves of a small machine something to do. */
const THREADS = Math.min(2, availableParallelism())

/** The pieces a shot is painted in: frames and the raw file they go to. */
export interface Piece extends PaintOrder {
  readonly index: number
}

/**
 * Paints pieces in threads and hands each finished one to `use` (one at a time, in order). At most three finished pieces wait on
 * disk, whatever the length of the shot. Stops at once when the job is aborted.
 */
export async function paintPieces(
  painting: Painting,
  pieces: readonly Piece[],
  use: (piece: Piece) => Promise<void>,
  onFrame: (index: number, mouth: Mouth | null) => void,
  job: MediaJob,
): Promise<void> {
  job.signal.throwIfAborted()
  const workers = pieces
    .slice(0, THREADS)
    .map(() => new Worker(WORKER, { workerData: painting, name: 'stand-in painter' }))
  const stop = new AbortController()
  const finished = new Map<number, Piece>()
  let wake = () => {}
  let next = 0
  let used = 0
  let failure: unknown
  const fail = (error: unknown) => {
    failure ??= error
    stop.abort()
    wake()
  }
  const onAbort = () => fail(job.signal.reason)
  job.signal.addEventListener('abort', onAbort)

  const give = (worker: Worker) => {
    const piece = pieces[next]
    if (piece === undefined || next - used > THREADS + 1) {
      idle.add(worker)
      return
    }
    idle.delete(worker)
    next++
    busy.set(worker, piece)
    worker.postMessage({ path: piece.path, from: piece.from, to: piece.to } satisfies PaintOrder)
  }
  const idle = new Set<Worker>()
  const busy = new Map<Worker, Piece>()
  for (const worker of workers) {
    worker.on('message', (note: PaintNote) => {
      if ('frame' in note) return onFrame(note.frame, note.mouth)
      const piece = busy.get(worker)
      busy.delete(worker)
      if (piece) finished.set(piece.index, piece)
      wake()
      give(worker)
    })
    worker.on('error', fail)
    worker.on('exit', (code) => {
      if (code !== 0 && !stop.signal.aborted) fail(new Error(`The stand-in's painter ended with code ${code}.`))
    })
    give(worker)
  }
  try {
    while (used < pieces.length) {
      if (failure !== undefined) throw failure
      const piece = finished.get(used)
      if (piece === undefined) {
        await new Promise<void>((resolve) => {
          wake = resolve
        })
        continue
      }
      finished.delete(used)
      await use(piece)
      used++
      for (const worker of [...idle]) give(worker)
    }
    if (failure !== undefined) throw failure
  } finally {
    stop.abort()
    job.signal.removeEventListener('abort', onAbort)
    await Promise.all(workers.map((worker) => worker.terminate()))
  }
}
