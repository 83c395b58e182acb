import { Check, ChevronDown, ChevronRight } from 'lucide-react'
import { DropdownMenu } from 'radix-ui'
import { useBoundKeys } from '../commands/bound-keys.ts'
import { type Command, useChecked, useEnabled } from '../commands/command.ts'
import { allCommands } from '../commands/commands.ts'
import { readable } from '../commands/keys.ts'
import { menuSections } from '../commands/menus.ts'
import { ui } from '../strings/ui.ts'

const SECTIONS = menuSections(allCommands)

/** Every command there is, by menu. */
export function MenuButton() {
  return (
    <DropdownMenu.Root modal={false}>
      <DropdownMenu.Trigger className="button toolbar-brand" title={ui.menu}>
        {ui.app} <ChevronDown size={14} aria-hidden />
      </DropdownMenu.Trigger>
      <DropdownMenu.Portal>
        <DropdownMenu.Content className="menu toolbar-menu" align="start" sideOffset={4} loop>
          {SECTIONS.map(({ menu, label, commands }) => (
            <DropdownMenu.Sub key={menu}>
              <DropdownMenu.SubTrigger className="menu-item">
                {label} <ChevronRight className="push" size={14} aria-hidden />
              </DropdownMenu.SubTrigger>
              <DropdownMenu.Portal>
                <DropdownMenu.SubContent className="menu" sideOffset={2} alignOffset={-5} loop collisionPadding={8}>
                  {commands.map((command) => (
                    <MenuItem key={command.id} command={command} />
                  ))}
                </DropdownMenu.SubContent>
              </DropdownMenu.Portal>
            </DropdownMenu.Sub>
          ))}
        </DropdownMenu.Content>
      </DropdownMenu.Portal>
    </DropdownMenu.Root>
  )
}

function MenuItem({ command }: { command: Command }) {
  const enabled = useEnabled(command)
  const checked = useChecked(command)
  const key = useBoundKeys().get(command.id)?.[0]
  // After the menu has closed and given the focus back, so that what opens keeps it.
  const perform = () => setTimeout(() => void command.perform())
  const face = (
    <>
      {checked === true ? <Check size={15} aria-hidden /> : <command.icon size={15} aria-hidden />}
      {command.label}
      {key !== undefined && <kbd>{readable(key)}</kbd>}
    </>
  )
  return (
    <>
      {command.divided && <DropdownMenu.Separator className="menu-line" />}
      {checked === null ? (
        <DropdownMenu.Item className="menu-item" disabled={!enabled} onSelect={perform}>
          {face}
        </DropdownMenu.Item>
      ) : (
        <DropdownMenu.CheckboxItem className="menu-item" disabled={!enabled} checked={checked} onSelect={perform}>
          {face}
        </DropdownMenu.CheckboxItem>
      )}
    </>
  )
}
