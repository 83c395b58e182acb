/**
 * What happens to a piece of state: `document` is saved in the file and stepped through by undo, `session` is gone with the window.
 * Each store declares every piece it has.
 */
type Scope = 'document' | 'session'
export type Scopes<State> = { readonly [Piece in keyof State]: Scope }
