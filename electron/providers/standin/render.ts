import type { ModelKind } from '#shared/catalog/schema.ts'
import type { GenerateRequest } from '#shared/node/generate.ts'
import type { RemoteFile } from '../provider.ts'
import { renderLipSync } from './lip-sync.ts'
import { type RenderContext, renderShot, renderStill } from './shot.ts'
import { renderSound } from './sound-file.ts'
import { renderUpscale } from './upscale.ts'

type Renderer = (request: GenerateRequest, output: string, context: RenderContext) => Promise<void>

const RENDERERS: Record<ModelKind, Renderer> = {
  video: renderShot,
  image: renderStill,
  upscale: renderUpscale,
  'lip-sync': renderLipSync,
  speech: renderSound,
  music: renderSound,
  effect: renderSound,
}

const EXTENSIONS = { image: 'png', video: 'mp4', audio: 'wav' } as const

/** What a request results in, and the extension of its file. */
export function resultOf(request: GenerateRequest): { type: RemoteFile['type']; extension: string } {
  const type = typeOf(request)
  return { type, extension: EXTENSIONS[type] }
}

function typeOf(request: GenerateRequest): RemoteFile['type'] {
  switch (request.kind) {
    case 'image':
      return 'image'
    case 'video':
    case 'lip-sync':
      return 'video'
    case 'upscale':
      return (request.video ?? request.image ?? request.startFrame)?.value.type === 'image' ? 'image' : 'video'
    default:
      return 'audio'
  }
}

/** Renders a request to `output`. Throws a ProviderError ('refused') where the request lacks what its kind needs. */
export async function render(request: GenerateRequest, output: string, context: RenderContext): Promise<void> {
  await RENDERERS[request.kind](request, output, context)
}
