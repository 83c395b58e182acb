import { defineNode } from '#shared/node/define.ts'

/** Words on the canvas. */
export const note = defineNode({
  type: 'note',
  schema: 1,
  behaviour: 1,
  title: 'Note',
  summary: 'Words on the canvas, for people only.',
  icon: 'note',
  category: 'note',
  docs: `Says what a part of the graph is for. It has no ports, is never run, and editing it re-runs nothing.

### Settings
- **Text**: the words.

### Example
A note beside the hero shot: \`Client wants the cup on the left. Keep seed 4.\``,
  params: { text: { kind: 'text', label: 'Text', multiline: true, default: '', neutral: '', cosmetic: true } },
  inputs: {},
  outputs: {},
  behave: { kind: 'inert' },
})
