import { useEffect, useState } from 'react'
import type { Digest } from '#shared/graph/ids.ts'
import { useSession } from '../store/session.ts'

/** Milliseconds for which the pointer rests before a clip plays: crossing a canvas starts nothing. */
const REST = 140

/** The picture of a stored clip, which plays small and silent while the pointer rests on it; never where motion is unwanted. */
export function HoverClip({
  digest,
  alt = '',
  className = '',
}: {
  readonly digest: Digest
  readonly alt?: string
  readonly className?: string
}) {
  const poster = useSession((state) => state.info?.poster)
  const proxy = useSession((state) => state.info?.proxy)
  const [over, setOver] = useState(false)
  const [plays, setPlays] = useState(false)
  const [none, setNone] = useState(false)
  useEffect(() => {
    if (!over || matchMedia('(prefers-reduced-motion: reduce)').matches) return
    const timer = window.setTimeout(() => setPlays(true), REST)
    return () => {
      window.clearTimeout(timer)
      setPlays(false)
    }
  }, [over])
  if (poster === undefined || proxy === undefined) return null
  return (
    <span
      className={`hover-clip ${className}`}
      onPointerEnter={() => setOver(true)}
      onPointerLeave={() => setOver(false)}
    >
      <img src={`${poster}${digest}`} alt={alt} loading="lazy" decoding="async" draggable={false} />
      {plays && !none && (
        <video
          src={`${proxy}${digest}`}
          autoPlay
          muted
          loop
          playsInline
          disablePictureInPicture
          aria-hidden
          tabIndex={-1}
          onError={() => setNone(true)}
        />
      )}
    </span>
  )
}
