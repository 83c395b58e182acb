import { defineNode } from '#shared/node/define.ts'
import { NodeError } from './node-error.ts'

/** One still out of a clip. */
export const frame = defineNode({
  type: 'frame',
  schema: 1,
  behaviour: 1,
  title: 'Frame',
  summary: 'Takes one still out of a clip: the first, the last, or at a time.',
  icon: 'frame',
  category: 'process',
  docs: `Grabs a single frame, at the clip's own size and without another lossy step.

### In
- **Video**: the clip.

### Settings
- **Frame**: the first frame, the last one, or the one on screen at a time.
- **Time**: seconds from the start of the clip; used only where **Frame** is *At a time*.

### Out
- **Image**: the still.

### Example
Wire the last frame of one shot to the **Start frame** of the next model, and the second shot goes on where the first ended.`,
  params: {
    at: {
      kind: 'choice',
      label: 'Frame',
      default: 'first',
      neutral: 'first',
      options: [
        { value: 'first', label: 'First' },
        { value: 'last', label: 'Last' },
        { value: 'time', label: 'At a time' },
      ],
    },
    time: { kind: 'number', label: 'Time', help: 'Seconds from the start.', default: 0, neutral: 0, min: 0, unit: 's' },
  },
  inputs: { video: { type: 'video', label: 'Video', required: true } },
  outputs: { image: { type: 'image', label: 'Image' } },
  resource: 'cpu',
  behave: {
    kind: 'run',
    run: async (context) => {
      const { params, inputs } = context
      const { seconds } = inputs.video.facts
      if (params.at === 'time' && seconds !== undefined && params.time >= seconds) {
        throw new NodeError(
          `There is no frame at ${params.time} s: the clip is ${seconds} s long; choose an earlier time.`,
        )
      }
      const still = context.tempFile('png')
      const at = params.at === 'time' ? params.time : params.at
      await context.media.grabFrame(await context.open(inputs.video.digest), still, at, context)
      return { image: await context.keep(still, 'image') }
    },
  },
})
