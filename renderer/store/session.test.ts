import { beforeEach, describe, expect, it, vi } from 'vitest'
import { newDocument } from '#shared/graph/new-document.ts'

interface Asked {
  readonly name: string
  readonly input: Readonly<Record<string, unknown>>
  readonly answer: (value: unknown) => void
}

const { asked, kept } = vi.hoisted(() => {
  const kept = new Map<string, string>()
  vi.stubGlobal('sessionStorage', {
    getItem: (name: string) => kept.get(name) ?? null,
    setItem: (name: string, value: string) => void kept.set(name, value),
    removeItem: (name: string) => void kept.delete(name),
  })
  return { asked: [] as Asked[], kept }
})
vi.mock('../api.ts', async () => ({
  ApiError: (await import('../api/api-error.ts')).ApiError,
  on: () => () => {},
  onConnection: () => () => {},
  request: (name: string, input: Asked['input']) =>
    new Promise((answer) => {
      asked.push({ name, input, answer })
    }),
}))

const { documents } = await import('./document-store.ts')
const { openWith, save, sync, useSession } = await import('./session.ts')
const { request } = await import('../api.ts')

/** The request of a name that waits for its answer; waits until there is one. */
async function waiting(name: string): Promise<Asked> {
  return vi.waitFor(() => {
    const place = asked.findIndex((each) => each.name === name)
    const [found] = place < 0 ? [] : asked.splice(place, 1)
    if (!found) throw new Error(`nobody asks ${name}`)
    return found
  })
}

const opened = (session: string) => ({
  ...{ session, path: `/${session}.reelay`, document: newDocument(session, session), warnings: [] },
  ...{ readOnly: false, unsaved: false, recovered: false, revision: 0 },
})
const open = (session: string) => openWith(() => request('document.open', { path: `/${session}.reelay` }))
async function start(session: string): Promise<void> {
  const done = open(session)
  ;(await waiting('document.open')).answer(opened(session))
  await done
}
const rename = (name: string) => documents.edit([{ kind: 'rename-document', name }])

beforeEach(() => {
  asked.length = 0
  kept.clear()
  useSession.setState({ session: null, path: null, unsaved: false, conflict: false })
  documents.open(newDocument('none', ''))
})

describe('answers that come after another document was opened', () => {
  it('of an edit do not count for the document that is open now', async () => {
    await start('a')
    rename('edited')
    const edit = await waiting('document.edit')
    const next = open('b')
    edit.answer({ ok: true, revision: 1, unsaved: false })
    const opening = await waiting('document.open')
    rename('late')
    const late = await waiting('document.edit')
    expect(late.input.session).toBe('a')
    opening.answer(opened('b'))
    ;(await waiting('document.close')).answer({})
    await next
    late.answer({ ok: true, revision: 2, unsaved: true })
    await sync()
    expect(documents.document().id).toBe('b')
    expect(useSession.getState()).toMatchObject({ session: 'b', unsaved: false })
    expect(asked).toEqual([])
  })

  it('of a save do not mark it as saved', async () => {
    await start('a')
    const saved = save({ quiet: true })
    const saving = await waiting('document.save')
    const next = open('b')
    ;(await waiting('document.open')).answer(opened('b'))
    ;(await waiting('document.close')).answer({})
    await next
    saving.answer({ path: '/a.reelay', written: true })
    expect(await saved).toBe(true)
    expect(useSession.getState().path).toBe('/b.reelay')
  })

  it('of two that are opened at once, the one that comes first is closed again', async () => {
    const both = [open('a'), open('b')]
    const first = await waiting('document.open')
    const second = await waiting('document.open')
    first.answer(opened('a'))
    second.answer(opened('b'))
    const closing = await waiting('document.close')
    expect(closing.input).toEqual({ session: 'a', discard: false })
    closing.answer({})
    await Promise.all(both)
    expect(useSession.getState().session).toBe('b')
  })
})

it('what is edited while it is saved stays unsaved', async () => {
  await start('a')
  const saved = save({ quiet: true })
  const saving = await waiting('document.save')
  rename('edited meanwhile')
  ;(await waiting('document.edit')).answer({ ok: true, revision: 1, unsaved: true })
  await sync()
  saving.answer({ path: '/a.reelay', written: true })
  await saved
  expect(useSession.getState().unsaved).toBe(true)
})
