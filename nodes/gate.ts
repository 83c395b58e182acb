import { defineNode } from '#shared/node/define.ts'

/** A stop where a person looks before money is spent below. */
export const gate = defineNode({
  type: 'gate',
  schema: 1,
  behaviour: 1,
  title: 'Gate',
  summary: 'Stops its branch until a person has approved what arrives.',
  icon: 'gate',
  category: 'flow',
  docs: `A run that comes to a gate ends there, on this branch only, and waits. Approve, and the value passes; a text may be edited on
the way. The answer belongs to exactly what was seen: the same content never asks twice, changed content asks again. A gate changes
nothing below it, so putting one in or taking one out re-runs nothing.

### In
- **Value**: whatever is to be approved, of any type. Each item of a list is asked for by itself.

### Out
- **Value**: the same, once approved.

### Example
Image model → Gate → video model: the stills are looked at before the clips are paid for. Without a window,
\`reelay approve film.reelay gate\` answers and the next run goes on.`,
  params: {},
  inputs: { value: { type: 'any', label: 'Value', required: true } },
  outputs: { value: { type: { sameAs: 'value' }, label: 'Value' } },
  behave: { kind: 'gate' },
})
