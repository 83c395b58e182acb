import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { basename, join, sep } from 'node:path'
import { parseProject } from '#shared/project/parse.ts'
import { missingFor } from '../../providers/missing.ts'
import type { Handlers } from '../dispatch.ts'
import { Fault } from '../fault.ts'
import { pictureOf } from '../picture-of.ts'
import type { Services } from '../services.ts'

/** Files that the start screen lists. */
const MOST_RECENT = 24

type Names = 'app.info' | 'models.list' | 'starters.list' | 'recent.list' | 'recent.forget'

/** What the editor asks before any document is open. */
export function appHandlers(services: Services): Pick<Handlers, Names> {
  const { host, data, addresses, version, shell } = services
  return {
    'app.info': () => ({
      version,
      dataFolder: basename(data),
      desktop: shell !== null,
      ...addresses,
      warnings: host.warnings,
    }),
    'models.list': () => ({
      models: host.catalog
        .list()
        .filter((model) => model.state !== 'hidden')
        .map((model) => {
          const needs = missingFor(model, host.providers)?.long ?? null
          return { model, ready: needs === null, needs }
        }),
    }),
    'starters.list': () => ({
      starters: readdirSync(startersFolder(services))
        .filter((name) => name.endsWith('.reelay'))
        .flatMap((name) => {
          const path = join(startersFolder(services), name)
          const read = parseProject(readFileSync(path, 'utf8'), host.registry)
          if (!read.ok) return []
          const { name: title, nodes } = read.document
          // What is written for people only says what the pipeline is about.
          const text = nodes.find(({ type }) => host.registry.get(type)?.behave.kind === 'inert')?.params.text
          return [
            {
              id: basename(name, '.reelay'),
              title,
              about: typeof text === 'string' ? text : '',
              path,
              nodes: nodes.length,
            },
          ]
        })
        // The smallest first: a person learns from left to right.
        .sort((a, b) => a.nodes - b.nodes || a.title.localeCompare(b.title, 'en')),
    }),
    'recent.list': () => ({
      recent: host.cache.documents
        .list()
        // A document that was run before it was saved has no file that a person knows.
        .filter(({ path }) => !path.startsWith(join(data, 'untitled') + sep))
        .sort((a, b) => b.registered - a.registered)
        .slice(0, MOST_RECENT)
        .map(({ id, path, name, registered }) => ({
          ...{ path, name, used: registered, there: existsSync(path) },
          picture: pictureOf(host.cache.shown.snapshot(id)),
        })),
    }),
    'recent.forget': ({ path }) => {
      // What a document refers to is kept for it: only one that cannot be opened any more may be let go.
      if (existsSync(path)) throw new Fault('refused', `${path} is still there; delete the file itself first.`)
      for (const document of host.cache.documents.list())
        if (document.path === path) host.cache.documents.forget(document.id)
      return {}
    },
  }
}

/** The file of a starter; throws a Fault where there is none. */
export function starterPath(services: Services, id: string): string {
  const name = `${id}.reelay`
  if (!readdirSync(startersFolder(services)).includes(name))
    throw new Fault('not-found', `There is no starter ‘${id}’; starters.list names them.`)
  return join(startersFolder(services), name)
}

function startersFolder({ resources }: Services): string {
  return join(resources, 'pipelines')
}
