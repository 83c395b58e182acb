import type { NodeDefinition, Registry } from '#shared/node/define.ts'
import { audio } from './audio.ts'
import { exportNode } from './export.ts'
import { file } from './file.ts'
import { frame } from './frame.ts'
import { gate } from './gate.ts'
import { kit } from './kit.ts'
import { lipSync } from './lip-sync.ts'
import { model } from './model.ts'
import { normalize } from './normalize.ts'
import { note } from './note.ts'
import { prompt } from './prompt.ts'
import { sequence } from './sequence.ts'
import { table } from './table.ts'
import { upscale } from './upscale.ts'

/** Every node type, in the order of the library: as a film is made. */
export const definitions: readonly NodeDefinition[] = [
  prompt,
  table,
  file,
  kit,
  model,
  upscale,
  audio,
  lipSync,
  frame,
  normalize,
  sequence,
  exportNode,
  gate,
  note,
]

/** Every node type by its id. */
export const registry: Registry = new Map(definitions.map((definition) => [definition.type, definition]))
