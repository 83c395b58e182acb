import { ID_PATTERN } from '#shared/graph/ids.ts'
import { defineNode } from '#shared/node/define.ts'
import { NodeError } from './node-error.ts'

/** Stills that hold a character, product or look together. */
export const kit = defineNode({
  type: 'kit',
  schema: 1,
  behaviour: 1,
  title: 'Kit',
  summary: 'Gathers stills of one character, product or look under a name.',
  icon: 'kit',
  category: 'input',
  docs: `A kit keeps something the same across shots and models. Three to five stills from different sides work well; a model that takes
fewer gets the first ones, so put the best first.

### In
- **Stills**: the images, in the order of their wires.

### Settings
- **Name**: what prompts call it: \`{{ref:hero}}\` is the first still of the kit *hero*, \`{{ref:hero-2}}\` the second, and so on. A
  name starts with a letter or digit and holds letters, digits, _ and -. Without a name the stills are only looked at.

### Out
- **References**: the kit.

### Example
Three reference images → Kit named \`mug\` → **References** of a model whose prompt says \`{{ref:mug}} turns slowly\`.`,
  params: { name: { kind: 'text', label: 'Name', default: '', neutral: '', maxLength: 64 } },
  inputs: { images: { type: 'image', label: 'Stills', list: true, required: true } },
  outputs: { references: { type: 'references', label: 'References' } },
  problems: (params, wired) =>
    wired.has('name') || typeof params.name !== 'string' || isName(params.name) ? [] : [notAName(params.name)],
  behave: {
    kind: 'evaluate',
    evaluate: ({ params, inputs }) => {
      if (!isName(params.name)) throw new NodeError(notAName(params.name))
      const references = inputs.images.map((image, index) => ({ name: stillName(params.name, index), image }))
      return { references: { type: 'references', references } }
    },
  },
})

/** Names are distinct, because models tell references apart by them. */
function stillName(name: string, index: number): string {
  return name === '' || index === 0 ? name : `${name}-${index + 1}`
}

function isName(name: string): boolean {
  return name === '' || ID_PATTERN.test(name)
}

function notAName(name: string): string {
  return `‘${name}’ cannot name a kit: a name starts with a letter or digit and holds letters, digits, _ and -.`
}
