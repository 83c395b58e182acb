import { fileURLToPath } from 'node:url'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'

/** The editor's page, for the browser and the desktop window alike; `base` is relative because the desktop loads it from `app://`. */
export default defineConfig({
  root: fileURLToPath(new URL('renderer', import.meta.url)),
  base: './',
  plugins: [react()],
  build: {
    outDir: fileURLToPath(new URL('out/renderer', import.meta.url)),
    emptyOutDir: true,
    minify: true,
    target: 'es2023',
    // One file: it is loaded from this machine, so a second request costs more than the bytes.
    chunkSizeWarningLimit: 2000,
  },
})
