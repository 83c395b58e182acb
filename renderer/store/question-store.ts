import { create } from 'zustand'
import type { Scopes } from './scope.ts'

interface Choice<Id extends string> {
  readonly id: Id
  readonly label: string
  /** `main`: what Enter does · `danger`: something is lost. */
  readonly kind?: 'main' | 'danger'
}

export interface Question<Id extends string = string> {
  readonly title: string
  readonly text: string
  /** From left to right; one that takes nothing back is added in front. */
  readonly choices: readonly Choice<Id>[]
}

interface QuestionState {
  readonly open: (Question & { readonly answer: (choice: string | null) => void }) | null
}

export const questionScopes: Scopes<QuestionState> = { open: 'session' }

export const useQuestion = create<QuestionState>(() => ({ open: null }))

/** Asks a person and waits; null: cancelled. A question that is still open is cancelled by the next. */
export function question<Id extends string>(asked: Question<Id>): Promise<Id | null> {
  useQuestion.getState().open?.answer(null)
  return new Promise((resolve) => {
    const answer = (choice: string | null) => {
      useQuestion.setState({ open: null })
      resolve(asked.choices.find(({ id }) => id === choice)?.id ?? null)
    }
    useQuestion.setState({ open: { ...asked, answer } })
  })
}
