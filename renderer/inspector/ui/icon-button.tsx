import type { LucideIcon } from 'lucide-react'

/** A small button without words; its name is its tooltip too. */
export function IconButton({
  icon: Icon,
  label,
  disabled = false,
  onClick,
}: {
  readonly icon: LucideIcon
  readonly label: string
  readonly disabled?: boolean
  readonly onClick: () => void
}) {
  return (
    <button
      type="button"
      className="button icon quiet"
      aria-label={label}
      title={label}
      disabled={disabled}
      onClick={onClick}
    >
      <Icon size={14} aria-hidden />
    </button>
  )
}
