import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vite'

/** The desktop window's preload script: in the sandbox it must be one CommonJS file that asks for nothing but Electron. */
export default defineConfig({
  build: {
    ssr: true,
    outDir: 'out/preload',
    emptyOutDir: true,
    target: 'node24',
    rolldownOptions: {
      input: { preload: fileURLToPath(new URL('electron/preload.ts', import.meta.url)) },
      external: ['electron'],
      output: { format: 'cjs', entryFileNames: '[name].cjs' },
    },
  },
})
