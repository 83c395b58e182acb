import { useEffect, useRef, useState } from 'react'
import type { Digest } from '#shared/graph/ids.ts'
import { useSession } from '../store/session.ts'
import { isStill } from '../ui/motion.ts'

/** Milliseconds for which the pointer rests before a clip plays: crossing a canvas starts nothing. */
const REST = 140

/**
 * The picture of a stored clip, which plays small and silent while the pointer rests on it, or while what it stands in (a card) has
 * the focus of the keyboard; never where motion is unwanted.
 */
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
  const shown = useRef<HTMLSpanElement>(null)
  const [over, setOver] = useState(false)
  const [focused, setFocused] = useState(false)
  const [plays, setPlays] = useState(false)
  const [none, setNone] = useState(false)
  const isThere = poster !== undefined && proxy !== undefined
  useEffect(() => {
    const holder = isThere ? shown.current?.closest('[tabindex="0"]') : null
    if (!holder) return
    const look = () => setFocused(holder.matches(':focus-visible'))
    look()
    holder.addEventListener('focus', look)
    holder.addEventListener('blur', look)
    return () => {
      holder.removeEventListener('focus', look)
      holder.removeEventListener('blur', look)
    }
  }, [isThere])
  const isWanted = over || focused
  useEffect(() => {
    if (!isWanted || isStill()) return
    const timer = window.setTimeout(() => setPlays(true), REST)
    return () => {
      window.clearTimeout(timer)
      setPlays(false)
    }
  }, [isWanted])
  if (!isThere) return null
  return (
    <span
      ref={shown}
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
