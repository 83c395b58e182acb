import { registry } from '#nodes/index.ts'
import type { Instance } from '#shared/graph/document.ts'
import type { MediaValue } from '#shared/graph/values.ts'
import { HoverClip } from '../media/hover-clip.tsx'
import { Waveform } from '../media/waveform.tsx'
import { firstMedia, useOutputs } from '../store/outputs-store.ts'
import { useSession } from '../store/session.ts'
import { cardStrings } from '../strings/card.ts'
import { listCount } from './card-state.ts'
import { kindIcon } from './kind-icon.ts'

/** The small picture of what the node shows (a clip plays under the pointer), its wave, or the words it holds. */
export function CardPicture({ node }: { readonly node: Instance }) {
  const items = useOutputs(node.id)
  const poster = useSession((state) => state.info?.poster)
  const media = firstMedia(items)
  if (media && poster) {
    const many = listCount(items)
    return (
      <div className="card-picture" data-wide={isWide(media)}>
        {media.type === 'audio' ? (
          <Waveform digest={media.digest} from={0} to={media.facts.seconds ?? 0} />
        ) : media.type === 'video' ? (
          <HoverClip digest={media.digest} />
        ) : (
          <img src={`${poster}${media.digest}`} alt="" loading="lazy" decoding="async" draggable={false} />
        )}
        {many > 1 && <span className="card-chip card-count">{cardStrings.items(many)}</span>}
        <span className="card-chips">
          {media.type === 'audio' && (
            <span className="card-chip">{cardStrings.sound(media.facts.seconds?.toFixed(1) ?? '–')}</span>
          )}
          {media.standIn && <span className="card-chip">{cardStrings.standIn}</span>}
        </span>
      </div>
    )
  }
  const words = Object.entries(registry.get(node.type)?.params ?? {}).find(
    ([, spec]) => spec.kind === 'text' && spec.multiline,
  )
  const text = words ? node.params[words[0]] : null
  if (typeof text === 'string' && text !== '')
    return (
      <div className="card-words">
        <p>{text}</p>
      </div>
    )
  const Icon = kindIcon(node.type)
  return (
    <div className="card-picture card-blank">
      <Icon size={26} aria-hidden />
    </div>
  )
}

/** Close enough to the shape of a card to fill it; any other picture keeps its whole frame. */
function isWide({ facts: { width = 0, height = 0 } }: MediaValue): boolean {
  return height > 0 && width / height > 1.6 && width / height < 2
}
