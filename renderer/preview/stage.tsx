import { useEffect, useLayoutEffect, useState } from 'react'
import { rateOf } from '#nodes/film.ts'
import type { NodeId } from '#shared/graph/ids.ts'
import { isMedia, type MediaValue } from '#shared/graph/values.ts'
import { useDocument } from '../store/document-store.ts'
import { useSession } from '../store/session.ts'
import { preview } from '../strings/preview.ts'
import { Sound, Video } from './clip.tsx'
import { runClock } from './clock.ts'
import { Controls } from './controls.tsx'
import type { Sight } from './looks.ts'
import { PictureStage } from './picture-stage.tsx'
import { frameCount, parseRate } from './timecode.ts'
import { Words } from './values.tsx'
import { loadClip, useViewer } from './viewer-store.ts'
import { Wipe } from './wipe.tsx'

/** One side of what is on screen. */
export interface Side {
  readonly node: NodeId
  readonly title: string
  readonly sight: Sight
}

/** What is seen, alone or beside another, and what plays it. */
export function Stage({ a, b }: { readonly a: Side; readonly b: Side | null }) {
  const wanted = useViewer((state) => state.compare)
  const heard = useViewer((state) => state.heard)
  const [mediaA, setMediaA] = useState<HTMLMediaElement | null>(null)
  const [mediaB, setMediaB] = useState<HTMLMediaElement | null>(null)
  const clip = [a, b].find((side) => side !== null && clipOf(side.sight)) ?? null
  useClip(clip)
  useClock(mediaA ?? mediaB, mediaA ? mediaB : null)

  const overlaid = b && wanted !== 'side' && pictureOf(a.sight) && pictureOf(b.sight)
  const second = b && { side: b, media: setMediaB, muted: heard !== 'b' }
  const first = { side: a, media: setMediaA, muted: second !== null && clipOf(second.side.sight) && heard === 'b' }
  return (
    <>
      <div className="stage" data-compare={second ? (overlaid ? wanted : 'side') : 'off'}>
        {overlaid ? (
          <Layers a={first} b={second} mode={wanted === 'difference' ? 'difference' : 'wipe'} />
        ) : (
          <>
            <Pane {...first} main letter={second ? preview.compare.a : null} />
            {second && <Pane {...second} main={!pictureOf(a.sight)} letter={preview.compare.b} />}
          </>
        )}
      </div>
      {clip && <Controls hasSound={[a, b].some((side) => side !== null && hasSound(side.sight))} />}
    </>
  )
}

interface Shown {
  readonly side: Side
  readonly media: (media: HTMLMediaElement | null) => void
  readonly muted: boolean
}

/** One output in a place of its own. */
function Pane({
  side,
  media,
  muted,
  main,
  letter,
}: Shown & { readonly main: boolean; readonly letter: string | null }) {
  const { sight, title } = side
  const { value } = sight
  const picture = pictureOf(sight)
  return (
    <div className="stage-pane">
      {isMedia(value) && !sight.present ? (
        <p className="stage-unplayable">{preview.gone}</p>
      ) : picture ? (
        <PictureStage
          title={title}
          picture={sizeOf(picture)}
          alpha={hasAlpha(picture)}
          clip={picture.type === 'video'}
          main={main}
        >
          <Layer value={picture} title={title} media={media} muted={muted} />
        </PictureStage>
      ) : value.type === 'audio' ? (
        <Sound key={value.digest} value={value} title={title} media={media} muted={muted} />
      ) : (
        !isMedia(value) && <Words value={value} />
      )}
      {letter !== null && <Letter letter={letter} title={title} />}
    </div>
  )
}

/** Two pictures over each other. */
function Layers({ a, b, mode }: { readonly a: Shown; readonly b: Shown | null; readonly mode: 'wipe' | 'difference' }) {
  const divider = useViewer((state) => state.divider)
  const below = pictureOf(a.side.sight)
  const above = b && pictureOf(b.side.sight)
  if (!below || !above) return null
  return (
    <div className="stage-pane">
      <PictureStage
        title={a.side.title}
        picture={sizeOf(below)}
        alpha={hasAlpha(below)}
        clip={below.type === 'video' || above.type === 'video'}
        main
        over={
          <>
            <Letter letter={preview.compare.a} title={a.side.title} />
            <Letter letter={preview.compare.b} title={b.side.title} />
          </>
        }
      >
        <Layer value={below} title={a.side.title} media={a.media} muted={a.muted} />
        <div
          className="layer-above"
          data-mode={mode}
          style={mode === 'wipe' ? { clipPath: `inset(0 0 0 ${divider * 100}%)` } : {}}
        >
          <Layer value={above} title={b.side.title} media={b.media} muted={b.muted} />
        </div>
        {mode === 'wipe' && <Wipe />}
      </PictureStage>
    </div>
  )
}

function Layer({
  value,
  title,
  media,
  muted,
}: {
  readonly value: MediaValue
  readonly title: string
  readonly media: (media: HTMLMediaElement | null) => void
  readonly muted: boolean
}) {
  const address = useSession((state) => state.info?.media)
  if (value.type === 'video')
    return <Video key={value.digest} value={value} title={title} media={media} muted={muted} />
  return <img key={value.digest} src={`${address}${value.digest}`} alt={title} draggable={false} decoding="async" />
}

function Letter({ letter, title }: { readonly letter: string; readonly title: string }) {
  return (
    <span className="stage-letter" data-letter={letter}>
      <b>{letter}</b> {title}
    </span>
  )
}

/** The transport takes up the clip that is on screen. */
function useClip(clip: Side | null): void {
  const fps = useDocument((document) => document.settings.delivery.fps)
  const value = clip?.sight.value
  const facts = value && isMedia(value) ? value.facts : null
  // biome-ignore lint/correctness/useExhaustiveDependencies: facts are those of the key
  useLayoutEffect(() => {
    if (!clip || !facts) return
    const rate = parseRate(facts.fps) ?? rateOf(fps)
    loadClip(clip.node, rate, frameCount(facts, rate))
  }, [clip?.node, clip?.sight.key, clip?.sight.port, clip?.sight.index, fps])
}

function useClock(lead: HTMLMediaElement | null, follow: HTMLMediaElement | null): void {
  const volume = useViewer((state) => state.volume)
  const muted = useViewer((state) => state.muted)
  useEffect(() => {
    for (const media of [lead, follow]) if (media) media.volume = muted ? 0 : volume
  }, [lead, follow, volume, muted])
  useEffect(() => (lead ? runClock(lead, follow) : undefined), [lead, follow])
}

function clipOf({ value, present }: Sight): boolean {
  return present && (value.type === 'video' || value.type === 'audio')
}

function pictureOf({ value, present }: Sight): MediaValue | null {
  return present && (value.type === 'image' || value.type === 'video') ? value : null
}

function hasSound({ value }: Sight): boolean {
  return isMedia(value) && value.facts.audioCodec !== undefined
}

/** What a picture without facts is taken for. */
const USUAL = { width: 1280, height: 720 }

function sizeOf({ facts: { width = 0, height = 0 } }: MediaValue) {
  return width > 0 && height > 0 ? { width, height } : USUAL
}

function hasAlpha({ type, facts: { pixelFormat = '' } }: MediaValue): boolean {
  return type === 'image' && /^(rgba|bgra|argb|abgr|ya|yuva|gbrap|pal8)/.test(pixelFormat)
}
