import { useEffect } from 'react'
import { Toaster } from 'sonner'
import { readPiece } from './canvas/clipboard.ts'
import { allCommands, commands } from './commands/commands.ts'
import { paste } from './commands/edit-commands.ts'
import { commandFor } from './commands/keys.ts'
import { StartScreen } from './start/start-screen.tsx'
import { useSession } from './store/session.ts'
import { Dialogs } from './ui/dialogs.tsx'
import { Toolbar } from './ui/toolbar.tsx'
import { Workspace } from './workspace.tsx'

export function App() {
  const open = useSession((state) => state.session !== null)
  const ready = useSession((state) => state.info !== null)
  useKeys()
  return (
    <>
      {open ? (
        <div className="editor">
          <Toolbar />
          <Workspace />
          <Dialogs />
        </div>
      ) : (
        ready && <StartScreen />
      )}
      <Toaster position="bottom-center" theme="system" richColors closeButton offset={16} />
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
      const command = commandFor(event, allCommands, inField, panel)
      if (!command || command === commands.paste) return
      if (!inField && (command === commands.copy || command === commands.cut) && getSelection()?.isCollapsed === false)
        return
      event.preventDefault()
      void command.perform()
    }
    const onPaste = (event: ClipboardEvent) => {
      if (event.target instanceof HTMLElement && event.target.closest('input, textarea')) return
      const piece = readPiece(event.clipboardData?.getData('text/plain') ?? '')
      if (piece && !useSession.getState().readOnly) paste(piece, null)
      else if (commands.paste.enabled()) void commands.paste.perform()
    }
    addEventListener('keydown', onKey)
    addEventListener('paste', onPaste)
    return () => {
      removeEventListener('keydown', onKey)
      removeEventListener('paste', onPaste)
    }
  }, [])
}
