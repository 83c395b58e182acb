import { cpSync, mkdirSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import react from '@vitejs/plugin-react'
import { build } from 'vite'
import type { Document } from '#shared/graph/document.ts'
import { sendFile } from '../../../electron/web/send-file.ts'
import { staticFile } from '../../../electron/web/static-files.ts'
import { pictureAt } from '../graph.ts'

/** Builds the bare canvas into `folder` with the same cards and pictures as the documents, and serves it. */
export async function serveBare(
  folder: string,
  documents: readonly Document[],
  pictures: readonly string[],
): Promise<{ url: string; close(): void }> {
  await build({
    root: fileURLToPath(new URL('.', import.meta.url)),
    base: './',
    logLevel: 'warn',
    plugins: [react()],
    build: { outDir: folder, emptyOutDir: true, minify: true, target: 'es2023', chunkSizeWarningLimit: 2000 },
  })
  mkdirSync(join(folder, 'pictures'))
  pictures.forEach((path, index) => {
    cpSync(path, join(folder, 'pictures', `${index}.jpg`))
  })
  for (const document of documents) {
    const nodes = document.nodes.map((node, index) => {
      const { id, title, position } = node
      const at = pictureAt(node, index)
      return { id, title, position, picture: at === null ? null : `./pictures/${at}.jpg` }
    })
    const edges = document.edges.map(({ id, from, to }) => ({ id, source: from.node, target: to.node }))
    writeFileSync(join(folder, `${document.id}.json`), JSON.stringify({ nodes, edges }))
  }
  const server = createServer((request, response) => {
    const file = staticFile(folder, new URL(request.url ?? '/', 'http://bare').pathname)
    if (file) void sendFile(request, response, file.path, { 'Content-Type': file.type })
    else response.writeHead(404).end()
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}/`,
    close: () => {
      server.closeAllConnections()
      server.close()
    },
  }
}
