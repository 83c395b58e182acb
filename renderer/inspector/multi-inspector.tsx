import { Layers } from 'lucide-react'
import { registry } from '#nodes/index.ts'
import type { Instance } from '#shared/graph/document.ts'
import { inputPort } from '#shared/node/ports-of.ts'
import { commands } from '../commands/commands.ts'
import { edit } from '../commands/connect.ts'
import { edgesInto } from '../store/document-index.ts'
import { documents, useDocument } from '../store/document-store.ts'
import { useSession } from '../store/session.ts'
import { inspectorStrings as t } from '../strings/inspector.ts'
import { commonParams, setAll } from './common-params.ts'
import { ParamRow } from './param-row.tsx'
import { TitleField } from './title-field.tsx'

/** Several nodes at once: what they have in common is set in all of them, as one step. */
export function MultiInspector({ nodes }: { readonly nodes: readonly Instance[] }) {
  const readOnly = useSession((state) => state.readOnly)
  const document = useDocument((current) => current)
  const isWired = (id: string, param: string) => {
    const node = nodes.find((each) => each.id === id)
    const definition = node && registry.get(node.type)
    if (!definition || inputPort(definition, node, param)?.kind !== 'param') return false
    return edgesInto(document, id).some((edge) => edge.to.port === param)
  }
  const common = commonParams(nodes, registry, isWired)
  const ids = nodes.map(({ id }) => id)
  const bypassed = nodes.every(({ bypass }) => bypass)
  return (
    <>
      <header className="inspector-head">
        <Layers size={18} aria-hidden />
        <h2>{t.manyTitle(nodes.length)}</h2>
      </header>
      <TitleField nodes={ids} titles={nodes.map(({ title }) => title)} placeholder={t.titles} disabled={readOnly} />
      <p className="row wrap">
        <button type="button" className="button" onClick={() => void commands.runSelected.perform()}>
          {commands.runSelected.label}
        </button>
        <button
          type="button"
          className="button"
          aria-pressed={bypassed}
          disabled={readOnly}
          onClick={() => void commands.bypass.perform()}
        >
          {bypassed ? t.useAgain : t.bypass}
        </button>
      </p>
      {common.length === 0 && <p className="hint">{t.noCommon}</p>}
      {common.some(({ mixed }) => mixed) && <p className="hint">{t.mixedHint}</p>}
      {common.length > 0 && (
        <fieldset className="params">
          <legend className="sr">{t.settings}</legend>
          {common.map((param) => (
            <ParamRow
              key={param.id}
              spec={param.spec}
              value={param.value}
              mixed={param.mixed}
              nodes={param.nodes}
              disabled={readOnly}
              wired={param.nodes.length === 0 && <p className="param-wired quiet">{t.param.allWired}</p>}
              note={param.wired > 0 && param.nodes.length > 0 ? t.param.wiredIn(param.wired, nodes.length) : undefined}
              onChange={(value) => edit(setAll(param, value), `params:${ids.join(' ')}:${param.id}`)}
              onDone={documents.closeGroup}
            />
          ))}
        </fieldset>
      )}
    </>
  )
}
