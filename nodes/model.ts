import { fit as fitTo } from '#shared/catalog/fit.ts'
import type { ReferencesValue } from '#shared/graph/values.ts'
import { defineNode } from '#shared/node/define.ts'
import type { RequestMedia } from '#shared/node/generate.ts'
import { simulationOf, standInDocs, standInParams } from './simulation.ts'

/** Any image or video model of the catalog. */
export const model = defineNode({
  type: 'model',
  schema: 1,
  behaviour: 1,
  title: 'Model',
  summary: 'Makes a clip or an image with any model of the catalog.',
  icon: 'sparkles',
  category: 'generate',
  docs: `One node for every image and video model. Swapping the model keeps wires and settings; what the new one cannot take is set aside
and said, and comes back when you swap back. Each run of it is a take: ask for more takes and pick the one that flows on.

What is wired decides the mode: with nothing but a prompt it is text to video or image, with a **Start frame** image to video.

### In
- **Start frame** and **End frame**: stills the clip begins and ends with.
- **References**: kits, or single stills, that hold a character, product or look.
- **Audio**: a driving sound, for models that take one.
- Every setting can be wired too; a Prompt node usually goes to **Prompt**.

### Settings
- **Model**: which model of the catalog.
- **Prompt**: what is to be seen. \`{{ref:hero}}\` names a still of a wired kit.
- **Negative prompt**: what is not to be seen, for models that take one.
- **Duration**: seconds; a model that makes other lengths makes the next longer one. Images ignore it.
- **Sound**: sound made by the model, where it offers the choice. It may cost more.
- **Width** and **Height**: pixels; empty takes the film's size. A model that does not render it makes the nearest it can.
- **Frame rate**: frames per second, for models that let one choose; empty leaves it to the model. Normalize sets the film's.
- **Seed**: of the first take, the others follow from it; empty derives one from what is asked for.
${standInDocs}

### Out
- **Video** or **Image**, by the kind of the model.

### Example
Prompt → **Prompt**, Reference image → **References**, model \`standin/animatic\`, 5 s: an animatic of the shot at no cost. Swap in a
paid model when the cut works.`,
  params: {
    model: { kind: 'model', label: 'Model', default: 'standin/animatic', kinds: ['video', 'image'] },
    prompt: { kind: 'text', label: 'Prompt', multiline: true, default: '', neutral: '' },
    negative: {
      kind: 'text',
      label: 'Negative prompt',
      help: 'What is not to be seen.',
      multiline: true,
      default: '',
      neutral: '',
    },
    duration: {
      kind: 'number',
      label: 'Duration',
      help: 'Length of the clip; images ignore it.',
      default: 5,
      neutral: 5,
      min: 0.5,
      max: 600,
      unit: 's',
    },
    sound: {
      kind: 'boolean',
      label: 'Sound',
      help: 'Sound made by the model, where it offers the choice.',
      default: false,
      neutral: false,
    },
    width: {
      kind: 'number',
      label: 'Width',
      help: 'Empty takes the width of the film.',
      default: null,
      neutral: null,
      nullable: true,
      inherit: 'width',
      integer: true,
      min: 16,
      max: 16384,
      unit: 'px',
    },
    height: {
      kind: 'number',
      label: 'Height',
      help: 'Empty takes the height of the film.',
      default: null,
      neutral: null,
      nullable: true,
      inherit: 'height',
      integer: true,
      min: 16,
      max: 16384,
      unit: 'px',
    },
    // Not the film's: nearly every model has a rate of its own, and a new film rate must not make paid clips stale.
    fps: {
      kind: 'number',
      label: 'Frame rate',
      help: 'For models that let one choose; empty leaves it to the model.',
      default: null,
      neutral: null,
      nullable: true,
      min: 1,
      max: 240,
      unit: 'fps',
    },
    seed: { kind: 'seed', label: 'Seed', default: null, neutral: null },
    ...standInParams,
  },
  inputs: {
    startFrame: { type: 'image', label: 'Start frame' },
    endFrame: { type: 'image', label: 'End frame' },
    references: { type: 'references', label: 'References', list: true },
    audio: { type: 'audio', label: 'Audio' },
  },
  outputs: { video: { type: 'video', label: 'Video' }, image: { type: 'image', label: 'Image' } },
  activeOutputs: (_params, entry, wired) =>
    wired.has('model') || (entry?.kind !== 'image' && entry?.kind !== 'video') ? ['video', 'image'] : [entry.kind],
  behave: {
    kind: 'generate',
    modelParam: 'model',
    request: ({ params, inputs, model: entry, seed }) => {
      const references = referencesOf(inputs.references)
      const { request, notes, problems } = fitTo(entry, {
        prompt: params.prompt,
        negative: params.negative,
        seconds: params.duration,
        width: params.width,
        height: params.height,
        fps: params.fps ?? undefined,
        sound: params.sound,
        seed,
        seedDerived: params.seed === null,
        startFrame: inputs.startFrame && { value: inputs.startFrame },
        endFrame: inputs.endFrame && { value: inputs.endFrame },
        references,
        audio: inputs.audio && { value: inputs.audio },
      })
      return { request, notes, problems: [...problems, ...referenceProblems(params.prompt, references)] }
    },
    simulation: simulationOf,
  },
})

function referencesOf(kits: readonly ReferencesValue[]): readonly RequestMedia[] {
  return kits.flatMap((kit) =>
    kit.references.map(({ name, image }) => (name === '' ? { value: image } : { value: image, name })),
  )
}

/** A name that two stills share, or that the prompt calls and no still has: money would go to a guess. */
function referenceProblems(prompt: string, references: readonly RequestMedia[]): readonly string[] {
  const names = references.flatMap((reference) => reference.name ?? [])
  const twice = new Set(names.filter((name, index) => names.indexOf(name) !== index))
  const called = new Set(Array.from(prompt.matchAll(/\{\{\s*ref:([^{}]*)\}\}/g), ([, name = '']) => name.trim()))
  return [
    ...Array.from(twice, (name) => `Two references are called ‘${name}’; give their kits different names.`),
    ...Array.from(called)
      .filter((name) => !names.includes(name))
      .map(
        (name) =>
          `The prompt calls {{ref:${name}}} and no wired reference has that name; wire it or change the prompt.`,
      ),
  ]
}
