import { useState } from 'react'
import type { MediaValue } from '#shared/graph/values.ts'
import { Waveform } from '../media/waveform.tsx'
import { useSession } from '../store/session.ts'
import { preview } from '../strings/preview.ts'
import { startOf } from './timecode.ts'
import { useTransport } from './transport-store.ts'

/** A stored clip, moved by the transport alone. */
export function Video({
  value,
  title,
  muted,
  media,
}: {
  value: MediaValue
  title: string
  muted: boolean
  media: (media: HTMLMediaElement | null) => void
}) {
  const info = useSession((state) => state.info)
  const [broken, setBroken] = useState(false)
  if (broken) return <p className="stage-unplayable">{preview.unplayable}</p>
  return (
    <video
      ref={media}
      src={`${info?.media}${value.digest}`}
      poster={`${info?.poster}${value.digest}`}
      preload="metadata"
      playsInline
      disablePictureInPicture
      muted={muted}
      aria-label={title}
      onError={() => setBroken(true)}
    />
  )
}

/** A stored sound as its wave, with the place where it is. */
export function Sound({
  value,
  title,
  muted,
  media,
}: {
  value: MediaValue
  title: string
  muted: boolean
  media: (media: HTMLMediaElement | null) => void
}) {
  const address = useSession((state) => state.info?.media)
  const at = useTransport(({ transport: { frame, rate } }) => startOf(frame, rate))
  const seconds = value.facts.seconds ?? 0
  return (
    <div className="stage-sound">
      <audio ref={media} src={`${address}${value.digest}`} preload="metadata" muted={muted} aria-label={title} />
      <Waveform digest={value.digest} from={0} to={seconds} />
      <div className="stage-sound-at" style={{ left: `${seconds > 0 ? Math.min(100, (at / seconds) * 100) : 0}%` }} />
    </div>
  )
}
