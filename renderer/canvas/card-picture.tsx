import { registry } from '#nodes/index.ts'
import type { Instance } from '#shared/graph/document.ts'
import { HoverClip } from '../media/hover-clip.tsx'
import { firstMedia, useOutputs } from '../store/outputs-store.ts'
import { useSession } from '../store/session.ts'
import { cardStrings } from '../strings/card.ts'
import { listCount } from './card-state.ts'
import { kindIcon } from './kind-icon.ts'

/** The small picture of what the node shows (a clip plays under the pointer), or the words it holds. */
export function CardPicture({ node }: { readonly node: Instance }) {
  const items = useOutputs(node.id)
  const poster = useSession((state) => state.info?.poster)
  const media = firstMedia(items)
  if (media && media.type !== 'audio' && poster) {
    const many = listCount(items)
    return (
      <div className="card-picture">
        {media.type === 'video' ? (
          <HoverClip digest={media.digest} />
        ) : (
          <img src={`${poster}${media.digest}`} alt="" loading="lazy" decoding="async" draggable={false} />
        )}
        {media.standIn && <span className="card-chip">{cardStrings.standIn}</span>}
        {many > 1 && <span className="card-chip right">{cardStrings.items(many)}</span>}
      </div>
    )
  }
  const words = Object.entries(registry.get(node.type)?.params ?? {}).find(
    ([, spec]) => spec.kind === 'text' && spec.multiline,
  )
  const text = words ? node.params[words[0]] : null
  if (typeof text === 'string' && text !== '') return <p className="card-words">{text}</p>
  if (media?.type === 'audio')
    return <p className="card-words quiet">{cardStrings.sound(media.facts.seconds?.toFixed(1) ?? '–')}</p>
  const Icon = kindIcon(node.type)
  return (
    <div className="card-picture empty">
      <Icon size={22} aria-hidden />
    </div>
  )
}
