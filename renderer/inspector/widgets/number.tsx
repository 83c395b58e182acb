import { type PointerEvent, useId, useRef, useState } from 'react'
import type { Json } from '#shared/json.ts'
import { paramProblem } from '#shared/node/param-values.ts'
import type { NumberParam } from '#shared/node/params.ts'
import { documents, useDocument } from '../../store/document-store.ts'
import { inspectorStrings as t } from '../../strings/inspector.ts'
import { hasSlider, stepOf, stepped, stepsIn } from '../number-gestures.ts'
import type { WidgetProps } from './widget-props.ts'

/** Pixels that a press may move and still be a click into the field. */
const CLICK = 3

const read = (text: string): Json => (text.trim() === '' ? null : Number(text.replace(',', '.')))

/** A number: typed, stepped with the arrow keys, dragged sideways, and slid where it has bounds. */
export function NumberWidget(props: WidgetProps<NumberParam>) {
  const { spec, value, mixed, labelled, described, disabled, onChange, onDone } = props
  const [typed, setTyped] = useState<string | null>(null)
  /** The value before the typing: what is left illegal is taken back, not half of it kept. */
  const before = useRef<Json>(null)
  const problemId = useId()
  const inherited = useDocument(({ settings }) => (spec.inherit ? settings.delivery[spec.inherit] : null))
  const number = typeof value === 'number' ? value : null
  const start = number ?? inherited ?? spec.min ?? 0
  const drag = useDrag(spec, start, disabled, onChange)
  const problem = paramProblem(spec, typed === null ? value : read(typed))
  const shown = typed ?? (mixed || number === null ? '' : String(number))
  const leave = () => {
    if (typed !== null && problem !== null) onChange(before.current)
    setTyped(null)
    onDone()
  }
  const empty = inherited !== null ? t.param.ofFilm(inherited) : spec.nullable ? t.param.notSet : ''
  return (
    <>
      <span className="with-unit">
        <input
          className="field scrub"
          inputMode="decimal"
          value={shown}
          disabled={disabled}
          placeholder={mixed ? t.mixed : empty}
          title={t.param.scrub}
          aria-labelledby={labelled}
          aria-invalid={problem !== null}
          aria-describedby={problem ? problemId : described}
          {...drag}
          onChange={({ target }) => {
            if (typed === null) before.current = value
            setTyped(target.value)
            const typedNumber = read(target.value)
            if (paramProblem(spec, typedNumber) === null) onChange(typedNumber)
          }}
          onKeyDown={(event) => {
            if (event.key === 'Enter') leave()
            if (event.key !== 'ArrowUp' && event.key !== 'ArrowDown') return
            event.preventDefault()
            setTyped(null)
            onChange(stepped(spec, start, event.key === 'ArrowUp' ? 1 : -1, event))
          }}
          onBlur={leave}
        />
        {spec.unit && <span className="unit">{spec.unit}</span>}
      </span>
      {hasSlider(spec) && (
        <input
          type="range"
          className="slider"
          min={spec.min}
          max={spec.max}
          step={stepOf(spec)}
          value={start}
          disabled={disabled}
          aria-labelledby={labelled}
          aria-valuetext={spec.unit ? `${start} ${spec.unit}` : undefined}
          onPointerDown={() => documents.begin()}
          onPointerUp={() => documents.commit()}
          onPointerCancel={() => documents.bail()}
          onChange={({ target }) => {
            setTyped(null)
            onChange(target.valueAsNumber)
          }}
          onBlur={() => {
            documents.commit()
            onDone()
          }}
        />
      )}
      {problem && (
        <span className="problem" id={problemId}>
          {t.param.problem(spec.label, problem)}
        </span>
      )}
    </>
  )
}

/** Dragging sideways over a field that is not being typed in changes its number; Escape or a lost pointer takes it back. */
function useDrag(spec: NumberParam, start: number, disabled: boolean, onChange: (value: Json) => void) {
  const drag = useRef<{ x: number; from: number; moved: boolean } | null>(null)
  const end = (keep: boolean) => {
    if (drag.current?.moved) {
      if (keep) documents.commit()
      else documents.bail()
    }
    drag.current = null
  }
  return {
    onPointerDown: (event: PointerEvent<HTMLInputElement>) => {
      if (disabled || event.button !== 0 || document.activeElement === event.currentTarget) return
      // The press becomes a click into the field only once it ends where it began.
      event.preventDefault()
      event.currentTarget.setPointerCapture(event.pointerId)
      drag.current = { x: event.clientX, from: start, moved: false }
    },
    onPointerMove: (event: PointerEvent<HTMLInputElement>) => {
      const { current } = drag
      if (!current) return
      const pixels = event.clientX - current.x
      if (!current.moved && Math.abs(pixels) <= CLICK) return
      if (!current.moved) {
        current.moved = true
        documents.begin()
      }
      onChange(stepped(spec, current.from, stepsIn(pixels), event))
    },
    onPointerUp: (event: PointerEvent<HTMLInputElement>) => {
      if (drag.current && !drag.current.moved) {
        event.currentTarget.focus()
        event.currentTarget.select()
      }
      end(true)
    },
    onPointerCancel: () => end(false),
  }
}
