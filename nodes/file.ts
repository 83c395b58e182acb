import type { MediaType } from '#shared/graph/values.ts'
import { defineNode } from '#shared/node/define.ts'
import { NodeError } from './node-error.ts'

const KINDS = ['image', 'video', 'audio'] as const satisfies readonly MediaType[]

/** An image, a clip or a sound from disk. */
export const file = defineNode({
  type: 'file',
  schema: 1,
  behaviour: 1,
  title: 'File',
  summary: 'Brings an image, a clip or a sound from disk into the graph.',
  icon: 'picture',
  category: 'input',
  docs: `Copies a file into Reelay's store when it is first used, so that moving or deleting the file later loses nothing already
made. What counts is what is in the file: renaming it re-runs nothing, changing it re-runs what hangs on it.

The file is probed before anything is spent on it; a damaged or mislabelled one is refused with a sentence.

### Settings
- **Kind**: what the file holds, an image, a video or a sound. It decides which output is there.
- **File**: the path, relative to the project's folder where it lies in it.

### Out
- **Image**, **Video** or **Audio**: the file, according to its kind.

### Example
The library's *Reference image* is this node set to images: wire it to the **References** of three models and they share a look.`,
  params: {
    kind: {
      kind: 'choice',
      label: 'Kind',
      default: 'image',
      options: [
        { value: 'image', label: 'Image' },
        { value: 'video', label: 'Video' },
        { value: 'audio', label: 'Audio' },
      ],
    },
    path: { kind: 'file', label: 'File', default: '', neutral: '', accept: ['image', 'video', 'audio'] },
  },
  inputs: {},
  outputs: {
    image: { type: 'image', label: 'Image' },
    video: { type: 'video', label: 'Video' },
    audio: { type: 'audio', label: 'Audio' },
  },
  // A wired kind is known only when the node runs, and may differ from item to item.
  activeOutputs: (params, _model, wired) =>
    KINDS.filter((kind) => wired.has('kind') || kind === (params.kind ?? 'image')),
  problems: (params, wired) => (params.path || wired.has('path') ? [] : ['Choose a file.']),
  presets: [{ id: 'reference-image', title: 'Reference image', params: { kind: 'image' } }],
  resource: 'io',
  behave: {
    kind: 'run',
    run: async ({ params, value }) => {
      if (params.path === null) throw new NodeError('No file is chosen; choose one.')
      return { [params.kind]: await value(params.path.digest, params.kind) }
    },
  },
})
