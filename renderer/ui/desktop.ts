import { on, request } from '../api.ts'
import { boundKeys } from '../commands/bound-keys.ts'
import { subscribe } from '../commands/command.ts'
import { allCommands } from '../commands/commands.ts'
import { nativeMenus } from '../commands/menus.ts'
import { openPath, useSession } from '../store/session.ts'

/** Hands the menus to the desktop each time they change and does what it asks for; gives what ends it. In a browser nothing asks. */
export function joinDesktop(): () => void {
  let told = ''
  let queued = false
  const tell = () => {
    queued = false
    const menus = nativeMenus(allCommands, boundKeys())
    const text = JSON.stringify(menus)
    if (text === told) return
    told = text
    // The window works without its menu.
    request('shell.menu', { menus }).catch(() => {})
  }
  const changed = () => {
    if (queued || !useSession.getState().info?.desktop) return
    queued = true
    // Once for all that changes together.
    queueMicrotask(tell)
  }
  changed()
  const ends = [
    subscribe(changed),
    on('command', ({ id }) => {
      const command = allCommands.find((each) => each.id === id)
      if (command?.enabled()) void command.perform()
    }),
    on('shell.openFile', ({ path }) => void openPath(path)),
  ]
  return () => {
    for (const end of ends) end()
  }
}
