import { describe, expect, it } from 'vitest'
import { convert } from '#shared/graph/values.ts'
import { exportNode } from './export.ts'
import { digest, problemsOf, run, video } from './testing/context.ts'

const sequence = convert(video('a', 4), 'sequence')
if (sequence === null) throw new Error('a clip is a sequence of one')

describe('export', () => {
  it('assembles the sequence in the format of the film, with memory for its segments', async () => {
    const { tools, outputs, progress } = await run(exportNode, { inputs: { sequence } })
    expect(tools).toEqual([
      {
        tool: 'assemble',
        input: sequence,
        output: expect.stringMatching(/\.mp4$/),
        options: {
          profile: expect.objectContaining({ width: 1280, height: 720, fps: { num: 24, den: 1 }, lufs: -16 }),
          audioBitrate: 192_000,
          memo: expect.any(Function),
          open: expect.any(Function),
          temp: '/temp/execution',
        },
      },
    ])
    expect(outputs).toEqual({ video: expect.objectContaining({ type: 'video', digest: digest('made by assemble') }) })
    expect(progress).toEqual([1])
  })

  it('takes the bit rate in kbit/s', async () => {
    const { tools } = await run(exportNode, { params: { audioBitrate: 320 }, inputs: { sequence } })
    expect(tools[0]?.options).toMatchObject({ audioBitrate: 320_000 })
  })

  it('refuses odd sizes before the run', () => {
    expect(problemsOf(exportNode, { height: 721 })).toHaveLength(1)
  })
})
