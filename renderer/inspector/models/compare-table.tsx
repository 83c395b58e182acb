import { Diff } from 'lucide-react'
import { inspectorStrings as t } from '../../strings/inspector.ts'
import { compareRows } from './compare-rows.ts'
import type { Standing } from './model-list.ts'

/** Facts of some models side by side; what differs is marked, and one press chooses. */
export function CompareTable({
  models,
  chosen,
  onChoose,
}: {
  readonly models: readonly Standing[]
  readonly chosen: string | null
  readonly onChoose: (model: string) => void
}) {
  const rows = compareRows(models, new Date().toISOString().slice(0, 10))
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
    <section className="model-compare-scroll" tabIndex={0} aria-label={t.models.compareTwo(models.length)}>
      <table className="model-compare">
        <thead>
          <tr>
            <th scope="col">
              <span className="sr">{t.models.facts.fact}</span>
            </th>
            {models.map(({ entry: { model }, choosable }) => (
              <th scope="col" key={model.id}>
                <strong>{model.title}</strong>
                <button
                  type="button"
                  className="button primary"
                  disabled={!choosable || model.id === chosen}
                  onClick={() => onChoose(model.id)}
                >
                  {model.id === chosen ? t.models.chosen : t.models.choice(model.title)}
                </button>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ label, values, differs }) => (
            <tr key={label} data-differs={differs}>
              <th scope="row">
                <span className="row tight">
                  {differs && <Diff size={13} aria-hidden />}
                  {label}
                  {differs && <span className="sr"> ({t.models.differs})</span>}
                </span>
              </th>
              {values.map((value, column) => (
                <td key={models[column]?.entry.model.id}>{value}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}
