import type { WindowDocument } from './sides.ts'

/** What a person may answer about unsaved edits, in the order of the buttons. */
export const CLOSE_ANSWERS = ['save', 'discard', 'cancel'] as const
export type CloseAnswer = (typeof CLOSE_ANSWERS)[number]

/** What closing a window needs of the world. */
export interface Closing {
  documents(): Promise<readonly WindowDocument[]>
  ask(document: WindowDocument): Promise<CloseAnswer>
  /** Asks under which path to save; null: the person changed their mind. */
  choosePath(document: WindowDocument): Promise<string | null>
  save(session: string, as: string | null): Promise<void>
  discard(session: string): Promise<void>
  /** Says what went wrong. */
  tell(message: string): Promise<void>
}

/** Whether a window may close: everything it has open is saved, or its edits are given up, as the person says. */
export async function mayClose(world: Closing): Promise<boolean> {
  for (const document of (await world.documents()).filter(({ unsaved }) => unsaved)) {
    const answer = await world.ask(document)
    if (answer === 'cancel') return false
    if (answer === 'discard') {
      await world.discard(document.session)
      continue
    }
    const as = document.path === null ? await world.choosePath(document) : null
    if (document.path === null && as === null) return false
    try {
      await world.save(document.session, as)
    } catch (error) {
      await world.tell(error instanceof Error ? error.message : String(error))
      return false
    }
  }
  return true
}
