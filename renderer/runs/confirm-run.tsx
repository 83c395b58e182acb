import { titleOf } from '../canvas/reveal.ts'
import type { WholePlan } from '../store/plan-store.ts'
import { begin, type RunWish, useRuns } from '../store/run-store.ts'
import { changeSettings, useSetting } from '../store/settings-store.ts'
import { runsStrings as texts } from '../strings/runs.ts'
import { price } from '../strings.ts'
import { Modal } from '../ui/modal.tsx'
import { billed } from './plan-groups.ts'

/** Nodes named one by one. */
const MOST = 8

/** Asks before a run that may cost what a person wants to be asked about. */
export function ConfirmRun() {
  const question = useRuns((state) => state.question)
  return question && <Asked wish={question.wish} plan={question.plan} />
}

function Asked({ wish, plan }: { readonly wish: RunWish; readonly plan: WholePlan }) {
  const limit = useSetting('confirmAboveUsd')
  const rows = billed(plan.nodes)
  const close = () => useRuns.setState({ question: null })
  return (
    <Modal label={texts.confirmTitle} className="confirm-run" onClose={close}>
      <h2>{texts.confirmTitle}</h2>
      <p className="hint">{texts.confirmText}</p>
      <table>
        <tbody>
          {rows.slice(0, MOST).map((row) => (
            <tr key={row.node}>
              <th scope="row">
                {titleOf(row.node)} {row.total > 1 && <span className="quiet">{texts.items(row.total)}</span>}
              </th>
              <td>{price(row.usd)}</td>
            </tr>
          ))}
          {rows.length > MOST && (
            <tr>
              <th scope="row">{texts.confirmMore(rows.length - MOST)}</th>
              <td />
            </tr>
          )}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row">{texts.confirmTotal}</th>
            <td>{price(plan.usd)}</td>
          </tr>
        </tfoot>
      </table>
      {wish.budgetUsd !== null && plan.usd[1] > wish.budgetUsd && (
        <p className="problem">{texts.confirmOver(price([wish.budgetUsd, wish.budgetUsd]))}</p>
      )}
      <label className="row">
        {texts.confirmNever}
        <input
          className="field confirm-amount"
          type="number"
          min={0}
          step={0.5}
          value={limit ?? ''}
          onChange={({ target }) => {
            if (target.validity.valid)
              changeSettings({ confirmAboveUsd: target.value === '' ? null : target.valueAsNumber })
          }}
        />
      </label>
      <p className="row end">
        <button type="button" className="button" onClick={close}>
          {texts.cancel}
        </button>
        <button type="button" className="button" onClick={() => void begin({ ...wish, standIn: true })}>
          {texts.runOnStandIns}
        </button>
        <button type="button" className="button primary" data-first onClick={() => void begin(wish)}>
          {texts.runFor(price(plan.usd))}
        </button>
      </p>
    </Modal>
  )
}
