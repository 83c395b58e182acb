import { describe, expect, it } from 'vitest'
import { frame } from './frame.ts'
import { digest, run, video } from './testing/context.ts'

describe('frame', () => {
  it.each([
    [{ at: 'first', time: 3 }, 'first'],
    [{ at: 'last', time: 3 }, 'last'],
    [{ at: 'time', time: 3 }, 3],
    [{ at: 'time', time: 0 }, 0],
  ])('with %j grabs %j', async (params, at) => {
    const { tools, outputs, progress } = await run(frame, { params, inputs: { video: video('a', 5) } })
    expect(tools).toEqual([
      { tool: 'grabFrame', input: `/blobs/${digest('a')}`, output: expect.stringMatching(/\.png$/), options: at },
    ])
    expect(outputs).toEqual({ image: expect.objectContaining({ type: 'image', digest: digest('made by grabFrame') }) })
    expect(progress).toEqual([1])
  })

  it('says how long the clip is where the time lies behind its end', async () => {
    const late = run(frame, { params: { at: 'time', time: 5 }, inputs: { video: video('a', 5) } })
    await expect(late).rejects.toThrow('the clip is 5 s long')
  })
})
