import type { Simulation } from '#shared/node/generate.ts'
import type { ParamSpecs, Params } from '#shared/node/params.ts'

/** How the offline stand-in behaves for one node. Cosmetic: a rehearsal of a failure must not make a paid output stale. */
export const standInParams = {
  standInDelay: {
    kind: 'number',
    label: 'Stand-in delay',
    help: 'How long the stand-in lets a request wait before it renders.',
    default: 0,
    neutral: 0,
    min: 0,
    max: 3600,
    unit: 's',
    cosmetic: true,
  },
  standInFault: {
    kind: 'text',
    label: 'Stand-in fault',
    help: 'A failure to rehearse: the name of a fault, or fault@item,item for single items (fail@3).',
    default: '',
    neutral: '',
    cosmetic: true,
  },
} as const satisfies ParamSpecs

/** Documentation of the stand-in params, shared by every generator. */
export const standInDocs = `- **Stand-in delay** and **Stand-in fault** only concern the offline stand-in: how long it waits, and a failure to
  rehearse, for every item (\`fail\`) or for single ones (\`fail@3\`, \`fail@intro,outro\`). Neither ever enters a key.`

/** What the stand-in is told about one item of a node with `standInParams`. */
export function simulationOf(params: Params, item: { readonly id: string }): Simulation {
  const delay = params.standInDelay
  const fault = typeof params.standInFault === 'string' ? faultFor(params.standInFault, item.id) : undefined
  return {
    ...(typeof delay === 'number' && delay > 0 ? { delay } : {}),
    ...(fault === undefined ? {} : { fault }),
  }
}

/**
 * The fault that `text` names for an item: `fail` is for every item, `fail@3` and `fail@intro,outro` for those items only.
 * Undefined where the item is to succeed.
 */
export function faultFor(text: string, item: string): string | undefined {
  const at = text.indexOf('@')
  const fault = (at < 0 ? text : text.slice(0, at)).trim()
  if (fault === '') return undefined
  if (at < 0) return fault
  const items = text.slice(at + 1).split(',')
  return items.some((id) => id.trim() === item) ? fault : undefined
}
