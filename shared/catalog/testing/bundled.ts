import elevenlabs from '../../../resources/models/elevenlabs.json' with { type: 'json' }
import kling from '../../../resources/models/kling.json' with { type: 'json' }
import openai from '../../../resources/models/openai.json' with { type: 'json' }
import pika from '../../../resources/models/pika.json' with { type: 'json' }
import runway from '../../../resources/models/runway.json' with { type: 'json' }
import standin from '../../../resources/models/standin.json' with { type: 'json' }
import sync from '../../../resources/models/sync.json' with { type: 'json' }
import topaz from '../../../resources/models/topaz.json' with { type: 'json' }
import veo from '../../../resources/models/veo.json' with { type: 'json' }
import type { MediaType } from '../../graph/values.ts'
import type { RequestMedia } from '../../node/generate.ts'
import { mergeCatalog, parseCatalogFile } from '../catalog.ts'
import type { ModelEntry } from '../schema.ts'

const FILES = { elevenlabs, kling, openai, pika, runway, standin, sync, topaz, veo }
const { catalog } = mergeCatalog(Object.entries(FILES).map(([name, json]) => parseCatalogFile(name, json)))

/** A model of the bundled catalog; tests must not go on without it. */
export function bundled(id: string): ModelEntry {
  const entry = catalog.get(id)
  if (entry === undefined) throw new Error(`The bundled catalog has no ${id}.`)
  return entry
}

/** A media input with made-up content; what is not given was never probed. */
export function media(type: MediaType, seconds?: number, width?: number, height?: number): RequestMedia {
  const size = width === undefined || height === undefined ? {} : { width, height }
  const facts = { format: 'test', bytes: 1, ...(seconds === undefined ? {} : { seconds }), ...size }
  return { value: { type, digest: '0'.repeat(64), facts } }
}
