import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { documentOf, node } from '../../cli/testing/documents.ts'
import { ffmpegByHand, scratch } from '../../media/testing/clips.ts'
import { openTestEditor, type TestEditor } from '../testing/editor.ts'

let editor: TestEditor
const { file, remove } = scratch()
beforeAll(async () => {
  editor = await openTestEditor()
})
afterAll(async () => {
  await editor.close()
  remove()
})

const NOBODY = '0'.repeat(64)

describe('what a node shows and ever made', () => {
  it('is told with what it was made from, newest first; how it came about is told by its key', async () => {
    const client = editor.client()
    const still = node('still', 'model', { model: 'standin/still', prompt: 'a mug', width: 64, height: 36 })
    const path = editor.write('film.reelay', documentOf('film', [still]))
    const { session } = await client.ask('document.open', { path })
    const run = async () => {
      expect(await client.ask('run.start', { session })).toMatchObject({ ok: true })
      await client.next('run', (event) => event.event === 'run-finished')
    }
    expect(await client.ask('outputs.history', { session, node: 'still' })).toEqual({ outputs: [] })
    await run()
    const prompt = (value: string) =>
      client.ask('document.edit', { session, edits: [{ kind: 'set-param', node: 'still', param: 'prompt', value }] })
    await prompt('a cup')
    await run()

    const { outputs } = await client.ask('outputs.history', { session, node: 'still' })
    expect(outputs).toMatchObject([
      { item: '0', take: 0, present: true, model: 'standin/still', params: { prompt: 'a cup' }, inputs: {} },
      { item: '0', take: 0, present: true, model: 'standin/still', params: { prompt: 'a mug' }, inputs: {} },
    ])
    expect(outputs[0]?.ports.image?.[0]).toMatchObject({ type: 'image', standIn: true })
    expect((await client.ask('outputs.history', { session, node: 'still', limit: 1 })).outputs).toEqual([outputs[0]])

    const { shown } = await client.ask('outputs.get', { session, nodes: ['still', 'nobody'] })
    expect(shown).toMatchObject([
      { node: 'still', items: [{ key: outputs[0]?.key, ports: outputs[0]?.ports }] },
      { node: 'nobody', items: [] },
    ])
    const key = outputs[1]?.key ?? ''
    expect(await client.ask('outputs.provenance', { key })).toMatchObject({
      provenance: { fingerprint: { params: { prompt: 'a mug' } } },
    })
    expect(await client.fault('outputs.provenance', { key: NOBODY })).toMatchObject({ code: 'not-found' })
  })
})

describe('how loud a stored sound is', () => {
  const stored = async (name: string, ...args: string[]) => {
    ffmpegByHand(...args, file(name))
    return (await editor.host.cache.blobs.import(file(name))).digest
  }

  it('is measured; silence is null', async () => {
    const client = editor.client()
    const tone = await stored('tone.wav', '-f', 'lavfi', '-i', 'sine=f=1000:r=48000:d=3', '-af', 'volume=-6dB')
    const { loudness } = await client.ask('outputs.loudness', { digest: tone })
    // A sine of ffmpeg peaks at −18.06 dBFS.
    expect(loudness?.truePeak).toBeCloseTo(-24.1, 0)
    expect(loudness?.integrated).toBeLessThan(loudness?.truePeak ?? Number.NEGATIVE_INFINITY)
    expect(await client.ask('outputs.loudness', { digest: tone })).toEqual({ loudness })
    const silence = await stored('silence.wav', '-f', 'lavfi', '-i', 'anullsrc=r=48000:cl=mono:d=2')
    expect(await client.ask('outputs.loudness', { digest: silence })).toEqual({ loudness: null })
  })

  it('is not known of a picture, nor of what is not stored', async () => {
    const client = editor.client()
    const picture = await stored('picture.png', '-f', 'lavfi', '-i', 'color=s=16x16:d=1', '-frames:v', '1')
    for (const digest of [picture, NOBODY])
      expect(await client.fault('outputs.loudness', { digest })).toMatchObject({ code: 'not-found' })
    expect(editor.log).toEqual([])
  })
})
