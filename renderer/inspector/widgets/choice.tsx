import { useId } from 'react'
import type { ChoiceParam } from '#shared/node/params.ts'
import { inspectorStrings as t } from '../../strings/inspector.ts'
import type { WidgetProps } from './widget-props.ts'

/** Few short options stand side by side; `MOST_LETTERS` fit the inspector at its narrowest. */
const MOST_SEGMENTS = 4
const MOST_LETTERS = 30

/** One of several options: side by side where they are few and short, else a list. */
export function ChoiceWidget(props: WidgetProps<ChoiceParam>) {
  const { options } = props.spec
  const letters = options.reduce((sum, { label }) => sum + label.length, 0)
  return options.length <= MOST_SEGMENTS && letters <= MOST_LETTERS ? <Segments {...props} /> : <List {...props} />
}

function Segments({ spec, value, mixed, labelled, described, disabled, onChange, onDone }: WidgetProps<ChoiceParam>) {
  const name = useId()
  return (
    <span className="segments" role="radiogroup" aria-labelledby={labelled} aria-describedby={described}>
      {spec.options.map((option) => (
        <label key={option.value} className="segment">
          <input
            type="radio"
            className="sr"
            name={name}
            value={option.value}
            checked={!mixed && option.value === value}
            disabled={disabled}
            onChange={() => {
              onDone()
              onChange(option.value)
            }}
          />
          {option.label}
        </label>
      ))}
    </span>
  )
}

function List({ spec, value, mixed, labelled, described, disabled, onChange, onDone }: WidgetProps<ChoiceParam>) {
  const known = !mixed && spec.options.some((option) => option.value === value)
  return (
    <select
      className="field"
      value={known ? String(value) : ''}
      disabled={disabled}
      aria-labelledby={labelled}
      aria-describedby={described}
      onChange={({ target }) => {
        onDone()
        onChange(target.value)
      }}
    >
      {!known && (
        <option value="" disabled>
          {mixed ? t.mixed : String(value)}
        </option>
      )}
      {spec.options.map((option) => (
        <option key={option.value} value={option.value}>
          {option.label}
        </option>
      ))}
    </select>
  )
}
