import { describe, expect, it } from 'vitest'
import { normalize } from './normalize.ts'
import { digest, problemsOf, run, video } from './testing/context.ts'

async function profile(params: Readonly<Record<string, unknown>>) {
  const { tools } = await run(normalize, { params, inputs: { video: video('a') } })
  return tools[0]?.options
}

describe('normalize', () => {
  it('writes the clip in the format of the film', async () => {
    const { tools, outputs, progress } = await run(normalize, { inputs: { video: video('a') } })
    expect(tools).toEqual([
      {
        tool: 'conform',
        input: `/blobs/${digest('a')}`,
        output: expect.stringMatching(/\.mp4$/),
        options: {
          width: 1280,
          height: 720,
          fps: { num: 24, den: 1 },
          fit: 'fit',
          background: '#000000',
          lufs: -16,
          truePeak: -1,
        },
      },
    ])
    expect(outputs).toEqual({ video: expect.objectContaining({ type: 'video', digest: digest('made by conform') }) })
    expect(progress).toEqual([1])
  })

  it('takes its own settings before those of the film', async () => {
    expect(await profile({ width: 640, height: 360, fps: 29.97, fit: 'blur', lufs: -23 })).toMatchObject({
      width: 640,
      height: 360,
      fps: { num: 30000, den: 1001 },
      fit: 'blur',
      lufs: -23,
    })
  })

  it('leaves the level alone where that is asked for, or the film has none', async () => {
    expect(await profile({ level: false })).toMatchObject({ lufs: null })
    expect(await profile({ lufs: null })).toMatchObject({ lufs: null })
  })

  it('refuses odd sizes and unreadable colours before the run', () => {
    expect(problemsOf(normalize, { width: 1281, background: 'black' })).toHaveLength(2)
    expect(problemsOf(normalize)).toEqual([])
  })
})
