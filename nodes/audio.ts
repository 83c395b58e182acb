import { fit as fitTo } from '#shared/catalog/fit.ts'
import { defineNode } from '#shared/node/define.ts'
import { simulationOf, standInDocs, standInParams } from './simulation.ts'

/** Speech, music or an effect. */
export const audio = defineNode({
  type: 'audio',
  schema: 1,
  behaviour: 1,
  title: 'Audio',
  summary: 'Makes speech, music or a sound effect.',
  icon: 'sound',
  category: 'generate',
  docs: `One node for every sound model; the model decides whether the words are spoken or played. Each run of it is a take.

### Settings
- **Model**: which speech, music or effect model of the catalog.
- **Text**: what is said, or what the music or effect is like.
- **Voice**: one of the speech model's voices; empty takes its first. Music and effects have none.
- **Duration**: seconds of music or effect; speech is as long as its words.
- **Seed**: of the first take, the others follow from it; empty derives one from what is asked for.
${standInDocs}

### Out
- **Audio**: the sound.

### Example
Audio (*Speech*, “Made by hand, every morning.”) → **Audio** of a Lip-sync node; Audio (*Music*, “warm acoustic guitar, slow”) →
**Audio** of the Sequence.`,
  params: {
    model: { kind: 'model', label: 'Model', default: 'standin/voice', kinds: ['speech', 'music', 'effect'] },
    text: {
      kind: 'text',
      label: 'Text',
      help: 'What is said, or what the music or effect is like.',
      multiline: true,
      default: '',
      neutral: '',
    },
    voice: {
      kind: 'text',
      label: 'Voice',
      help: 'Of a speech model; empty takes its first.',
      default: '',
      neutral: '',
    },
    duration: {
      kind: 'number',
      label: 'Duration',
      help: 'Of music or effect; speech is as long as its words.',
      default: 10,
      neutral: 10,
      min: 0.5,
      max: 600,
      unit: 's',
    },
    seed: { kind: 'seed', label: 'Seed', default: null, neutral: null },
    ...standInParams,
  },
  inputs: {},
  outputs: { audio: { type: 'audio', label: 'Audio' } },
  problems: (params, wired) =>
    wired.has('text') || (typeof params.text === 'string' && params.text.trim() !== '')
      ? []
      : ['There is no text; write what is said or what it sounds like.'],
  presets: [
    { id: 'speech', title: 'Speech', params: { model: 'standin/voice' } },
    { id: 'music', title: 'Music', params: { model: 'standin/score', duration: 30 } },
    { id: 'effect', title: 'Sound effect', params: { model: 'standin/foley', duration: 3 } },
  ],
  behave: {
    kind: 'generate',
    modelParam: 'model',
    request: ({ params, model, seed }) => {
      const speaks = model.kind === 'speech'
      const { request, notes, problems } = fitTo(model, {
        prompt: params.text,
        voice: params.voice,
        // A length that was never chosen for speech must not be reported as set aside.
        seconds: speaks ? undefined : params.duration,
        seed,
        seedDerived: params.seed === null,
      })
      const unused = params.voice !== '' && !speaks ? [`${model.title} does not speak: voice set aside.`] : []
      return { request, notes: [...notes, ...unused], problems }
    },
    simulation: simulationOf,
  },
})
