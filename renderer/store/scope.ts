/**
 * What happens to a piece of state: `document` is saved in the file and stepped through by undo, `undone` belongs to undo itself,
 * `settings` outlives the session on this machine, `session` is gone with the window. Each store declares every piece it has.
 */
export type Scope = 'document' | 'undone' | 'settings' | 'session'
export type Scopes<State> = { readonly [Piece in keyof State]: Scope }
