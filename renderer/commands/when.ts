import { useSession } from '../store/session.ts'
import { useUi } from '../store/ui-store.ts'

/** When commands can be used. */
export const isOpen = () => useSession.getState().session !== null
export const canEdit = () => isOpen() && !useSession.getState().readOnly
export const selected = () => useUi.getState().selection
export const hasSelection = () => isOpen() && selected().size > 0
export const canEditSelection = () => canEdit() && hasSelection()
