import type { Document } from '../document.ts'

/** The edited document, or why the edit makes no sense here, as a sentence. */
export type EditResult =
  | { readonly ok: true; readonly document: Document }
  | { readonly ok: false; readonly problem: string }

export function done(document: Document): EditResult {
  return { ok: true, document }
}

export function refused(problem: string): EditResult {
  return { ok: false, problem }
}
