import { Worker } from 'node:worker_threads'
import { type Calls, joinThreads } from './calls.ts'
import type { HostStart } from './host-side.ts'
import type { DesktopSide, HostSide } from './sides.ts'

/** The thread's own file, beside this one: as source, or as the built app has it. */
const THREAD = new URL(import.meta.url.endsWith('.ts') ? './host-thread.ts' : './host-thread.js', import.meta.url)

/** A host in a thread of its own. */
export interface HostThread extends Pick<Calls<HostSide>, 'remote' | 'tell'> {
  /** Ends runs, documents and the thread. */
  close(): Promise<void>
}

/** Starts the host's thread. `onEnd` is called when it ends without having been closed, with why. */
export function startHost(start: HostStart, desktop: DesktopSide, onEnd: (why: string) => void): HostThread {
  const worker = new Worker(THREAD, { workerData: start, name: 'Reelay host' })
  const calls = joinThreads<HostSide>(worker)
  calls.offer(desktop)
  let closed = false
  let why = 'it stopped by itself'
  const ended = new Promise<void>((resolve) => worker.once('exit', () => resolve()))
  worker.on('error', (error) => {
    why = error.message
  })
  worker.on('exit', () => {
    calls.ended()
    if (!closed) onEnd(why)
  })
  return {
    remote: calls.remote,
    tell: calls.tell,
    async close() {
      closed = true
      // Where it never opened, or has ended, there is nothing to let go of.
      await calls.remote.close().catch(() => worker.terminate())
      await ended
    },
  }
}
