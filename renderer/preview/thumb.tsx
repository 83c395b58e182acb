import { AudioLines, Circle, Hash, Images, Table2, Text } from 'lucide-react'
import type { ReactNode } from 'react'
import { isMedia, mediaIn, type Value } from '#shared/graph/values.ts'
import { useSession } from '../store/session.ts'
import { dragOut } from './actions.ts'
import { fileOut } from './file-out.ts'

const ICONS = { audio: AudioLines, text: Text, number: Hash, table: Table2 } as const

/** A small picture of an output to press; `notes` are said after its name. A picture can be dragged out as a file. */
export function Thumb({
  value,
  name,
  notes = [],
  pressed,
  faded = false,
  badge,
  onPress,
  onPick,
}: {
  readonly value?: Value
  readonly name: string
  readonly notes?: readonly string[]
  readonly pressed: boolean
  readonly faded?: boolean
  readonly badge?: ReactNode
  readonly onPress: () => void
  readonly onPick?: () => void
}) {
  const poster = useSession((state) => state.info?.poster)
  const picture = value && mediaIn(value).find(({ type }) => type !== 'audio')
  const Icon = value === undefined ? Circle : value.type in ICONS ? ICONS[value.type as keyof typeof ICONS] : Images
  const words = [name, ...notes].join(', ')
  return (
    <button
      type="button"
      className="thumb"
      aria-pressed={pressed}
      aria-label={words}
      title={words}
      data-faded={faded}
      draggable={value !== undefined && isMedia(value)}
      onDragStart={(event) => {
        if (value && isMedia(value)) dragOut(event.nativeEvent, { digest: value.digest, ...fileOut(value, name, null) })
      }}
      onClick={onPress}
      onDoubleClick={onPick}
    >
      <span className="thumb-picture">
        {picture && poster ? (
          <img src={`${poster}${picture.digest}`} alt="" loading="lazy" decoding="async" draggable={false} />
        ) : (
          <Icon size={16} aria-hidden />
        )}
        {badge && <span className="thumb-badge">{badge}</span>}
      </span>
      <span className="thumb-name">{name}</span>
    </button>
  )
}
