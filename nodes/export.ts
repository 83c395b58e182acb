import { defineNode } from '#shared/node/define.ts'
import { filmParams, filmProblems, profileOf } from './film.ts'

/** The finished film. */
export const exportNode = defineNode({
  type: 'export',
  schema: 1,
  behaviour: 1,
  title: 'Export',
  summary: 'Renders a sequence to one finished film.',
  icon: 'film',
  category: 'assemble',
  delivers: true,
  docs: `Renders picture and sound to one file. Only what changed is rendered again: every stretch of the film is kept, so that another
take of one shot in sixty costs one shot. Where a film goes and what it is called there is decided when it is delivered.

### In
- **Sequence**: the edit. A single clip may be wired too; it is a sequence of one.

### Settings
- **Width**, **Height** and **Frame rate**: empty takes the film's.
- **Fit** and **Background**: for clips whose shape differs and that were not normalized before.
- **Loudness**: of the whole film, in LUFS; empty takes the film's. The gain stays below a true peak of −1 dB.
- **Format**: the kind of file; MP4 holds H.264 picture and AAC sound.
- **Audio bit rate**: of the sound, in kbit/s.
- **File name**: suggested name when the film is delivered. It never makes the film stale.

### Out
- **Video**: the film.

### Example
Sequence → Export; \`reelay run film.reelay --out .\` then leaves the film beside the project.`,
  params: {
    ...filmParams,
    format: {
      kind: 'choice',
      label: 'Format',
      default: 'mp4',
      neutral: 'mp4',
      options: [{ value: 'mp4', label: 'MP4 (H.264, AAC)' }],
    },
    audioBitrate: {
      kind: 'number',
      label: 'Audio bit rate',
      default: 192,
      neutral: 192,
      integer: true,
      min: 64,
      max: 512,
      unit: 'kbit/s',
    },
    fileName: {
      kind: 'text',
      label: 'File name',
      help: 'Suggested name of the delivered file, without its ending.',
      default: '',
      neutral: '',
      cosmetic: true,
    },
  },
  inputs: { sequence: { type: 'sequence', label: 'Sequence', required: true } },
  outputs: { video: { type: 'video', label: 'Video' } },
  problems: filmProblems,
  resource: 'cpu',
  behave: {
    kind: 'run',
    run: async (context) => {
      const { params, inputs } = context
      const { memo, open, temp } = context
      const output = context.tempFile(params.format)
      const options = { profile: profileOf(params), audioBitrate: params.audioBitrate * 1000, memo, open, temp }
      await context.media.assemble(inputs.sequence, output, options, context)
      return { video: await context.keep(output, 'video') }
    },
  },
})
