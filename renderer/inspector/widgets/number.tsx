import { type PointerEvent, useId, useRef, useState } from 'react'
import type { Json } from '#shared/json.ts'
import { paramProblem } from '#shared/node/param-values.ts'
import type { NumberParam } from '#shared/node/params.ts'
import { documents, useDocument } from '../../store/document-store.ts'
import { inspectorStrings as t } from '../../strings/inspector.ts'
import { followPointer } from '../../ui/follow-pointer.ts'
import { hasSlider, stepOf, stepped, stepsIn } from '../number-gestures.ts'
import type { WidgetProps } from './widget-props.ts'

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
      <span className="param-with-unit">
        <input
          className="field number-scrub"
          inputMode="decimal"
          value={shown}
          disabled={disabled}
          placeholder={mixed ? t.mixed : empty}
          title={t.param.scrub}
          aria-labelledby={labelled}
          aria-invalid={problem !== null}
          aria-describedby={problem ? problemId : described}
          onPointerDown={(event) => !disabled && drag(event, props, start)}
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
        {spec.unit && <span className="param-unit">{spec.unit}</span>}
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
          // One drag is one step: its changes are of one group, which ends with it.
          onPointerDown={onDone}
          onPointerUp={onDone}
          onChange={({ target }) => {
            setTyped(null)
            onChange(target.valueAsNumber)
          }}
          onBlur={onDone}
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
function drag(
  event: PointerEvent<HTMLInputElement>,
  { spec, onChange }: WidgetProps<NumberParam>,
  start: number,
): void {
  const field = event.currentTarget
  if (document.activeElement === field) return
  // The press becomes a click into the field only once it ends where it began.
  event.preventDefault()
  followPointer(event, {
    begin: documents.begin,
    move: (pixels, _, keys) => onChange(stepped(spec, start, stepsIn(pixels), keys)),
    end: documents.commit,
    cancel: documents.bail,
    click: () => {
      field.focus()
      field.select()
    },
  })
}
