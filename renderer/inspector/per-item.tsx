import { ArrowDown, ArrowUp } from 'lucide-react'
import { useId } from 'react'
import type { Json } from '#shared/json.ts'
import type { PerItemParam } from '#shared/node/params.ts'
import { edit } from '../commands/connect.ts'
import { edgesInto, nodeOf } from '../store/document-index.ts'
import { documents, useDocument } from '../store/document-store.ts'
import { ChoiceWidget, NumberWidget, type WidgetProps } from './fields.tsx'

type Fields = Readonly<Record<string, Json>>

function asFields(value: Json | undefined): Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Fields) : {}
}

/** Settings of each wire into a list port, in the port's order, and that order. */
export function PerItem({ spec, value, node, disabled, onChange, onDone }: WidgetProps<PerItemParam>) {
  const all = useDocument((document) => edgesInto(document, node))
  const edges = all.filter((edge) => edge.to.port === spec.port)
  const settings = asFields(value)
  if (edges.length === 0) return <p className="hint">Wire something to this node and its settings stand here.</p>
  const move = (from: number, to: number) => {
    const ids = edges.map(({ id }) => id)
    const [moved] = ids.splice(from, 1)
    if (moved === undefined) return
    ids.splice(to, 0, moved)
    edit([{ kind: 'reorder-edges', node, port: spec.port, edges: ids }])
  }
  return (
    <ol className="per-item">
      {edges.map((edge, index) => {
        const fields = asFields(settings[edge.id])
        const title = nodeOf(documents.document(), edge.from.node)?.title || edge.from.node
        return (
          <li key={edge.id}>
            <details>
              <summary>
                <span>
                  {index + 1}. {title}
                </span>
                <button
                  type="button"
                  className="button icon quiet"
                  aria-label={`Move ${title} up`}
                  disabled={disabled || index === 0}
                  onClick={(event) => {
                    event.preventDefault()
                    move(index, index - 1)
                  }}
                >
                  <ArrowUp size={14} aria-hidden />
                </button>
                <button
                  type="button"
                  className="button icon quiet"
                  aria-label={`Move ${title} down`}
                  disabled={disabled || index === edges.length - 1}
                  onClick={(event) => {
                    event.preventDefault()
                    move(index, index + 1)
                  }}
                >
                  <ArrowDown size={14} aria-hidden />
                </button>
              </summary>
              {Object.entries(spec.fields).map(([id, field]) => (
                <Field
                  key={id}
                  field={field}
                  value={fields[id] ?? field.default}
                  node={node}
                  disabled={disabled}
                  onDone={onDone}
                  onChange={(next) => onChange({ ...settings, [edge.id]: { ...fields, [id]: next } })}
                />
              ))}
            </details>
          </li>
        )
      })}
    </ol>
  )
}

function Field({
  field,
  ...props
}: Omit<WidgetProps, 'spec' | 'labelled'> & { readonly field: PerItemParam['fields'][string] }) {
  const labelled = useId()
  return (
    <div className="param inline">
      <span className="param-label" id={labelled} title={field.help}>
        {field.label}
      </span>
      {field.kind === 'number' ? (
        <NumberWidget {...props} spec={field} labelled={labelled} />
      ) : (
        <ChoiceWidget {...props} spec={field} labelled={labelled} />
      )}
    </div>
  )
}
