import { existsSync, mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { copyOut, legalName } from '../../run/copy-out.ts'
import type { Handlers } from '../dispatch.ts'
import { Fault } from '../fault.ts'
import type { Services } from '../services.ts'
import type { Shell } from '../shell.ts'

type Names = Extract<keyof Handlers, `shell.${string}`>

/** What only a desktop can do. */
export function shellHandlers({ host, shell }: Services): Pick<Handlers, Names> {
  const desktop = (): Shell => {
    if (shell) return shell
    throw new Fault('unsupported', 'Only the desktop app can do this; in a browser use what the browser offers.')
  }
  const stored = (digest: string): string => {
    if (host.cache.blobs.has(digest)) return host.cache.blobs.path(digest)
    throw new Fault('not-found', 'This file is not in the store any more; run again and it is made anew.')
  }
  return {
    'shell.openDialog': async (options, client) => ({ paths: await desktop().openDialog(client, options) }),
    'shell.saveDialog': async ({ accept, name }, client) => ({
      path: await desktop().saveDialog(client, { accept, name: legalName(name) || 'Untitled' }),
    }),
    'shell.reveal': async ({ digest, path }) => {
      const there = desktop()
      const wanted = digest === undefined ? path : stored(digest)
      if (wanted === undefined || !existsSync(wanted))
        throw new Fault('not-found', `There is no file ${wanted ?? ''} any more; it was moved or deleted.`)
      await there.reveal(wanted)
      return {}
    },
    'shell.notify': async (note, client) => ({ shown: await desktop().notify(client, note) }),
    'shell.menu': async ({ menus }, client) => {
      await desktop().menu(client, menus)
      return {}
    },
    'shell.newWindow': async ({ start }) => {
      await desktop().newWindow(start)
      return {}
    },
    'shell.saveOutput': async ({ digest, name }, client) => {
      const there = desktop()
      const from = stored(digest)
      const path = await there.saveDialog(client, { accept: 'any', name: legalName(name) || digest.slice(0, 12) })
      if (path === null) return { path }
      const lease = host.cache.lease([digest])
      try {
        await copyOut(from, path)
      } finally {
        lease.release()
      }
      return { path }
    },
    'shell.startDrag': async ({ digest, name }, client) => {
      const there = desktop()
      const from = stored(digest)
      // Where it is dropped, the file is taken under the name it has here.
      const folder = join(host.cache.temp.own(), 'drag', digest)
      const path = join(folder, legalName(name) || digest.slice(0, 12))
      if (!existsSync(path)) {
        mkdirSync(folder, { recursive: true })
        await copyOut(from, path)
      }
      await there.startDrag(client, path)
      return {}
    },
  }
}
