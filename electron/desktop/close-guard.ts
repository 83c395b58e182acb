import type { WindowDocument } from './sides.ts'

/** What a person may answer about unsaved edits, in the order of the buttons. */
export const CLOSE_ANSWERS = ['save', 'discard', 'cancel'] as const
export type CloseAnswer = (typeof CLOSE_ANSWERS)[number]

/** What closing a window needs of the world. */
export interface Closing {
  /** Rejects where the host cannot tell. */
  documents(): Promise<readonly WindowDocument[]>
  ask(document: WindowDocument): Promise<CloseAnswer>
  /** Asks whether to close though nobody can tell what is unsaved. */
  askUntold(): Promise<boolean>
  /** Asks under which path to save; null: the person changed their mind. */
  choosePath(document: WindowDocument): Promise<string | null>
  save(session: string, as: string | null): Promise<void>
  discard(session: string): Promise<void>
  /** Says what went wrong. */
  tell(message: string): Promise<void>
}

/** Whether a window may close: everything it has open is saved, or its edits are given up, as the person says. */
export async function mayClose(world: Closing): Promise<boolean> {
  const documents = await world.documents().catch(() => null)
  if (documents === null) return world.askUntold()
  for (const document of documents.filter(({ unsaved }) => unsaved)) {
    const answer = await world.ask(document)
    if (answer === 'cancel') return false
    const as = answer === 'save' && document.path === null ? await world.choosePath(document) : null
    if (answer === 'save' && document.path === null && as === null) return false
    try {
      if (answer === 'discard') await world.discard(document.session)
      else await world.save(document.session, as)
    } catch (error) {
      await world.tell(error instanceof Error ? error.message : String(error))
      return false
    }
  }
  return true
}
