import { isBuiltin } from 'node:module'
import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vite'

/** Our own modules, written as relative, subpath or (for entries) absolute paths; everything else is installed beside the package. */
const isOurs = (id: string) =>
  id.startsWith('.') || id.startsWith('#') || id.startsWith('/') || /^[A-Za-z]:[\\/]/.test(id)

/**
 * The command line as plain JavaScript for the npm package: Node strips no types below node_modules. `out/cli.js` only asks for the
 * Node's version and then loads `out/reelay.js`; both lie one folder below `resources/`, as `electron/*.ts` do.
 */
export default defineConfig({
  build: {
    ssr: true,
    outDir: 'out',
    emptyOutDir: false,
    // Old enough to be read, and to say so, by the Nodes that are too old to run the rest.
    target: 'node20',
    rolldownOptions: {
      input: {
        cli: fileURLToPath(new URL('scripts/bin.mjs', import.meta.url)),
        // The stand-in's painter is a thread of its own, so it must be a file of its own.
        'paint-worker': fileURLToPath(new URL('electron/providers/standin/paint-worker.ts', import.meta.url)),
      },
      external: (id) => isBuiltin(id) || !isOurs(id),
      output: {
        format: 'es',
        entryFileNames: '[name].js',
        chunkFileNames: 'reelay.js',
        banner: (chunk) => (chunk.isEntry ? '#!/usr/bin/env node' : ''),
      },
    },
  },
})
