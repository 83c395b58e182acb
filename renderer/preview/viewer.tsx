import { Check, Eye, Minus, Plus } from 'lucide-react'
import { useState } from 'react'
import type { NodeId } from '#shared/graph/ids.ts'
import { isStandIn, type MediaFacts, type MediaValue, mediaIn, type Value } from '#shared/graph/values.ts'
import { edit } from '../commands/connect.ts'
import { nodeOf } from '../store/document-index.ts'
import { useDocument } from '../store/document-store.ts'
import { useOutputs } from '../store/outputs-store.ts'
import { usePlan } from '../store/plan-store.ts'
import { useSession } from '../store/session.ts'
import { useSelected } from '../store/ui-store.ts'
import { count, s } from '../strings.ts'

/** What the selected node has made: picture, sound or words, its facts, its items and its takes. */
export function Viewer() {
  const id = useSelected()
  return (
    <section className="panel viewer" aria-label={s.regions.viewer} data-region tabIndex={-1}>
      {id === null ? (
        <div className="empty">
          <Eye size={22} aria-hidden />
          <p>Select a node to see what it has made.</p>
        </div>
      ) : (
        <NodeViewer key={id} id={id} />
      )}
    </section>
  )
}

interface Shown {
  readonly name: string
  readonly value: Value
}

function NodeViewer({ id }: { id: NodeId }) {
  const items = useOutputs(id)
  const title = useDocument((document) => nodeOf(document, id)?.title || id)
  const [at, setAt] = useState(0)
  const shown: readonly Shown[] = items.flatMap((item) =>
    Object.entries(item.ports).flatMap(([port, values]) =>
      values.map((value, index) => ({
        name: [
          items.length > 1 ? item.item : port,
          item.take > 0 ? `take ${item.take + 1}` : '',
          values.length > 1 ? index + 1 : '',
        ]
          .filter((part) => part !== '')
          .join(' · '),
        value,
      })),
    ),
  )
  const current = shown[Math.min(at, shown.length - 1)]
  return (
    <>
      <h2 className="panel-title">
        {title}
        {current && isStandIn(current.value) && <span className="tag">Stand-in</span>}
      </h2>
      {current ? (
        <>
          <div className="stage">
            <Stage value={current.value} title={title} />
          </div>
          {shown.length > 1 && (
            <div className="strip">
              {shown.map((each, index) => (
                <Thumb
                  // biome-ignore lint/suspicious/noArrayIndexKey: values of one node, in its order
                  key={index}
                  shown={each}
                  pressed={index === Math.min(at, shown.length - 1)}
                  onPress={() => setAt(index)}
                />
              ))}
            </div>
          )}
        </>
      ) : (
        <div className="empty">
          <Eye size={22} aria-hidden />
          <p>This node has made nothing yet. Run it, and what it makes is shown here.</p>
        </div>
      )}
      <Takes id={id} />
    </>
  )
}

function Thumb({ shown, pressed, onPress }: { shown: Shown; pressed: boolean; onPress: () => void }) {
  const poster = useSession((state) => state.info?.poster)
  const [media] = mediaIn(shown.value)
  return (
    <button type="button" className="thumb" aria-pressed={pressed} onClick={onPress}>
      {media && media.type !== 'audio' && poster ? (
        <img src={`${poster}${media.digest}`} alt="" loading="lazy" decoding="async" />
      ) : null}
      <span>{shown.name}</span>
    </button>
  )
}

function Stage({ value, title }: { value: Value; title: string }) {
  switch (value.type) {
    case 'image':
    case 'video':
    case 'audio':
      return <Media value={value} title={title} />
    case 'text':
      return <p className="stage-text">{value.text}</p>
    case 'number':
      return <p className="stage-text">{value.number}</p>
    case 'references':
      return (
        <div className="stage-grid">
          {value.references.map(({ name, image }) => (
            <Media key={image.digest} value={image} title={name} />
          ))}
        </div>
      )
    case 'sequence': {
      const seconds = value.clips.reduce((sum, clip) => sum + clip.out - clip.in - overlap(clip.transition), 0)
      return (
        <div className="stage-grid">
          {value.clips.map((clip, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: clips have no id, and one source may stand twice
            <Poster key={index} value={clip.source} title={`${index + 1} · ${(clip.out - clip.in).toFixed(1)} s`} />
          ))}
          <p className="quiet">
            {count(value.clips.length, 'clip')}, {count(value.tracks.length, 'sound')}, {seconds.toFixed(1)} s
          </p>
        </div>
      )
    }
    case 'table':
      return (
        <table className="stage-table">
          <thead>
            <tr>
              {value.columns.map((column) => (
                <th key={column}>{column}</th>
              ))}
            </tr>
          </thead>
          <tbody>
            {value.rows.map((row) => (
              <tr key={row.id}>
                {value.columns.map((column, index) => (
                  <td key={column}>{row.cells[index]}</td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      )
  }
}

function overlap(transition: { readonly kind: string; readonly seconds: number }): number {
  return transition.kind === 'dissolve' ? transition.seconds : 0
}

function Poster({ value, title }: { value: MediaValue; title: string }) {
  const poster = useSession((state) => state.info?.poster)
  return (
    <figure>
      <img src={`${poster}${value.digest}`} alt="" loading="lazy" />
      <figcaption>{title}</figcaption>
    </figure>
  )
}

function Media({ value, title }: { value: MediaValue; title: string }) {
  const info = useSession((state) => state.info)
  if (!info) return null
  const src = `${info.media}${value.digest}`
  return (
    <figure>
      {value.type === 'video' && (
        // biome-ignore lint/a11y/useMediaCaption: clips of a film in the making have no captions
        <video src={src} poster={`${info.poster}${value.digest}`} controls loop preload="metadata" aria-label={title} />
      )}
      {value.type === 'image' && <img src={src} alt={title} />}
      {/* biome-ignore lint/a11y/useMediaCaption: see above */}
      {value.type === 'audio' && <audio src={src} controls preload="metadata" aria-label={title} />}
      <figcaption>{facts(value.facts)}</figcaption>
    </figure>
  )
}

/** Facts of a file in words: `1280 × 720 · 24 fps · 4.00 s · h264 · 1.2 MB`. */
function facts({ width, height, fps, seconds, videoCodec, audioCodec, sampleRate, bytes }: MediaFacts): string {
  const [num = 0, den = 1] = fps?.split('/').map(Number) ?? []
  return [
    width && height && `${width} × ${height}`,
    num > 0 && `${Number((num / den).toFixed(3))} fps`,
    seconds && `${seconds.toFixed(2)} s`,
    [videoCodec, audioCodec].filter(Boolean).join(' + '),
    sampleRate && `${sampleRate / 1000} kHz`,
    bytes < 1e6 ? `${Math.max(1, Math.round(bytes / 1e3))} kB` : `${(bytes / 1e6).toFixed(1)} MB`,
  ]
    .filter(Boolean)
    .join(' · ')
}

/** How many takes a generator has and which one flows on; one row per work item. */
function Takes({ id }: { id: NodeId }) {
  const plan = usePlan((state) => state.byNode.get(id))
  const picks = useDocument((document) => document.picks)
  const readOnly = useSession((state) => state.readOnly)
  const bases = new Map(plan?.items.flatMap((item) => (item.baseKey ? [[item.baseKey, item.item] as const] : [])))
  if (bases.size === 0) return null
  return (
    <div className="takes">
      {Array.from(bases, ([baseKey, item]) => {
        const { takes, pick } = picks[baseKey] ?? { takes: 1, pick: 0 }
        const set = (nextTakes: number, nextPick: number) =>
          edit([{ kind: 'set-pick', baseKey, takes: nextTakes, pick: nextPick }])
        return (
          // biome-ignore lint/a11y/useSemanticElements: a row of buttons, no form
          <div className="row" key={baseKey} role="group" aria-label={bases.size > 1 ? `Takes of ${item}` : 'Takes'}>
            <span className="quiet">{bases.size > 1 ? `Takes of ${item}` : 'Takes'}</span>
            {Array.from({ length: takes }, (_, take) => (
              <button
                type="button"
                className="chip-button"
                // biome-ignore lint/suspicious/noArrayIndexKey: a take is its number
                key={take}
                aria-pressed={take === pick}
                aria-label={`Pick take ${take + 1}`}
                disabled={readOnly}
                onClick={() => set(takes, take)}
              >
                {take === pick && <Check size={13} aria-hidden />} {take + 1}
              </button>
            ))}
            <button
              type="button"
              className="button icon"
              aria-label="One more take"
              title="One more take"
              disabled={readOnly}
              onClick={() => set(takes + 1, pick)}
            >
              <Plus size={14} aria-hidden />
            </button>
            <button
              type="button"
              className="button icon"
              aria-label="One take less"
              title="One take less; what it made is kept"
              disabled={readOnly || takes < 2}
              onClick={() => set(takes - 1, Math.min(pick, takes - 2))}
            >
              <Minus size={14} aria-hidden />
            </button>
          </div>
        )
      })}
    </div>
  )
}
