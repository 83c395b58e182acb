import { useEffect, useRef } from 'react'

/** A text that is written in place: Enter or leaving it keeps what was written, Escape does not. */
export function TextField({
  value,
  label,
  long = false,
  onEnd,
}: {
  value: string
  label: string
  /** Several lines: Enter begins a new one, Ctrl or Cmd with Enter ends. */
  long?: boolean
  /** Null: nothing is to change. */
  onEnd: (text: string | null) => void
}) {
  const field = useRef<HTMLInputElement & HTMLTextAreaElement>(null)
  const ended = useRef(false)
  useEffect(() => {
    field.current?.focus()
    field.current?.select()
  }, [])
  const end = (text: string | null) => {
    if (ended.current) return
    ended.current = true
    onEnd(text === value ? null : text)
  }
  const Field = long ? 'textarea' : 'input'
  return (
    <Field
      ref={field}
      className="field in-place nodrag nopan nowheel"
      aria-label={label}
      defaultValue={value}
      onBlur={(event) => end(event.currentTarget.value)}
      onKeyDown={(event) => {
        event.stopPropagation()
        const isEnd = event.key === 'Enter' && (!long || event.ctrlKey || event.metaKey)
        if (!isEnd && event.key !== 'Escape') return
        event.preventDefault()
        end(isEnd ? event.currentTarget.value : null)
      }}
    />
  )
}
