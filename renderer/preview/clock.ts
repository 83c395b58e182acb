import { frameAt, middleOf, startOf } from './timecode.ts'
import { operate, reached, useTransport } from './transport-store.ts'

/** Frames by which a second player may be apart from the first before it is set right. */
const MOST_DRIFT = 1.5
/** What browsers play sound and picture at; slower or faster is refused by some. */
const RATES = { slowest: 0.0625, fastest: 16 }

/**
 * Keeps players at what the transport says until it is ended: the first leads, a second one follows it. Backwards they go by seeking,
 * because no browser plays backwards.
 */
export function runClock(lead: HTMLMediaElement, follow: HTMLMediaElement | null): () => void {
  const players = [lead, ...(follow ? [follow] : [])].map((media) => ({ media, seeker: createSeeker(media) }))
  let frameRequest = 0
  /** Where and when going backwards began. */
  let origin: { readonly frame: number; readonly at: number } | null = null

  const seek = () => {
    const { frame, rate } = useTransport.getState().transport
    for (const { seeker } of players) seeker.go(middleOf(frame, rate))
    origin = null
  }

  const advance = (now: number) => {
    const { transport } = useTransport.getState()
    const { rate, speed, frame, frames } = transport
    if (speed > 0) {
      // A player that came to its end before it was sent back has stopped by itself.
      if (lead.paused && !lead.ended) for (const { media } of players) play(media)
      // A seek that is under way tells nothing yet.
      if (!lead.seeking) reached(lead.ended ? frames : frameAt(lead.currentTime, rate))
      if (follow && !follow.seeking && !lead.seeking) {
        const apart = Math.abs(follow.currentTime - lead.currentTime)
        const isOver = Number.isFinite(follow.duration) && lead.currentTime > follow.duration
        if (!isOver && apart > startOf(MOST_DRIFT, rate) * Math.max(1, speed)) follow.currentTime = lead.currentTime
      }
    } else if (speed < 0) {
      origin ??= { frame, at: now }
      const next = Math.round(origin.frame + ((now - origin.at) / 1000) * speed * (rate.num / rate.den))
      if (next !== frame) {
        const before = useTransport.getState().seeks
        reached(next)
        const after = useTransport.getState()
        // The end of the range seeks by itself.
        if (after.seeks === before) for (const { seeker } of players) seeker.go(middleOf(after.transport.frame, rate))
      }
    }
  }

  const tick = (now: number) => {
    advance(now)
    if (useTransport.getState().transport.speed !== 0) frameRequest = requestAnimationFrame(tick)
  }
  // A busy machine draws few frames: the end of the range is not to be missed for that.
  const onTime = () => {
    if (useTransport.getState().transport.speed > 0) advance(performance.now())
  }
  lead.addEventListener('timeupdate', onTime)
  lead.addEventListener('ended', onTime)

  const setSpeed = () => {
    const { speed } = useTransport.getState().transport
    cancelAnimationFrame(frameRequest)
    origin = null
    for (const { media } of players) {
      if (speed > 0) {
        media.playbackRate = Math.min(RATES.fastest, Math.max(RATES.slowest, speed))
        play(media)
      } else media.pause()
    }
    if (speed !== 0) frameRequest = requestAnimationFrame(tick)
  }

  const end = useTransport.subscribe((state, before) => {
    if (state.seeks !== before.seeks) seek()
    if (state.transport.speed !== before.transport.speed) setSpeed()
  })
  seek()
  if (useTransport.getState().transport.speed !== 0) setSpeed()
  return () => {
    end()
    cancelAnimationFrame(frameRequest)
    lead.removeEventListener('timeupdate', onTime)
    lead.removeEventListener('ended', onTime)
    for (const { media, seeker } of players) {
      seeker.end()
      media.pause()
    }
  }
}

function play(media: HTMLMediaElement): void {
  media.play().catch((error: unknown) => {
    // Where nobody has touched the page yet, browsers refuse; a pause that comes first is no trouble.
    if (error instanceof DOMException && error.name === 'NotAllowedError') operate((now) => ({ ...now, speed: 0 }))
  })
}

/** Seeks one after the other, the newest wish next: a player that is asked while it seeks would show nothing until all is over. */
function createSeeker(media: HTMLMediaElement) {
  let wanted: number | null = null
  const next = () => {
    if (wanted === null || media.readyState < HTMLMediaElement.HAVE_METADATA || media.seeking) return
    const seconds = wanted
    wanted = null
    if (Math.abs(media.currentTime - seconds) > 1e-6) media.currentTime = seconds
  }
  media.addEventListener('seeked', next)
  media.addEventListener('loadedmetadata', next)
  return {
    go(seconds: number) {
      wanted = seconds
      next()
    },
    end() {
      media.removeEventListener('seeked', next)
      media.removeEventListener('loadedmetadata', next)
    },
  }
}
