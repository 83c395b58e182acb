import { useCallback, useEffect, useState } from 'react'
import type { Digest } from '#shared/graph/ids.ts'
import { STRIP_FRAMES } from '#shared/ipc/previews.ts'
import { useSession } from '../store/session.ts'
import { type Draw, Painted } from './painted.tsx'
import { tilesOf } from './strip-shape.ts'

interface Loaded {
  readonly digest: Digest
  readonly image: HTMLImageElement
  /** Pictures side by side in it: a strip's, or one where only a poster could be made. */
  readonly frames: number
}

/** The strip of a clip, else its poster; null until one is there. */
function useStrip(digest: Digest): Loaded | null {
  const strip = useSession((state) => state.info?.strip)
  const poster = useSession((state) => state.info?.poster)
  const [loaded, setLoaded] = useState<Loaded | null>(null)
  useEffect(() => {
    let wanted = true
    const load = (address: string | undefined, frames: number, otherwise?: () => void) => {
      if (address === undefined) return
      const image = new Image()
      image.decoding = 'async'
      image.onload = () => wanted && setLoaded({ digest, image, frames })
      image.onerror = () => wanted && otherwise?.()
      image.src = `${address}${digest}`
    }
    load(strip, STRIP_FRAMES, () => load(poster, 1))
    return () => {
      wanted = false
    }
  }, [digest, strip, poster])
  return loaded?.digest === digest ? loaded : null
}

/** Frames of a stored clip of `seconds` between `from` and `to`, side by side over the width of its box. */
export function Filmstrip({
  digest,
  from,
  to,
  seconds,
  className = '',
}: {
  readonly digest: Digest
  readonly from: number
  readonly to: number
  readonly seconds: number
  readonly className?: string
}) {
  const strip = useStrip(digest)
  const draw: Draw = useCallback(
    (context, { width, height }) => {
      if (!strip) return
      const { image, frames } = strip
      const each = image.naturalWidth / frames
      const tileWidth = (each / image.naturalHeight) * height
      for (const { x, frame } of tilesOf(width, tileWidth, { from, to, seconds }))
        context.drawImage(image, frames > 1 ? frame * each : 0, 0, each, image.naturalHeight, x, 0, tileWidth, height)
    },
    [strip, from, to, seconds],
  )
  return <Painted draw={draw} className={`filmstrip ${className}`} />
}
