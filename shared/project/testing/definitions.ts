import { defineNode, type NodeDefinition, type Registry } from '../../node/define.ts'

const common = { behaviour: 1, summary: '', docs: '', icon: 'frame', category: 'process' } as const

/** A node type that has come through two migrations of its params. */
export const shot: NodeDefinition = defineNode({
  ...common,
  type: 'shot',
  schema: 3,
  title: 'Shot',
  params: {
    duration: { kind: 'number', label: 'Duration', default: 5, min: 1, max: 60, unit: 's' },
    look: { kind: 'text', label: 'Look', default: '' },
    seed: { kind: 'seed', label: 'Seed', default: null },
  },
  inputs: { start: { type: 'image', label: 'Start frame' } },
  outputs: { video: { type: 'video', label: 'Clip' } },
  migrate: {
    2: ({ length = 5, ...params }) => ({ ...params, duration: length }),
    3: ({ style = '', ...params }) => ({ ...params, look: style }),
  },
  behave: { kind: 'run', run: async () => ({}) },
})

/** A node with a list input, and more inputs that its text calls for. */
const cut: NodeDefinition = defineNode({
  ...common,
  type: 'cut',
  schema: 1,
  title: 'Cut',
  params: {
    text: { kind: 'text', label: 'Text', default: '' },
    clips: {
      kind: 'per-item',
      label: 'Clips',
      port: 'videos',
      default: {},
      fields: { in: { kind: 'number', label: 'In', default: 0 } },
    },
  },
  inputs: { videos: { type: 'video', label: 'Clips', list: true } },
  outputs: { sequence: { type: 'sequence', label: 'Sequence' } },
  moreInputs: (params) =>
    Object.fromEntries(
      [...(params.text as string).matchAll(/\{\{(\w+)\}\}/g)].map(([, name = '']) => [
        name,
        { type: 'text', label: name },
      ]),
    ),
  behave: { kind: 'evaluate', evaluate: () => ({}) },
})

export const registry: Registry = new Map([shot, cut].map((definition) => [definition.type, definition]))
