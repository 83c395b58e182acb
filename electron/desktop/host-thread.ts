import { parentPort, workerData } from 'node:worker_threads'
import { joinThreads } from './calls.ts'
import { createHostSide, type HostStart } from './host-side.ts'
import type { DesktopSide } from './sides.ts'

// The whole host lives in this thread, so that nothing it does (planning, hashing, SQLite) holds up a window.
if (!parentPort) throw new Error('This is the thread of a host; start-host.ts starts it.')
const port = parentPort
const desktop = joinThreads<DesktopSide>(port)
const side = createHostSide(workerData as HostStart, desktop)
desktop.offer({
  ...side,
  async close() {
    await side.close()
    // After the answer has left; the thread ends when nothing holds it any more.
    setImmediate(() => port.close())
  },
})
