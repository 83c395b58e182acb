import type { Instance } from '#shared/graph/document.ts'
import type { Json } from '#shared/json.ts'
import type { NodeDefinition } from '#shared/node/define.ts'
import { edit } from '../../commands/connect.ts'
import { columnsIn } from '../../store/columns-store.ts'
import { inspectorStrings as t } from '../../strings/inspector.ts'
import { useFlow } from '../flow.ts'

/** The outputs that only a file names (columns of a CSV), and its rows taken over into the document. Nothing while no file is set. */
export function ColumnsSection({
  node,
  definition,
  readOnly,
}: {
  readonly node: Instance
  readonly definition: NodeDefinition
  readonly readOnly: boolean
}) {
  const flow = useFlow(node.id)
  const isOpen = definition.moreOutputs?.(node.params) === null
  const more = columnsIn(definition, flow?.outputs ?? {})
  const whole = Object.values(flow?.outputs ?? {})
    .flat()
    .map(({ value }) => value)
    .find((value) => value?.type === 'table')
  const [tableParam] = paramsOf(definition, 'table')
  const files = paramsOf(definition, 'file')
  if (!isOpen || more.length === 0) return null
  return (
    <section className="stack" aria-label={t.table.columns}>
      <strong>{t.table.columns}</strong>
      <ul className="abilities">
        {more.map(({ port, label, items }) => (
          <li key={port} title={t.table.port(port)}>
            {label} ({items})
          </li>
        ))}
      </ul>
      {whole?.type === 'table' && tableParam !== undefined && (
        <>
          <button
            type="button"
            className="button"
            disabled={readOnly}
            onClick={() => {
              const { columns, rows } = whole
              const letGo = Object.fromEntries(files.map((param) => [param, '']))
              const params = { ...letGo, [tableParam]: { columns, rows } as unknown as Json }
              edit([{ kind: 'set-params', node: node.id, params }])
            }}
          >
            {t.table.takeOver}
          </button>
          <p className="hint">{t.table.takeOverHint}</p>
        </>
      )}
    </section>
  )
}

function paramsOf(definition: NodeDefinition, kind: 'table' | 'file'): readonly string[] {
  return Object.entries(definition.params).flatMap(([id, spec]) => (spec.kind === kind ? [id] : []))
}
