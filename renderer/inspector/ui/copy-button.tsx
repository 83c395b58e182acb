import { Copy } from 'lucide-react'
import { say } from '../../store/messages.ts'
import { inspectorStrings as t } from '../../strings/inspector.ts'

/** Puts a text on the system's clipboard. */
export function CopyButton({ label, text }: { readonly label: string; readonly text: string }) {
  return (
    <button
      type="button"
      className="button icon quiet"
      aria-label={label}
      title={label}
      onClick={() => {
        navigator.clipboard.writeText(text).then(
          () => say.done(t.state.copied),
          (error: unknown) => say.error(error instanceof Error ? error.message : String(error)),
        )
      }}
    >
      <Copy size={14} aria-hidden />
    </button>
  )
}
