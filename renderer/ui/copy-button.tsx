import { Copy } from 'lucide-react'
import { copyText } from './copy-text.ts'

/** Puts a text on the system's clipboard. */
export function CopyButton({ label, text }: { readonly label: string; readonly text: string }) {
  return (
    <button
      type="button"
      className="button icon quiet"
      aria-label={label}
      title={label}
      onClick={() => void copyText(text)}
    >
      <Copy size={14} aria-hidden />
    </button>
  )
}
