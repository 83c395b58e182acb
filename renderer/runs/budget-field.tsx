import { useState } from 'react'
import { setBudget, useRunOptions } from '../store/run-options.ts'
import { runsStrings as texts } from '../strings/runs.ts'

/** The cap of the next runs of this document, in US dollars; empty: none. What is no amount is put back when the field is left. */
export function BudgetField() {
  const budget = useRunOptions((state) => state.budgetUsd)
  const [typed, setTyped] = useState<string | null>(null)
  const text = typed ?? (budget === null ? '' : String(budget))
  return (
    <label className="budget" title={texts.budgetTitle}>
      {texts.budget}
      <span aria-hidden>$</span>
      <input
        inputMode="decimal"
        className="field"
        aria-label={texts.budgetTitle}
        placeholder={texts.noCap}
        value={text}
        aria-invalid={typed !== null && amountOf(typed) === undefined}
        onChange={({ target }) => {
          setTyped(target.value)
          const amount = amountOf(target.value)
          if (amount !== undefined) setBudget(amount)
        }}
        onBlur={() => setTyped(null)}
      />
    </label>
  )
}

/** A typed amount: null for none, undefined where it is no amount. */
export function amountOf(text: string): number | null | undefined {
  const plain = text
    .trim()
    .replace(/^\$\s*/, '')
    .replace(',', '.')
  if (plain === '') return null
  return /^\d{1,6}(\.\d{0,4})?$/.test(plain) ? Number(plain) : undefined
}
