import type { TextParam } from '#shared/node/params.ts'
import { documents } from '../../store/document-store.ts'
import { inspectorStrings as t } from '../../strings/inspector.ts'
import type { WidgetProps } from './widget-props.ts'

const COLOUR = /^#[0-9a-f]{6}$/i

/** Words, in one line or in as many as they need; a colour also with the system's chooser. */
export function TextWidget(props: WidgetProps<TextParam>) {
  const { spec, value, mixed, labelled, described, disabled, onChange, onDone } = props
  const text = typeof value === 'string' && !mixed ? value : ''
  const common = {
    className: 'field',
    value: text,
    disabled,
    maxLength: spec.maxLength,
    placeholder: mixed ? t.mixed : undefined,
    'aria-labelledby': labelled,
    'aria-describedby': described,
    onBlur: onDone,
  }
  if (spec.multiline) return <textarea {...common} rows={3} onChange={(event) => onChange(event.target.value)} />
  const line = <input {...common} onChange={(event) => onChange(event.target.value)} />
  if (spec.is !== 'colour') return line
  return (
    <span className="row">
      <input
        type="color"
        className="colour-swatch"
        value={COLOUR.test(text) ? text : '#000000'}
        disabled={disabled}
        aria-label={t.param.colour}
        title={t.param.colour}
        onFocus={() => documents.closeGroup()}
        onChange={({ target }) => onChange(target.value)}
        onBlur={onDone}
      />
      {line}
    </span>
  )
}
