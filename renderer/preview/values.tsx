import type { MediaValue, Value } from '#shared/graph/values.ts'
import { useSession } from '../store/session.ts'
import { preview } from '../strings/preview.ts'
import { sequenceSeconds } from './fact-rows.ts'

/** A value that is neither clip, picture nor sound. */
export function Words({ value }: { value: Exclude<Value, MediaValue> }) {
  switch (value.type) {
    case 'text':
      return (
        <div className="stage-words">
          <p className="stage-text">{value.text}</p>
        </div>
      )
    case 'number':
      return (
        <div className="stage-words">
          <p className="stage-number">{value.number}</p>
        </div>
      )
    case 'references':
      return (
        <div className="stage-words stage-grid">
          {value.references.map(({ name, image }, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: one still may stand in a kit twice
            <Poster key={index} value={image} caption={name} />
          ))}
        </div>
      )
    case 'sequence': {
      const seconds = sequenceSeconds(value)
      return (
        <div className="stage-words">
          <p className="quiet">{preview.sequence(value.clips.length, value.tracks.length, seconds)}</p>
          <div className="stage-grid">
            {value.clips.map(({ source, in: from, out, transition }, index) => (
              <Poster
                // biome-ignore lint/suspicious/noArrayIndexKey: clips have no id, and one source may stand twice
                key={index}
                value={source}
                caption={preview.clip(index, out - from)}
                {...(transition.kind !== 'cut' && index > 0 && { note: preview.dissolve(transition.seconds) })}
              />
            ))}
          </div>
        </div>
      )
    }
    case 'table': {
      const words = preview.facts.rows(value.rows.length, value.columns.length)
      return (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls can be scrolled by keyboard
        <section className="stage-words" aria-label={words} tabIndex={0}>
          <table className="stage-table">
            <thead>
              <tr>
                {value.columns.map((column) => (
                  <th key={column} scope="col">
                    {column}
                  </th>
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
        </section>
      )
    }
  }
}

function Poster({ value, caption, note }: { value: MediaValue; caption: string; note?: string }) {
  const poster = useSession((state) => state.info?.poster)
  const { width = 16, height = 9 } = value.facts
  return (
    <figure>
      <img
        src={`${poster}${value.digest}`}
        alt=""
        loading="lazy"
        decoding="async"
        style={{ aspectRatio: width / height }}
      />
      <figcaption>
        {caption}
        {note && <span> · {note}</span>}
      </figcaption>
    </figure>
  )
}
