import { randomUUID } from 'node:crypto'
import { rename, rm, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'

/** Writes a text under another name and gives it its own when it is complete; nothing is left of one that is not. */
export async function writeWhole(path: string, text: string): Promise<void> {
  const partial = join(dirname(path), `.${randomUUID()}.partial`)
  try {
    await writeFile(partial, text)
    await rename(partial, path)
  } finally {
    await rm(partial, { force: true })
  }
}
