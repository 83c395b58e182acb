import { ArrowDown, ArrowUp, RotateCcw } from 'lucide-react'
import { useId } from 'react'
import { type MediaValue, mediaIn } from '#shared/graph/values.ts'
import type { PerItemParam } from '#shared/node/params.ts'
import { edit } from '../../commands/connect.ts'
import { edgesInto, nodeOf } from '../../store/document-index.ts'
import { documents, useDocument } from '../../store/document-store.ts'
import { useSession } from '../../store/session.ts'
import { inspectorStrings as t } from '../../strings/inspector.ts'
import { useFlow } from '../flow.ts'
import { fieldsOf, hasOwnFields, type ItemPlace, placeInForce, withFields, withoutFields } from '../item-settings.ts'
import { IconButton } from '../ui/icon-button.tsx'
import { ChoiceWidget } from './choice.tsx'
import { NumberWidget } from './number.tsx'
import type { WidgetProps } from './widget-props.ts'

/** Settings of each wire into a list port and of each item it brings, in the port's order, and that order. */
export function PerItemWidget(props: WidgetProps<PerItemParam>) {
  const { spec, nodes, labelled, disabled } = props
  const node = nodes[0] ?? ''
  const all = useDocument((document) => edgesInto(document, node))
  const edges = all.filter((edge) => edge.to.port === spec.port)
  const arriving = useFlow(node)?.inputs[spec.port] ?? []
  if (edges.length === 0) return <p className="hint">{t.items.none}</p>
  const move = (from: number, to: number) => {
    const ids = edges.map(({ id }) => id)
    const [moved] = ids.splice(from, 1)
    if (moved === undefined) return
    ids.splice(to, 0, moved)
    edit([{ kind: 'reorder-edges', node, port: spec.port, edges: ids }])
  }
  return (
    <ol className="per-item" aria-labelledby={labelled}>
      {edges.map((edge, index) => {
        const title = nodeOf(documents.document(), edge.from.node)?.title || edge.from.node
        const items = arriving.filter((each) => each.edge === edge.id)
        const [first] = items
        return (
          <li key={edge.id}>
            <div className="row">
              <Thumbnail media={first?.value ? mediaIn(first.value)[0] : undefined} />
              <span className="grow">
                {index + 1}. {title}
              </span>
              <IconButton
                icon={ArrowUp}
                label={t.items.up(title)}
                disabled={disabled || index === 0}
                onClick={() => move(index, index - 1)}
              />
              <IconButton
                icon={ArrowDown}
                label={t.items.down(title)}
                disabled={disabled || index === edges.length - 1}
                onClick={() => move(index, index + 1)}
              />
            </div>
            <Settings
              {...props}
              place={
                items.length > 1
                  ? { edge: edge.id, item: null, single: false }
                  : placeInForce(props.value, edge.id, first?.item ?? null)
              }
              name={title}
              label={items.length > 1 ? t.items.all : t.settings}
            />
            {items.length > 1 &&
              items.map(({ item, value }) => (
                <Settings
                  key={item}
                  {...props}
                  place={{ edge: edge.id, item, single: false }}
                  name={item}
                  label={item}
                  media={(value && mediaIn(value)[0]) || null}
                />
              ))}
          </li>
        )
      })}
    </ol>
  )
}

/** The fields of one wire or item, folded until they are wanted. */
function Settings({
  spec,
  value,
  disabled,
  onChange,
  onDone,
  nodes,
  place,
  name,
  label,
  media,
}: WidgetProps<PerItemParam> & {
  readonly place: ItemPlace
  readonly name: string
  readonly label: string
  /** Absent: no picture stands before the label. */
  readonly media?: MediaValue | null
}) {
  const fields = fieldsOf(value, place)
  const own = hasOwnFields(value, place)
  return (
    <details className="item-settings">
      <summary>
        {media !== undefined && <Thumbnail media={media} />}
        <span className="grow">{label}</span>
        {own && <span className="tag">{t.items.own}</span>}
      </summary>
      {Object.entries(spec.fields).map(([id, field]) => (
        <ItemField
          key={id}
          field={field}
          value={fields[id] ?? field.default}
          mixed={false}
          nodes={nodes}
          described={undefined}
          disabled={disabled}
          onDone={onDone}
          onChange={(next) => onChange(withFields(value, spec, place, { [id]: next }))}
        />
      ))}
      {own && (
        <button
          type="button"
          className="button"
          disabled={disabled}
          onClick={() => {
            onDone()
            onChange(withoutFields(value, place))
            onDone()
          }}
        >
          <RotateCcw size={14} aria-hidden /> {t.items.reset(name)}
        </button>
      )}
    </details>
  )
}

function ItemField({
  field,
  ...props
}: Omit<WidgetProps, 'spec' | 'labelled'> & { readonly field: PerItemParam['fields'][string] }) {
  const labelled = useId()
  return (
    <div className={`param ${field.kind === 'number' ? 'inline' : ''}`}>
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

function Thumbnail({ media }: { readonly media: MediaValue | null | undefined }) {
  const poster = useSession((state) => state.info?.poster)
  if (!media || !poster) return <span className="thumbnail" title={t.items.waiting} />
  return <img className="thumbnail" src={`${poster}${media.digest}`} alt="" loading="lazy" decoding="async" />
}
