import { useEffect } from 'react'
import { Toaster } from 'sonner'
import { boundKeys } from './commands/bound-keys.ts'
import { allCommands, commands } from './commands/commands.ts'
import { pasteText } from './commands/edit-commands.ts'
import { commandFor } from './commands/keys.ts'
import { RunWatch } from './runs/run-watch.tsx'
import { StartScreen } from './start/start-screen.tsx'
import { startAutosave } from './store/autosave.ts'
import { isAcknowledged, useSession } from './store/session.ts'
import { Banners } from './ui/banners.tsx'
import { joinDesktop } from './ui/desktop.ts'
import { Dialogs } from './ui/dialogs.tsx'
import { Toolbar } from './ui/toolbar.tsx'
import { Tour } from './ui/tour.tsx'
import { useLook } from './ui/use-look.ts'
import { Workspace } from './workspace.tsx'

export function App() {
  const open = useSession((state) => state.session !== null)
  const ready = useSession((state) => state.info !== null)
  const theme = useLook()
  useKeys()
  useEffect(joinDesktop, [])
  useEffect(startAutosave, [])
  useEffect(() => {
    const onLeave = (event: BeforeUnloadEvent) => {
      // What the host has is kept there; only what it has not heard of yet would be lost.
      if (!isAcknowledged()) event.preventDefault()
    }
    addEventListener('beforeunload', onLeave)
    return () => removeEventListener('beforeunload', onLeave)
  }, [])
  return (
    <>
      {open ? (
        <div className="editor">
          <Toolbar />
          <Banners />
          <Workspace />
          <Tour />
        </div>
      ) : (
        ready && <StartScreen />
      )}
      <Dialogs />
      <RunWatch />
      <Toaster position="top-center" theme={theme} richColors closeButton offset={56} duration={3000} />
    </>
  )
}

/** Keys of all commands, and what other windows put on the clipboard. */
function useKeys(): void {
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.defaultPrevented || document.querySelector('dialog[open]')) return
      const target = event.target instanceof HTMLElement ? event.target : null
      const inField = target?.closest('input, textarea, select, [contenteditable]') != null
      // Tab adds a node over the canvas only; everywhere else it goes to the next control.
      if (event.key === 'Tab' && target !== document.body && !target?.closest('.canvas')) return
      if (event.key === 'Tab' && event.shiftKey) return
      // Space presses the button that has the focus.
      if (event.key === ' ' && target?.closest('button, a, summary, [role="menuitem"], [role="tab"]')) return
      // Pasting waits for the paste event, which brings what lies on the system's clipboard.
      const panel = target?.closest<HTMLElement>('[data-region]')?.dataset.region ?? null
      const command = commandFor(event, allCommands, boundKeys(), inField, panel)
      if (!command || command === commands.paste) return
      if (!inField && (command === commands.copy || command === commands.cut) && getSelection()?.isCollapsed === false)
        return
      event.preventDefault()
      void command.perform()
    }
    const onPaste = (event: ClipboardEvent) => {
      if (event.target instanceof HTMLElement && event.target.closest('input, textarea')) return
      if (commands.paste.enabled()) pasteText(event.clipboardData?.getData('text/plain') ?? null)
    }
    addEventListener('keydown', onKey)
    addEventListener('paste', onPaste)
    return () => {
      removeEventListener('keydown', onKey)
      removeEventListener('paste', onPaste)
    }
  }, [])
}
