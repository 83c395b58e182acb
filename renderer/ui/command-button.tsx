import type { ReactNode } from 'react'
import { useHint } from '../commands/bound-keys.ts'
import { type Command, useEnabled } from '../commands/command.ts'

/** A button of a command: its icon, name and key. */
export function CommandButton({
  command,
  pressed,
  className = 'button icon quiet',
  children,
}: {
  readonly command: Command
  readonly pressed?: boolean
  readonly className?: string
  /** In the place of the command's icon. */
  readonly children?: ReactNode
}) {
  const enabled = useEnabled(command)
  const { label, icon: Icon } = command
  return (
    <button
      type="button"
      className={className}
      aria-label={label}
      title={useHint(command)}
      aria-pressed={pressed}
      disabled={!enabled}
      onClick={() => void command.perform()}
    >
      {children ?? <Icon size={15} aria-hidden />}
    </button>
  )
}
