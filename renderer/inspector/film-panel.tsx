import { Clapperboard } from 'lucide-react'
import { useId } from 'react'
import { registry } from '#nodes/index.ts'
import { DELIVERY_BOUNDS } from '#shared/graph/document.ts'
import type { Json } from '#shared/json.ts'
import type { NumberParam } from '#shared/node/params.ts'
import { edit } from '../commands/connect.ts'
import { documents, useDocument } from '../store/document-store.ts'
import { useModels } from '../store/models-store.ts'
import { usePlan } from '../store/plan-store.ts'
import { useSession } from '../store/session.ts'
import { inspectorStrings as t } from '../strings/inspector.ts'
import { count, price } from '../strings.ts'
import { ALL_PRESETS, DELIVERY_PRESETS, deliveryEdit, presetOf } from './delivery.ts'
import { NumberWidget } from './widgets/number.tsx'

const size = { kind: 'number', default: null, integer: true, step: 2, unit: 'px' } as const
/** The document's delivery settings. */
const FIELDS = {
  width: { ...size, ...DELIVERY_BOUNDS.width, label: t.film.width },
  height: { ...size, ...DELIVERY_BOUNDS.height, label: t.film.height },
  fps: { kind: 'number', ...DELIVERY_BOUNDS.fps, label: t.film.fps, default: null, unit: 'fps' },
  lufs: {
    ...{ kind: 'number', label: t.film.lufs, help: t.film.lufsHelp, default: null, nullable: true },
    ...{ ...DELIVERY_BOUNDS.lufs, unit: 'LUFS' },
  },
} as const satisfies Record<string, NumberParam>
type FieldName = keyof typeof FIELDS
const NAMES = Object.keys(FIELDS) as FieldName[]

/** The film itself, shown while nothing is selected: its name, how it is delivered, what it holds and what is to be run. */
export function FilmPanel() {
  const readOnly = useSession((state) => state.readOnly)
  const name = useDocument((document) => document.name)
  const nameId = useId()
  return (
    <>
      <header className="inspector-head">
        <Clapperboard size={18} aria-hidden />
        <h2>{t.film.title}</h2>
      </header>
      <p className="hint">{t.nothing}</p>
      <div className="param">
        <label className="param-label" htmlFor={nameId}>
          {t.film.name}
        </label>
        <input
          id={nameId}
          className="field"
          value={name}
          disabled={readOnly}
          onChange={({ target }) => edit([{ kind: 'rename-document', name: target.value }], 'document:name')}
          onBlur={documents.closeGroup}
        />
      </div>
      <Delivery readOnly={readOnly} />
      <Contents />
    </>
  )
}

function Delivery({ readOnly }: { readonly readOnly: boolean }) {
  const delivery = useDocument((document) => document.settings.delivery)
  const preset = presetOf(delivery)
  const presetId = useId()
  return (
    <fieldset className="params">
      <legend>{t.film.delivery}</legend>
      <div className="param">
        <label className="param-label" htmlFor={presetId}>
          {t.film.preset}
        </label>
        <select
          id={presetId}
          className="field"
          value={preset ?? ''}
          disabled={readOnly}
          onChange={({ target }) => {
            const chosen = ALL_PRESETS.find((id) => id === target.value)
            documents.closeGroup()
            if (chosen) edit([deliveryEdit(documents.document(), DELIVERY_PRESETS[chosen])])
          }}
        >
          {preset === null && <option value="">{t.film.custom}</option>}
          {ALL_PRESETS.map((id) => (
            <option key={id} value={id}>
              {t.film.presets[id]}
            </option>
          ))}
        </select>
      </div>
      {NAMES.map((name) => (
        <DeliveryField key={name} name={name} value={delivery[name]} disabled={readOnly} />
      ))}
    </fieldset>
  )
}

function DeliveryField({
  name,
  value,
  disabled,
}: {
  readonly name: FieldName
  readonly value: number | null
  readonly disabled: boolean
}) {
  const labelled = useId()
  const spec: NumberParam = FIELDS[name]
  return (
    <div className="param inline">
      <span className="param-label" id={labelled} title={spec.help}>
        {spec.label}
      </span>
      <NumberWidget
        spec={spec}
        value={value}
        mixed={false}
        nodes={[]}
        labelled={labelled}
        described={undefined}
        disabled={disabled}
        onChange={(next: Json) => {
          if (next === null || typeof next === 'number')
            edit([deliveryEdit(documents.document(), { [name]: next })], `delivery:${name}`)
        }}
        onDone={documents.closeGroup}
      />
    </div>
  )
}

function Contents() {
  const document = useDocument((current) => current)
  const plan = usePlan((state) => state.plan)
  const models = useModels((state) => state.models)
  const used = new Map<string, number>()
  for (const node of document.nodes) {
    const behave = registry.get(node.type)?.behave
    const model = behave?.kind === 'generate' ? node.params[behave.modelParam] : undefined
    if (typeof model === 'string') used.set(model, (used.get(model) ?? 0) + 1)
  }
  const toRun = (plan?.nodes ?? []).reduce((sum, row) => sum + (row.counts.run ?? 0) + (row.counts.adopt ?? 0), 0)
  return (
    <section aria-label={t.film.contents}>
      <h3>{t.film.contents}</h3>
      <dl className="fact-list">
        <div>
          <dt>{t.film.nodes}</dt>
          <dd>{document.nodes.length}</dd>
        </div>
        <div>
          <dt>{t.film.wires}</dt>
          <dd>{document.edges.length}</dd>
        </div>
        {used.size > 0 && (
          <div>
            <dt>{t.film.models}</dt>
            <dd>
              {Array.from(used)
                .sort(([, more], [, most]) => most - more)
                .map(([id, times]) => `${models.get(id)?.model.title ?? id} × ${times}`)
                .join(', ')}
            </dd>
          </div>
        )}
        {plan && plan.problems.length === 0 && (
          <>
            <div>
              <dt>{t.film.plan}</dt>
              <dd>{toRun === 0 ? t.film.upToDate : count(toRun, 'item')}</dd>
            </div>
            <div>
              <dt>{t.film.cost}</dt>
              <dd>{price(plan.usd)}</dd>
            </div>
          </>
        )}
      </dl>
    </section>
  )
}
