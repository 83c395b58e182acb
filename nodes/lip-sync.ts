import { fit as fitTo } from '#shared/catalog/fit.ts'
import { defineNode } from '#shared/node/define.ts'
import { simulationOf, standInDocs, standInParams } from './simulation.ts'

/** A speaker whose lips follow a voice. */
export const lipSync = defineNode({
  type: 'lip-sync',
  schema: 1,
  behaviour: 1,
  title: 'Lip-sync',
  summary: 'Makes the lips in a clip follow a voice.',
  icon: 'face',
  category: 'generate',
  docs: `Sends a clip of a speaker and a voice to a lip-sync model. Each run of it is a take. The clip that comes back carries the voice,
so the voice need not be wired to the sequence again.

### In
- **Video**: a clip with a face to be seen.
- **Audio**: what is said, from an Audio node or a recording.

### Settings
- **Model**: which lip-sync model of the catalog.
${standInDocs}

### Out
- **Video**: the speaking clip.

### Example
Model (a woman talks to camera) → **Video**, Audio (speech) → **Audio**; on to Normalize and Sequence.`,
  params: {
    model: { kind: 'model', label: 'Model', default: 'standin/lips', kinds: ['lip-sync'] },
    ...standInParams,
  },
  inputs: {
    video: { type: 'video', label: 'Video', required: true },
    audio: { type: 'audio', label: 'Audio', required: true },
  },
  outputs: { video: { type: 'video', label: 'Video' } },
  behave: {
    kind: 'generate',
    modelParam: 'model',
    request: ({ inputs, model, seed }) =>
      fitTo(model, { video: { value: inputs.video }, audio: { value: inputs.audio }, seed, seedDerived: true }),
    simulation: simulationOf,
  },
})
