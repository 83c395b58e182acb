import type { Document } from '#shared/graph/document.ts'

/** Most steps that undo goes back. */
export const MOST_STEPS = 200

/** Earlier and later documents around the present one. Documents share what they have in common, so keeping them is cheap. */
export interface History {
  readonly past: readonly Document[]
  readonly present: Document
  readonly future: readonly Document[]
  /** Group of the last step; another edit of the same group joins it. */
  readonly group: string | null
  /** The document as it was when the gesture under way began. */
  readonly mark: Document | null
}

export function startHistory(document: Document): History {
  return { past: [], present: document, future: [], group: null, mark: null }
}

/** The present becomes `document`, as a step of its own, as part of the last step (same group) or of the gesture under way. */
export function recordStep(history: History, document: Document, group: string | null): History {
  if (document === history.present) return history
  if (history.mark) return { ...history, present: document }
  const joins = group !== null && group === history.group
  return {
    past: joins ? history.past : [...history.past, history.present].slice(-MOST_STEPS),
    present: document,
    future: [],
    group,
    mark: null,
  }
}

/** The next edit starts a step of its own, whatever its group. */
export function closeGroup(history: History): History {
  return history.group === null ? history : { ...history, group: null }
}

/** A gesture begins; all that changes until its end is one step. */
export function beginGesture(history: History): History {
  return history.mark ? history : { ...history, group: null, mark: history.present }
}

export function commitGesture(history: History): History {
  const { mark, present } = history
  if (!mark) return history
  if (mark === present) return { ...history, mark: null }
  return { past: [...history.past, mark].slice(-MOST_STEPS), present, future: [], group: null, mark: null }
}

/** The gesture is given up: the document is as it was when it began. */
export function bailGesture(history: History): History {
  return history.mark ? { ...history, present: history.mark, mark: null } : history
}

/** One step back; a gesture under way is given up instead. */
export function undoStep(history: History): History {
  if (history.mark) return bailGesture(history)
  const earlier = history.past.at(-1)
  if (!earlier) return history
  return {
    past: history.past.slice(0, -1),
    present: earlier,
    future: [history.present, ...history.future],
    group: null,
    mark: null,
  }
}

export function redoStep(history: History): History {
  const [later, ...rest] = history.future
  if (!later || history.mark) return history
  return { past: [...history.past, history.present], present: later, future: rest, group: null, mark: null }
}
