import { useEffect } from 'react'
import { Group, Panel, Separator } from 'react-resizable-panels'
import { Toaster } from 'sonner'
import { Canvas } from './canvas/canvas.tsx'
import { readPiece } from './canvas/clipboard.ts'
import { allCommands, commands, paste } from './commands/commands.ts'
import { commandFor } from './commands/keys.ts'
import { Inspector } from './inspector/inspector.tsx'
import { Library } from './panels/library.tsx'
import { PlanPanel } from './panels/plan-panel.tsx'
import { RunsPanel } from './panels/runs-panel.tsx'
import { Toolbar } from './panels/toolbar.tsx'
import { Viewer } from './panels/viewer.tsx'
import { StartScreen } from './start/start-screen.tsx'
import { useSession } from './store/session.ts'
import { useUi } from './store/ui-store.ts'
import { Dialogs } from './ui/dialogs.tsx'

export function App() {
  const open = useSession((state) => state.session !== null)
  const ready = useSession((state) => state.info !== null)
  const library = useUi((state) => state.library)
  useKeys()
  return (
    <>
      {open ? (
        <div className="editor">
          <Toolbar />
          <Group orientation="horizontal" className="work">
            {library && (
              <>
                <Panel
                  id="library"
                  defaultSize="188px"
                  minSize="140px"
                  maxSize="320px"
                  groupResizeBehavior="preserve-pixel-size"
                >
                  <Library />
                </Panel>
                <Separator className="separator" />
              </>
            )}
            <Panel id="middle" minSize="320px">
              <Group orientation="vertical">
                <Panel id="canvas" minSize="160px">
                  <Canvas />
                </Panel>
                <Separator className="separator flat" />
                <Panel id="bottom" defaultSize="190px" minSize="80px" groupResizeBehavior="preserve-pixel-size">
                  <Group orientation="horizontal">
                    <Panel id="plan" minSize="140px">
                      <PlanPanel />
                    </Panel>
                    <Separator className="separator" />
                    <Panel id="runs" minSize="140px">
                      <RunsPanel />
                    </Panel>
                  </Group>
                </Panel>
              </Group>
            </Panel>
            <Separator className="separator" />
            <Panel
              id="side"
              defaultSize="348px"
              minSize="260px"
              maxSize="640px"
              groupResizeBehavior="preserve-pixel-size"
            >
              <Group orientation="vertical">
                <Panel id="viewer" defaultSize="316px" minSize="120px" groupResizeBehavior="preserve-pixel-size">
                  <Viewer />
                </Panel>
                <Separator className="separator flat" />
                <Panel id="inspector" minSize="160px">
                  <Inspector />
                </Panel>
              </Group>
            </Panel>
          </Group>
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
      // Pasting waits for the paste event, which brings what lies on the system's clipboard.
      const command = commandFor(event, allCommands, inField)
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
