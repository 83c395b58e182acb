import { useStore } from 'zustand'
import { createStore } from 'zustand/vanilla'
import type { Document } from '#shared/graph/document.ts'
import { applyEdits, type Edit } from '#shared/graph/edits.ts'
import { newDocument } from '#shared/graph/new-document.ts'
import {
  bailGesture,
  beginGesture,
  closeGroup,
  commitGesture,
  type History,
  recordStep,
  redoStep,
  startHistory,
  undoStep,
} from './history.ts'
import type { Scopes } from './scope.ts'

interface DocumentState {
  readonly history: History
  /** The document as it lies on disk; another object means unsaved changes. */
  readonly saved: Document
}

export const documentScopes: Scopes<DocumentState> = { history: 'document', saved: 'session' }

/** One open document with its undo. Every change is a list of pure edits; nothing else changes it. */
export function createDocumentStore(document: Document) {
  const store = createStore<DocumentState>(() => ({ history: startHistory(document), saved: document }))
  const step = (next: (history: History) => History) => {
    const { history } = store.getState()
    const after = next(history)
    if (after !== history) store.setState({ history: after })
  }
  return {
    store,
    document: () => store.getState().history.present,
    /**
     * Applies edits as one step, all or none; edits of one `group` in a row are one step together. Gives the sentence why not, or
     * null.
     */
    edit(edits: readonly Edit[], group: string | null = null): string | null {
      const { history } = store.getState()
      const result = applyEdits(history.present, edits)
      if (!result.ok) return result.problem
      step(() => recordStep(history, result.document, group))
      return null
    },
    begin: () => step(beginGesture),
    commit: () => step(commitGesture),
    bail: () => step(bailGesture),
    closeGroup: () => step(closeGroup),
    undo: () => step(undoStep),
    redo: () => step(redoStep),
    /** Another document takes its place; there is nothing to undo. */
    open: (opened: Document) => store.setState({ history: startHistory(opened), saved: opened }),
    /** `written` lies on disk now; edits made while it was being written stay unsaved. */
    markSaved: (written: Document) => {
      step(closeGroup)
      store.setState({ saved: written })
    },
  }
}

/** The document of this window. */
export const documents = createDocumentStore(newDocument('none', ''))

/** A piece of the open document, kept current. `select` must give the same value for the same document. */
export function useDocument<T>(select: (document: Document) => T): T {
  return useStore(documents.store, (state) => select(state.history.present))
}
