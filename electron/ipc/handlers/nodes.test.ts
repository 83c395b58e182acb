import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Edit } from '#shared/graph/edits.ts'
import { openTestEditor, type TestEditor } from '../testing/editor.ts'

let editor: TestEditor
beforeAll(async () => {
  editor = await openTestEditor()
})
afterAll(() => editor.close())

const FILM = {
  reelay: 1,
  id: 'film',
  nodes: [
    { id: 'words', type: 'prompt', params: { text: 'A mug on wet stone' } },
    { id: 'check', type: 'gate' },
    {
      id: 'hero',
      type: 'model',
      params: { model: 'kling/v2-6', duration: 5, negative: 'people', sound: true, width: 1920, height: 1080 },
    },
    { id: 'still', type: 'model', params: { model: 'standin/still', prompt: 'A mug' } },
    { id: 'from', type: 'model', params: { model: 'kling/v2-6', prompt: 'It turns', duration: 5 } },
    { id: 'aside', type: 'model', params: { model: 'kling/v2-6', prompt: 'x' }, bypass: true },
    { id: 'gone', type: 'model', params: { model: 'openai/sora-2', prompt: 'x' } },
  ],
  edges: [
    { id: 'e1', from: { node: 'words', port: 'text' }, to: { node: 'check', port: 'value' } },
    { id: 'e2', from: { node: 'words', port: 'text' }, to: { node: 'hero', port: 'prompt' } },
    { id: 'e3', from: { node: 'still', port: 'image' }, to: { node: 'from', port: 'startFrame' } },
  ],
}

async function opened() {
  const client = editor.client()
  const path = editor.write(`${crypto.randomUUID()}.reelay`, { ...FILM, id: crypto.randomUUID() })
  const { session } = await client.ask('document.open', { path })
  const edit = (...edits: Edit[]) => client.ask('document.edit', { session, edits })
  return { client, session, edit }
}

describe('the request of a node', () => {
  it('is as the model gets it, and the same again after a swap and back', async () => {
    const { client, session, edit } = await opened()
    const before = await client.ask('node.request', { session, node: 'hero' })
    expect(before).toMatchObject({
      ok: true,
      complete: true,
      model: 'kling/v2-6',
      request: { prompt: 'A mug on wet stone', seconds: 5, negative: 'people', sound: true },
      notes: [],
    })
    await edit({ kind: 'set-param', node: 'hero', param: 'model', value: 'runway/gen4.5' })
    const swapped = await client.ask('node.request', { session, node: 'hero' })
    if (!swapped.ok) throw new Error(swapped.why)
    expect(swapped.notes.join(' ')).toMatch(/negative prompt: set aside/)
    expect(swapped.notes.join(' ')).toMatch(/makes no sound/)
    expect(swapped.request).not.toHaveProperty('negative')
    await edit({ kind: 'set-param', node: 'hero', param: 'model', value: 'kling/v2-6' })
    expect(await client.ask('node.request', { session, node: 'hero' })).toEqual(before)
  })

  it('says what it cannot know yet', async () => {
    const { client, session } = await opened()
    expect(await client.ask('node.request', { session, node: 'from' })).toMatchObject({ ok: true, complete: false })
    expect(await client.ask('node.request', { session, node: 'words' })).toEqual({
      ok: false,
      why: 'It asks no model for anything.',
    })
    expect(await client.ask('node.request', { session, node: 'aside' })).toMatchObject({ ok: false })
    expect((await client.fault('node.request', { session, node: 'nobody' })).code).toBe('not-found')
  })
})

describe('what models would ask', () => {
  it('is told of each model that can do the work, summed over the nodes', async () => {
    const { client, session } = await opened()
    const one = await client.ask('node.models', { session, nodes: ['hero'] })
    const two = await client.ask('node.models', { session, nodes: ['hero', 'from'] })
    const of = (told: typeof one, id: string) => told.models.find(({ model }) => model === id)
    expect(of(one, 'kling/v2-6')).toMatchObject({ usd: [0.7, 0.7], known: true, problems: [] })
    expect(of(one, 'standin/animatic')).toMatchObject({ usd: [0, 0], known: true })
    expect(of(two, 'kling/v2-6')?.usd[0]).toBeGreaterThan(0.7)
    expect(of(one, 'openai/sora-2')).toBeUndefined()
    expect(of(one, 'standin/voice')).toBeUndefined()
  })

  it('says what is impossible for what is wired', async () => {
    const { client, session } = await opened()
    const { models } = await client.ask('node.models', { session, nodes: ['hero'] })
    expect(models.find(({ model }) => model === 'runway/gen4_turbo')?.problems.join(' ')).toMatch(/needs.*start frame/)
  })

  it('is told also for a node whose own model is retired', async () => {
    const { client, session } = await opened()
    const { models, why } = await client.ask('node.models', { session, nodes: ['gone'] })
    expect(why).toBeNull()
    expect(models.length).toBeGreaterThan(3)
  })
})

describe('what flows through a node', () => {
  it('names wires, digests and values, so that a gate shows what waits', async () => {
    const { client, session } = await opened()
    const { inputs, outputs } = await client.ask('node.flow', { session, node: 'check' })
    const plan = await client.ask('plan.get', { session, targets: ['check'] })
    const [waiting] = plan.nodes.find(({ node }) => node === 'check')?.items ?? []
    expect(inputs.value).toEqual([
      {
        edge: 'e1',
        item: '0',
        digest: waiting?.digest,
        value: { type: 'text', text: 'A mug on wet stone' },
        seconds: null,
      },
    ])
    expect(outputs.value).toMatchObject([{ item: '0', value: { type: 'text' } }])
  })
})
