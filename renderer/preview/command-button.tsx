import type { ReactNode } from 'react'
import { type Command, useEnabled } from '../commands/command.ts'
import { readable } from '../commands/keys.ts'

/** A button of a command: its icon, name and key. */
export function CommandButton({
  command,
  pressed,
  children,
}: {
  readonly command: Command
  readonly pressed?: boolean
  /** In the place of the command's icon. */
  readonly children?: ReactNode
}) {
  const enabled = useEnabled(command)
  const { label, icon: Icon, keys } = command
  return (
    <button
      type="button"
      className="button icon quiet"
      aria-label={label}
      title={keys[0] === undefined ? label : `${label} (${readable(keys[0])})`}
      aria-pressed={pressed}
      disabled={!enabled}
      onClick={() => void command.perform()}
    >
      {children ?? <Icon size={15} aria-hidden />}
    </button>
  )
}
