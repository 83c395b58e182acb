import { readUiSettings } from '../../settings/ui-settings.ts'
import type { Handlers } from '../dispatch.ts'
import type { Services } from '../services.ts'
import { starterPath } from './app.ts'

type Names = Extract<keyof Handlers, `document.${string}` | `recovery.${string}`>

/** Opening, editing and saving. */
export function documentHandlers(services: Services): Pick<Handlers, Names> {
  const { sessions, shell } = services
  /** The system lists it among its recent files. */
  const used = <T extends { readonly path: string | null }>(opened: T): T => {
    if (opened.path !== null) shell?.used(opened.path)
    return opened
  }
  return {
    'recovery.list': async () => ({
      documents: (await sessions.unsaved()).map(({ session, path, document, edits, changed }) => ({
        ...{ session, path, name: document.name, edits, changed },
      })),
    }),
    'recovery.discard': async ({ session }) => {
      await sessions.discardUnsaved(session)
      return {}
    },
    'document.open': async ({ path }, client) => used(await sessions.open(path, client)),
    'document.import': ({ path }, client) => sessions.copy(path, client),
    'document.new': ({ name }, client) => sessions.create(name, readUiSettings(services.data).delivery, client),
    'document.openStarter': ({ starter }, client) => sessions.copy(starterPath(services, starter), client),
    'document.resume': ({ session }, client) => sessions.resume(session, client),
    'document.edit': ({ session, edits }) => sessions.edit(session, edits),
    'document.save': ({ session, overwrite }) => sessions.save(session, overwrite),
    'document.saveAs': async ({ session, path, replace }) => used(await sessions.saveAs(session, path, replace)),
    'document.reload': ({ session }) => sessions.reload(session),
    'document.takeOver': ({ session }) => sessions.takeOver(session),
    'document.close': async ({ session, discard }) => {
      await sessions.close(session, discard)
      return {}
    },
  }
}
