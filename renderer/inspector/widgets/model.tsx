import { ChevronsUpDown } from 'lucide-react'
import { useId } from 'react'
import type { ModelParam } from '#shared/node/params.ts'
import { useModels } from '../../store/models-store.ts'
import { useSession } from '../../store/session.ts'
import { inspectorStrings as t } from '../../strings/inspector.ts'
import { s } from '../../strings.ts'
import { useHostAnswer } from '../host-answer.ts'
import { FitNotes } from '../models/fit-notes.tsx'
import { ModelFacts } from '../models/model-about.tsx'
import { ModelDialog } from '../models/model-dialog.tsx'
import { listPrice } from '../models/model-facts.ts'
import { standings } from '../models/model-list.ts'
import { quoteLine } from '../models/quote-line.ts'
import { useModelPicker } from '../picker-store.ts'
import type { WidgetProps } from './widget-props.ts'

/** The chosen model with its price here and what it will not use; a press shows all the others. */
export function ModelWidget(props: WidgetProps<ModelParam>) {
  const { spec, value, mixed, nodes, labelled, described, disabled, onChange, onDone } = props
  const ownId = useId()
  const models = useModels((state) => state.models)
  const session = useSession((state) => state.session)
  const open = useModelPicker((state) => state.open)
  const quotes = useHostAnswer('node.models', session === null || nodes.length === 0 ? null : { session, nodes })
  const id = typeof value === 'string' && !mixed ? value : null
  const all = standings(models.values(), spec.kinds, quotes?.models ?? [], id)
  const chosen = all.find(({ entry }) => entry.model.id === id)
  const model = chosen?.entry.model
  return (
    <div className="models">
      <button
        type="button"
        className="model-chosen"
        aria-haspopup="dialog"
        id={ownId}
        aria-labelledby={`${labelled} ${ownId}`}
        aria-describedby={described}
        disabled={disabled}
        onClick={() => useModelPicker.setState({ open: true })}
      >
        <span>
          <strong>{mixed ? t.mixed : (model?.title ?? (id || t.models.choose))}</strong>
          <span className="quiet">
            {model
              ? [s.tiers[model.tier], quoteLine(chosen?.quote) ?? listPrice(model)].join(' · ')
              : !mixed && t.models.notKnown}
          </span>
        </span>
        <ChevronsUpDown size={16} aria-hidden />
      </button>
      {chosen?.why && <span className="problem">{chosen.why}</span>}
      {!mixed && <FitNotes quote={chosen?.quote} />}
      {model && <ModelFacts model={model} />}
      {open && !disabled && (
        <ModelDialog
          all={all}
          chosen={id}
          why={quotes?.why ?? null}
          onClose={() => useModelPicker.setState({ open: false })}
          onChoose={(next) => {
            onDone()
            onChange(next)
            onDone()
          }}
        />
      )}
    </div>
  )
}
