import { fit as fitTo } from '#shared/catalog/fit.ts'
import { defineNode } from '#shared/node/define.ts'
import { simulationOf, standInDocs, standInParams } from './simulation.ts'

/** A larger version of a still or a clip. */
export const upscale = defineNode({
  type: 'upscale',
  schema: 1,
  behaviour: 1,
  title: 'Upscale',
  summary: 'Makes a still or a clip larger with an upscaling model.',
  icon: 'enlarge',
  category: 'generate',
  docs: `Sends one still or one clip to an upscaling model. Each run of it is a take.

### In
- **Image** or **Video**: what is to be made larger; wire one of them.

### Settings
- **Model**: which upscaling model of the catalog.
- **Scale**: how many times wider and higher; a model that does not offer it takes the next larger one it has.
${standInDocs}

### Out
- **Image** or **Video**: the larger version of what is wired.

### Example
Image model → Upscale (2×) → **Start frame** of a video model.`,
  params: {
    model: { kind: 'model', label: 'Model', default: 'standin/upscaler', kinds: ['upscale'] },
    scale: { kind: 'number', label: 'Scale', default: 2, neutral: 2, min: 1, max: 16, unit: '×' },
    ...standInParams,
  },
  inputs: { image: { type: 'image', label: 'Image' }, video: { type: 'video', label: 'Video' } },
  outputs: { image: { type: 'image', label: 'Image' }, video: { type: 'video', label: 'Video' } },
  activeOutputs: (_params, _model, wired) => {
    const active = ['image', 'video'].filter((port) => wired.has(port))
    return active.length > 0 ? active : ['image', 'video']
  },
  problems: (_params, wired) => {
    if (wired.has('image') && wired.has('video'))
      return ['Both an image and a video are wired; take one of the wires out.']
    return wired.has('image') || wired.has('video') ? [] : ['Nothing is wired; wire an image or a video.']
  },
  behave: {
    kind: 'generate',
    modelParam: 'model',
    request: ({ params, inputs, model, seed }) =>
      fitTo(model, {
        image: inputs.image && { value: inputs.image },
        video: inputs.video && { value: inputs.video },
        scale: params.scale,
        seed,
        seedDerived: true,
      }),
    simulation: simulationOf,
  },
})
