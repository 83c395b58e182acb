import { type ReactNode, useId, useState } from 'react'

/** A setting: what it is called, what it does, and the control that sets it. */
export function SettingRow({
  label,
  hint,
  children,
}: {
  label: string
  hint?: string
  children: (ids: { readonly id: string; readonly 'aria-describedby'?: string }) => ReactNode
}) {
  const id = useId()
  return (
    <div className="setting">
      <div>
        <label htmlFor={id}>{label}</label>
        {hint !== undefined && (
          <p className="hint" id={`${id}-hint`}>
            {hint}
          </p>
        )}
      </div>
      {children({ id, ...(hint !== undefined && { 'aria-describedby': `${id}-hint` }) })}
    </div>
  )
}

export function SwitchSetting({
  label,
  hint,
  on,
  onChange,
}: {
  label: string
  hint?: string
  on: boolean
  onChange: (on: boolean) => void
}) {
  return (
    <SettingRow label={label} {...(hint !== undefined && { hint })}>
      {(ids) => (
        <input
          {...ids}
          type="checkbox"
          role="switch"
          className="switch"
          checked={on}
          aria-checked={on}
          onChange={({ target }) => onChange(target.checked)}
        />
      )}
    </SettingRow>
  )
}

export function ChoiceSetting<Value extends string>({
  label,
  value,
  options,
  onChange,
}: {
  label: string
  value: Value
  options: Readonly<Record<Value, string>>
  onChange: (value: Value) => void
}) {
  const names = Object.keys(options) as Value[]
  return (
    <SettingRow label={label}>
      {(ids) => (
        <select
          {...ids}
          className="field"
          value={value}
          onChange={({ target }) => {
            const chosen = names.find((name) => name === target.value)
            if (chosen !== undefined) onChange(chosen)
          }}
        >
          {names.map((name) => (
            <option key={name} value={name}>
              {options[name]}
            </option>
          ))}
        </select>
      )}
    </SettingRow>
  )
}

/** A number that counts when its field is left and it is legal; `null` where the field is empty and that means something. */
export function NumberField({
  value,
  min,
  max,
  step,
  empty = false,
  onChange,
  ...ids
}: {
  id: string
  'aria-describedby'?: string
  value: number | null
  min: number
  max: number
  step: number
  empty?: boolean
  onChange: (value: number | null) => void
}) {
  const [typed, setTyped] = useState<string | null>(null)
  const number = typed === null || typed.trim() === '' ? null : Number(typed)
  const legal = typed === null || (typed.trim() === '' ? empty : number !== null && number >= min && number <= max)
  return (
    <input
      {...ids}
      className="field setting-number"
      type="number"
      min={min}
      max={max}
      step={step}
      value={typed ?? value ?? ''}
      aria-invalid={!legal}
      onChange={({ target }) => setTyped(target.value)}
      onBlur={() => {
        if (typed !== null && legal) onChange(number)
        setTyped(null)
      }}
    />
  )
}
