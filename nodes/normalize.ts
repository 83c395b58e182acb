import { defineNode } from '#shared/node/define.ts'
import { filmParams, filmProblems, profileOf } from './film.ts'

/** A clip in the film's format. */
export const normalize = defineNode({
  type: 'normalize',
  schema: 1,
  behaviour: 1,
  title: 'Normalize',
  summary: 'Gives a clip the size, rate, colour tags and loudness of the film.',
  icon: 'crop',
  category: 'process',
  docs: `Clips of several models differ in size, rate, colour tags, sound and level. This node writes each in one format: constant
frames per second, square pixels, Rec.709, 48 kHz stereo with silence where there was no sound, and the loudness asked for. What it
writes joins at export by stream copy, without another lossy step, as long as the export has the same format.

### In
- **Video**: the clip.

### Settings
- **Width** and **Height**: size in pixels; empty takes the film's.
- **Frame rate**: frames per second; empty takes the film's. 23.976, 29.97 and 59.94 mean their exact rates.
- **Fit**: bars, crop, a blurred copy behind, or stretch, where the shapes differ.
- **Background**: colour of the bars, as \`#rrggbb\`.
- **Set loudness**: off leaves the level as it came, for room tone and the like.
- **Loudness**: in LUFS; empty takes the film's. The gain stays below a true peak of −1 dB.

### Out
- **Video**: the clip in that format.

### Example
Five models, five shots: wire each through a Normalize node into the **Clips** of one Sequence.`,
  params: {
    ...filmParams,
    level: {
      kind: 'boolean',
      label: 'Set loudness',
      help: 'Off leaves the level of this clip as it is.',
      default: true,
      neutral: true,
    },
  },
  inputs: { video: { type: 'video', label: 'Video', required: true } },
  outputs: { video: { type: 'video', label: 'Video' } },
  problems: filmProblems,
  resource: 'cpu',
  behave: {
    kind: 'run',
    run: async (context) => {
      const { params, inputs } = context
      const profile = profileOf({ ...params, lufs: params.level ? params.lufs : null })
      const output = context.tempFile('mp4')
      await context.media.conform(await context.open(inputs.video.digest), output, profile, context)
      return { video: await context.keep(output, 'video') }
    },
  },
})
