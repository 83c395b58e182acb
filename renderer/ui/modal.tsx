import { X } from 'lucide-react'
import { type ReactNode, useEffect, useRef } from 'react'
import { ui } from '../strings/ui.ts'

/** A modal dialog of the browser: focus stays inside, Escape closes it, focus returns. */
export function Modal({
  label,
  className,
  onClose,
  children,
  at,
}: {
  label: string
  className: string
  onClose: () => void
  children: ReactNode
  at?: { readonly x: number; readonly y: number } | null
}) {
  const dialog = useRef<HTMLDialogElement>(null)
  useEffect(() => {
    dialog.current?.showModal()
    // A search is typed into at once.
    dialog.current?.querySelector<HTMLElement>('[cmdk-input], [data-first]')?.focus()
  }, [])
  const place = at
    ? { left: Math.min(at.x, innerWidth - 340), top: Math.min(at.y, innerHeight - 380), margin: 0 }
    : undefined
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: Escape closes a dialog; the click is one beside it
    <dialog
      ref={dialog}
      className={`modal ${className}`}
      aria-label={label}
      style={place}
      onClose={(event) => {
        // Closing a dialog inside this one is told here too.
        if (event.target === dialog.current) onClose()
      }}
      onClick={(event) => {
        if (event.target === dialog.current) dialog.current.close()
      }}
    >
      {children}
    </dialog>
  )
}

/** Title of a dialog with the button that closes it. */
export function ModalHead({ title, children }: { title: string; children?: ReactNode }) {
  return (
    <header className="modal-head">
      <h2>{title}</h2>
      {children}
      <form method="dialog">
        <button className="button icon" aria-label={ui.close} title={ui.close} type="submit">
          <X size={16} aria-hidden />
        </button>
      </form>
    </header>
  )
}
