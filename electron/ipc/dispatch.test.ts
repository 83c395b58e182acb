import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { REQUESTS, type RequestName } from '../../shared/ipc/contract.ts'
import { zErrorCode } from '../../shared/ipc/error.ts'
import type { Answer } from '../../shared/ipc/wire.ts'
import { documentOf, node } from '../cli/testing/documents.ts'
import { openTestEditor, type TestEditor } from './testing/editor.ts'

const NAMES = Object.keys(REQUESTS) as RequestName[]
let editor: TestEditor
const nobody = { send: () => {} }
beforeAll(async () => {
  editor = await openTestEditor()
})
afterAll(() => editor.close())

/** An answer, or an error with a code, a sentence, and no fault of Reelay's own. */
function expectTyped(answer: Answer, what: unknown): void {
  if (answer.ok) return
  expect(zErrorCode.options).toContain(answer.error.code)
  expect(answer.error.message).toMatch(/\S.*\.$/s)
  expect({ code: answer.error.code, what, log: editor.log }).not.toMatchObject({ code: 'internal' })
}

/** Names that requests have, over any values: gets past the first check far more often than any object would. */
const nearly = fc.dictionary(
  fc.constantFrom(
    ...['session', 'path', 'edits', 'targets', 'standIn', 'budgetUsd', 'run', 'from', 'node', 'count', 'key'],
    ...['name', 'starter', 'discard', 'replace', 'limit', '__proto__', 'constructor'],
  ),
  fc.oneof(fc.jsonValue(), fc.string(), fc.constantFrom('..', '../../etc/passwd', '/', 'a\0b', '__proto__')),
)

describe.each(NAMES)('%s', (name) => {
  it('answers any payload with a result or a typed error', async () => {
    await fc.assert(
      fc.asyncProperty(fc.oneof(fc.anything(), fc.jsonValue(), nearly), async (payload) => {
        const answer = await editor.editor.dispatch(nobody, name, payload)
        expectTyped(answer, payload)
      }),
      { numRuns: 60 },
    )
  })
})

describe('an open document', () => {
  const SESSION_REQUESTS = NAMES.filter(
    (name) => 'session' in REQUESTS[name].in.shape && !['document.close', 'document.saveAs'].includes(name),
  )

  it.each(SESSION_REQUESTS)('%s of it answers any payload with a result or a typed error', async (name) => {
    const path = editor.write(`${name}.reelay`, documentOf(name, [node('words', 'prompt', { text: 'a door' })]))
    const { session } = await editor.client().ask('document.open', { path })
    await fc.assert(
      fc.asyncProperty(nearly, async (payload) => {
        expectTyped(await editor.editor.dispatch(nobody, name, { ...payload, session }), payload)
      }),
      { numRuns: 40 },
    )
  })

  it('can be saved under any name, or says why not', async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ minLength: 1, maxLength: 300 }), async (name) => {
        const client = editor.client()
        const { session } = await client.ask('document.new', {})
        // Inside the test's own folder, whatever the name is.
        const path = editor.path(`x${name.replaceAll('/', '').replaceAll('\\', '')}`)
        expectTyped(await editor.editor.dispatch(nobody, 'document.saveAs', { session, path }), name)
        await client.ask('document.close', { session, discard: true })
      }),
      { numRuns: 40 },
    )
  })
})

describe('the door', () => {
  it('refuses names that are no requests, also those every object has', async () => {
    for (const name of ['toString', '__proto__', 'constructor', '', 'app', 'x'.repeat(1000)]) {
      const answer = await editor.editor.dispatch(nobody, name, {})
      expect(answer).toMatchObject({ ok: false, error: { code: 'unknown-request' } })
    }
  })

  it('refuses what is nested too deeply', async () => {
    let deep: unknown = 0
    for (let level = 0; level < 200_000; level++) deep = [deep]
    const edits = [{ kind: 'set-param', node: 'a', param: 'b', value: deep }]
    const answer = await editor.editor.dispatch(nobody, 'document.edit', { session: 's', edits })
    expect(answer).toMatchObject({ ok: false, error: { code: 'bad-request' } })
  })
})
