import { useId } from 'react'
import type { Json } from '#shared/json.ts'
import type { PerItemParam } from '#shared/node/params.ts'
import { edit } from '../commands/connect.ts'
import { fieldsOf } from '../inspector/item-settings.ts'
import { ChoiceWidget } from '../inspector/widgets/choice.tsx'
import { NumberWidget } from '../inspector/widgets/number.tsx'
import { documents } from '../store/document-store.ts'
import { fieldEdits } from './cut-edits.ts'
import { cutView, type Found, findItem } from './cut-view.ts'

type FieldSpec = PerItemParam['fields'][string]

/** Some settings of a clip or sound, as its lane declares them. */
export function ItemFields({
  found,
  stored,
  node,
  only,
  disabled,
}: {
  readonly found: Found
  readonly stored: Json | undefined
  readonly node: string
  readonly only: (id: string) => boolean
  readonly disabled: boolean
}) {
  const { lane, item } = found
  const values = fieldsOf(stored, item)
  return (
    <div className="tl-fields">
      {Object.entries(lane.spec.fields)
        .filter(([id]) => only(id))
        .map(([id, spec]) => (
          <Field
            key={id}
            spec={spec}
            value={values[id] ?? spec.default}
            node={node}
            disabled={disabled}
            onChange={(value) => {
              const view = cutView()
              const now = view && findItem(view, item.key)
              if (view && now) edit(fieldEdits(view, now, { [id]: value }), `item:${node}:${item.key}:${id}`)
            }}
          />
        ))}
    </div>
  )
}

function Field({
  spec,
  value,
  node,
  disabled,
  onChange,
}: {
  readonly spec: FieldSpec
  readonly value: Json
  readonly node: string
  readonly disabled: boolean
  readonly onChange: (value: Json) => void
}) {
  const labelled = useId()
  const shared = { value, mixed: false, nodes: [node], labelled, described: undefined, disabled, onChange }
  return (
    <div className="param">
      <span className="param-label" id={labelled} title={spec.help}>
        {spec.label}
      </span>
      {spec.kind === 'number' ? (
        <NumberWidget {...shared} spec={spec} onDone={documents.closeGroup} />
      ) : (
        <ChoiceWidget {...shared} spec={spec} onDone={documents.closeGroup} />
      )}
    </div>
  )
}
