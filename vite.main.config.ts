import { isBuiltin } from 'node:module'
import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vite'

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url))
/** Our own modules; everything else is packed beside them, or is Electron itself. */
const isOurs = (id: string) =>
  id.startsWith('.') || id.startsWith('#') || id.startsWith('/') || /^[A-Za-z]:[\\/]/.test(id)

/** The desktop app's main process, with the threads it starts: the host, and the stand-in's painter. */
export default defineConfig({
  build: {
    ssr: true,
    outDir: 'out/main',
    emptyOutDir: true,
    target: 'node24',
    rolldownOptions: {
      input: {
        main: here('electron/main.ts'),
        // A thread is a file of its own, beside whatever starts it.
        'host-thread': here('electron/desktop/host-thread.ts'),
        'paint-worker': here('electron/providers/standin/paint-worker.ts'),
      },
      external: (id) => isBuiltin(id) || !isOurs(id),
      output: { format: 'es', entryFileNames: '[name].js', chunkFileNames: '[name].js' },
    },
  },
})
