import type { ReactNode } from 'react'
import { type DialogName, useUi } from '../store/ui-store.ts'
import { ConflictDialog } from './conflict.tsx'
import { FileBrowser } from './file-browser.tsx'
import { KeysSheet } from './keys-sheet.tsx'
import { NodePicker } from './node-picker.tsx'
import { Palette } from './palette.tsx'
import { QuestionDialog } from './question.tsx'
import { SettingsDialog } from './settings/settings-dialog.tsx'

const DIALOGS: Readonly<Record<DialogName, () => ReactNode>> = {
  palette: Palette,
  keys: KeysSheet,
  settings: SettingsDialog,
  conflict: ConflictDialog,
}

/** Whatever lies over the window; the last one asked for is on top. */
export function Dialogs() {
  const picker = useUi((state) => state.picker)
  const dialog = useUi((state) => state.dialog)
  const Shown = dialog && DIALOGS[dialog]
  return (
    <>
      {picker && <NodePicker request={picker} />}
      {Shown && <Shown />}
      <FileBrowser />
      <QuestionDialog />
    </>
  )
}
