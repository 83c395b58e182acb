import { type RefObject, useCallback, useEffect, useLayoutEffect, useRef, useState } from 'react'
import type { Instance } from '#shared/graph/document.ts'
import { documents, useDocument } from '../store/document-store.ts'
import { useSession } from '../store/session.ts'
import { useUi } from '../store/ui-store.ts'
import { timelineStrings as t } from '../strings/timeline.ts'
import { revealItem, selectItem, viewItem } from './actions.ts'
import { ClipCard } from './clip-card.tsx'
import { endOf } from './cut.ts'
import { CutHeader } from './cut-header.tsx'
import { type CutView, cutView, findItem } from './cut-view.ts'
import { ItemPopover } from './item-popover.tsx'
import { JoinButton } from './join-button.tsx'
import type { Lanes } from './lanes.ts'
import { putPlayhead, usePlayhead } from './playhead-store.ts'
import { Ruler } from './ruler.tsx'
import { originOf } from './shown-shots.ts'
import { SoundCard } from './sound-card.tsx'
import { useTimeline } from './timeline-store.ts'
import { totalsOf } from './totals.ts'
import { useCut } from './use-cut.ts'
import { useReorder } from './use-reorder.ts'
import { useTrim } from './use-trim.ts'
import { clampZoom, MARGIN, scrollAfter } from './zoom.ts'

/** A cut: its clips along the time of the film, sounds below, and how long it all is. */
export function CutPanel({ node, lanes, cuts }: { node: Instance; lanes: Lanes; cuts: readonly Instance[] }) {
  const scroller = useRef<HTMLDivElement>(null)
  const track = useRef<HTMLDivElement>(null)
  const width = useWidth(scroller)
  const zoom = useTimeline((state) => state.zoom)
  const key = useTimeline((state) => state.item)
  const readOnly = useSession((state) => state.readOnly)
  const delivery = useDocument(({ settings }) => settings.delivery)
  const view = useCut(node, lanes, zoom, width)
  const { clips, sounds, scale, rate, film } = view
  const found = findItem(view, key)
  const playhead = usePlayhead((state) => (state.cut === node.id ? state.seconds : 0))
  const reorder = useReorder(track, readOnly)
  const trim = useTrim(readOnly)
  const { anchor } = useWheel(scroller, scale)
  useScrollAfterZoom(scroller, scale, anchor)
  useForgetItem()

  const choose = useCallback(
    (item: { readonly key: string }, how: { readonly detail: number }) => {
      const now = cutView()
      const chosen = now && findItem(now, item.key)
      if (!chosen || (how.detail > 0 && reorder.wasDragged())) return
      // Enter and Space press a button without a click of the pointer: they go on to the canvas.
      if (how.detail === 0) revealItem(chosen)
      else selectItem(chosen)
    },
    [reorder.wasDragged],
  )
  const show = useCallback((item: { readonly key: string }) => {
    const now = cutView()
    const chosen = now && findItem(now, item.key)
    if (chosen) viewItem(chosen)
  }, [])

  const totals = totalsOf(view, delivery)
  const seconds = Math.max(endOf(clips), endOf(sounds))
  const reachable = found?.kind === 'clip' ? found.item.key : clips[0]?.key
  return (
    <>
      <CutHeader cuts={cuts} view={view} seconds={playhead} />
      {clips.length === 0 && sounds.length === 0 ? (
        <div className="empty">
          <p>{t.empty.noClips}</p>
        </div>
      ) : (
        <div className="tl-scroll" ref={scroller}>
          <div className="tl-track" ref={track} style={{ width: seconds * scale + 2 * MARGIN }}>
            <Ruler
              seconds={seconds}
              scale={scale}
              rate={rate}
              playhead={playhead}
              onPut={(at) => putPlayhead(node.id, film, at)}
            />
            <ol className="tl-clips" aria-label={t.clips}>
              {clips.map((clip, index) => (
                <ClipCard
                  key={clip.key}
                  clip={clip}
                  place={index + 1}
                  rate={rate}
                  scale={scale}
                  selected={clip.key === key}
                  reachable={clip.key === reachable}
                  trimming={trim.moving?.key === clip.key && trim.moving.what !== 'start' ? trim.moving.what : null}
                  carried={reorder.carried?.key === clip.key ? reorder.carried.dx : null}
                  onPress={(event, item) =>
                    reorder.start(event, view, { kind: 'clip', lane: lanes.clips, index, item })
                  }
                  onTrim={(event, item, end) =>
                    trim.start(event, view, { kind: 'clip', lane: lanes.clips, index, item }, end)
                  }
                  onChoose={choose}
                  onView={show}
                />
              ))}
              {clips.map((item, index) => (
                <JoinButton
                  key={`join ${item.key}`}
                  view={view}
                  found={{ kind: 'clip', lane: lanes.clips, index, item }}
                  disabled={readOnly}
                />
              ))}
              {reorder.carried && <DropMark view={view} to={reorder.carried.to} />}
            </ol>
            {sounds.length > 0 && (
              <ol className="tl-sounds" aria-label={t.sounds}>
                {sounds.map((sound, index) => (
                  <SoundCard
                    key={sound.key}
                    sound={sound}
                    place={index + 1}
                    rate={rate}
                    scale={scale}
                    selected={sound.key === key}
                    moving={trim.moving?.key === sound.key ? trim.moving.what : null}
                    onMove={(event, item, what) =>
                      lanes.sounds && trim.start(event, view, { kind: 'sound', lane: lanes.sounds, index, item }, what)
                    }
                    onChoose={choose}
                    onView={show}
                  />
                ))}
              </ol>
            )}
            <div className="tl-line" style={{ left: playhead * scale + MARGIN }} aria-hidden />
          </div>
        </div>
      )}
      <ul className="tl-totals" title={totals.join(' · ')}>
        {totals.map((each) => (
          <li key={each}>{each}</li>
        ))}
      </ul>
      {found && <ItemPopover view={view} found={found} disabled={readOnly} />}
    </>
  )
}

/** Where a carried clip would go. */
function DropMark({ view: { clips, scale }, to }: { view: CutView; to: number }) {
  const at = clips[to]?.start ?? endOf(clips)
  return <li className="tl-drop" style={{ left: at * scale }} aria-hidden />
}

function useWidth(element: RefObject<HTMLElement | null>): number {
  const [width, setWidth] = useState(600)
  useLayoutEffect(() => {
    const { current } = element
    if (!current) return
    const measure = () => setWidth(current.clientWidth)
    const sized = new ResizeObserver(measure)
    sized.observe(current)
    measure()
    return () => sized.disconnect()
  }, [element])
  return width
}

/** Ctrl and the wheel zoom around the pointer; the wheel alone goes along the film. */
function useWheel(scroller: RefObject<HTMLElement | null>, scale: number) {
  const anchor = useRef<number | null>(null)
  const now = useRef(scale)
  now.current = scale
  useEffect(() => {
    const { current } = scroller
    if (!current) return
    const onWheel = (event: WheelEvent) => {
      if (event.ctrlKey || event.metaKey) {
        event.preventDefault()
        anchor.current = event.clientX - current.getBoundingClientRect().left
        useTimeline.setState({ zoom: clampZoom(now.current * Math.exp(-event.deltaY / 300)) })
        return
      }
      if (event.deltaX !== 0 || event.shiftKey || current.scrollHeight > current.clientHeight) return
      if (current.scrollWidth <= current.clientWidth) return
      event.preventDefault()
      current.scrollLeft += event.deltaY
    }
    current.addEventListener('wheel', onWheel, { passive: false })
    return () => current.removeEventListener('wheel', onWheel)
  }, [scroller])
  return { anchor }
}

/** Keeps what is under the pointer, else what is in the middle, where it is when the zoom changes. */
function useScrollAfterZoom(
  scroller: RefObject<HTMLElement | null>,
  scale: number,
  anchor: RefObject<number | null>,
): void {
  const before = useRef(scale)
  useLayoutEffect(() => {
    const { current } = scroller
    if (current && before.current !== scale) {
      const x = anchor.current ?? current.clientWidth / 2
      current.scrollLeft = scrollAfter(current.scrollLeft, x, before.current, scale)
    }
    anchor.current = null
    before.current = scale
  }, [scroller, scale, anchor])
}

/** A clip is selected as long as its shot is: what is selected elsewhere takes its place. */
function useForgetItem(): void {
  useEffect(
    () =>
      useUi.subscribe(({ selection }, before) => {
        const view = cutView()
        const found = view && findItem(view, useTimeline.getState().item)
        if (selection === before.selection || !found) return
        const origin = originOf(documents.document(), found)
        if (!selection.has(found.item.node) && !selection.has(origin)) useTimeline.setState({ item: null, open: null })
      }),
    [],
  )
}
