import { useId, useState } from 'react'
import type { Json } from '#shared/json.ts'
import { paramProblem } from '#shared/node/param-values.ts'
import type { ChoiceParam, NumberParam, ParamSpec } from '#shared/node/params.ts'
import { useDocument } from '../store/document-store.ts'

export interface WidgetProps<S extends ParamSpec = ParamSpec> {
  readonly spec: S
  readonly value: Json
  readonly node: string
  /** Of the label's text. */
  readonly labelled: string
  readonly disabled: boolean
  readonly onChange: (value: Json) => void
  /** The person has left the field: the next change is a step of its own. */
  readonly onDone: () => void
}

/** A number as it is typed; what is not legal yet is shown with its reason and not taken. */
export function NumberWidget({ spec, value, labelled, disabled, onChange, onDone }: WidgetProps<NumberParam>) {
  const [typed, setTyped] = useState<string | null>(null)
  const problemId = useId()
  const inherited = useDocument(({ settings }) => (spec.inherit ? settings.delivery[spec.inherit] : null))
  const shown = typed ?? (typeof value === 'number' ? String(value) : '')
  const read = (text: string): Json => (text.trim() === '' ? null : Number(text))
  const problem = typed === null ? paramProblem(spec, value) : paramProblem(spec, read(typed))
  return (
    <>
      <span className="with-unit">
        <input
          className="field"
          inputMode="decimal"
          value={shown}
          disabled={disabled}
          placeholder={inherited === null ? (spec.nullable ? 'not set' : '') : `film: ${inherited}`}
          aria-labelledby={labelled}
          aria-invalid={problem !== null}
          aria-describedby={problem ? problemId : undefined}
          onChange={({ target }) => {
            setTyped(target.value)
            const number = read(target.value)
            if (paramProblem(spec, number) === null) onChange(number)
          }}
          onKeyDown={(event) => {
            if ((event.key !== 'ArrowUp' && event.key !== 'ArrowDown') || typeof value !== 'number') return
            event.preventDefault()
            const step = (spec.step ?? 1) * (event.shiftKey ? 10 : 1) * (event.key === 'ArrowUp' ? 1 : -1)
            const next = Number((value + step).toFixed(6))
            if (paramProblem(spec, next) !== null) return
            setTyped(null)
            onChange(next)
          }}
          onBlur={() => {
            setTyped(null)
            onDone()
          }}
        />
        {spec.unit && <span className="unit">{spec.unit}</span>}
      </span>
      {problem && (
        <span className="problem" id={problemId}>
          {spec.label} {problem}.
        </span>
      )}
    </>
  )
}

export function ChoiceWidget({ spec, value, labelled, disabled, onChange, onDone }: WidgetProps<ChoiceParam>) {
  const known = spec.options.some((option) => option.value === value)
  return (
    <select
      className="field"
      value={known ? String(value) : ''}
      disabled={disabled}
      aria-labelledby={labelled}
      onChange={({ target }) => onChange(target.value)}
      onBlur={onDone}
    >
      {!known && <option value="">{String(value)}</option>}
      {spec.options.map((option) => (
        <option key={option.value} value={option.value}>
          {option.label}
        </option>
      ))}
    </select>
  )
}
