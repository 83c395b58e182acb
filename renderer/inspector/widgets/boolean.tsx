import { useEffect, useRef } from 'react'
import type { BooleanParam } from '#shared/node/params.ts'
import { inspectorStrings as t } from '../../strings/inspector.ts'
import type { WidgetProps } from './widget-props.ts'

/** On or off. */
export function BooleanWidget(props: WidgetProps<BooleanParam>) {
  const { value, mixed, labelled, described, disabled, onChange, onDone } = props
  const box = useRef<HTMLInputElement>(null)
  useEffect(() => {
    if (box.current) box.current.indeterminate = mixed
  }, [mixed])
  return (
    <span className="row">
      <input
        ref={box}
        type="checkbox"
        className="switch"
        // A switch knows no middle; several nodes that differ are a checkbox.
        role={mixed ? undefined : 'switch'}
        checked={!mixed && value === true}
        disabled={disabled}
        aria-labelledby={labelled}
        aria-describedby={described}
        onChange={({ target }) => {
          onDone()
          onChange(target.checked)
        }}
      />
      {mixed && <span className="quiet">{t.mixed}</span>}
    </span>
  )
}
