import { Link2, Unlink } from 'lucide-react'
import { registry } from '#nodes/index.ts'
import type { Instance } from '#shared/graph/document.ts'
import type { ParamSpec } from '#shared/node/params.ts'
import { inputPort } from '#shared/node/ports-of.ts'
import { kindIcon } from '../canvas/kind-icon.ts'
import { edit } from '../commands/connect.ts'
import { edgesInto, nodeOf } from '../store/document-index.ts'
import { documents, useDocument } from '../store/document-store.ts'
import { useSession } from '../store/session.ts'
import { select } from '../store/ui-store.ts'
import { inspectorStrings as t } from '../strings/inspector.ts'
import { ParamRow } from './param-row.tsx'
import { AboutSection } from './sections/about-section.tsx'
import { ColumnsSection } from './sections/columns-section.tsx'
import { GateSection } from './sections/gate-section.tsx'
import { OutputSection } from './sections/output-section.tsx'
import { RequestSection } from './sections/request-section.tsx'
import { StateSection } from './sections/state-section.tsx'
import { TitleField } from './title-field.tsx'
import { IconButton } from './ui/icon-button.tsx'

/** All about one node: how it stands, its settings, what it would send, how its output came about. */
export function NodeInspector({ node }: { readonly node: Instance }) {
  const definition = registry.get(node.type)
  const readOnly = useSession((state) => state.readOnly)
  const Icon = kindIcon(node.type)
  const behave = definition?.behave.kind
  return (
    <>
      <header className="inspector-head">
        <Icon size={18} aria-hidden />
        <TitleField
          nodes={[node.id]}
          titles={[node.title]}
          placeholder={definition?.title ?? node.type}
          disabled={readOnly}
        />
      </header>
      <p className="hint">{definition?.summary ?? t.unknownType(node.type)}</p>
      {definition && behave !== 'inert' && <StateSection node={node} definition={definition} readOnly={readOnly} />}
      {behave === 'gate' && <GateSection node={node.id} disabled={readOnly} />}
      {definition && Object.keys(definition.params).length > 0 && (
        <fieldset className="params">
          <legend className="sr">{t.settings}</legend>
          {Object.entries(definition.params).map(([param, spec]) => (
            <Param key={param} node={node} param={param} spec={spec} readOnly={readOnly} />
          ))}
        </fieldset>
      )}
      {definition?.moreOutputs && <ColumnsSection node={node} definition={definition} readOnly={readOnly} />}
      {behave === 'generate' && <RequestSection node={node} />}
      {definition && behave !== 'inert' && behave !== 'gate' && <OutputSection node={node} definition={definition} />}
      <AboutSection node={node} definition={definition} />
    </>
  )
}

function Param({
  node,
  param,
  spec,
  readOnly,
}: {
  readonly node: Instance
  readonly param: string
  readonly spec: ParamSpec
  readonly readOnly: boolean
}) {
  const definition = registry.get(node.type)
  // A port of the same name (clips and the settings of clips) is not this param's wire.
  const wireable = definition !== undefined && inputPort(definition, node, param)?.kind === 'param'
  const wire = useDocument((document) =>
    wireable ? edgesInto(document, node.id).find((edge) => edge.to.port === param) : undefined,
  )
  return (
    <ParamRow
      spec={spec}
      value={node.params[param] ?? spec.default}
      mixed={false}
      nodes={[node.id]}
      disabled={readOnly}
      wired={wire && <Wired edge={wire.id} from={wire.from.node} label={spec.label} disabled={readOnly} />}
      onChange={(value) => edit([{ kind: 'set-param', node: node.id, param, value }], `param:${node.id}:${param}`)}
      onDone={documents.closeGroup}
    />
  )
}

/** Stands for a value that comes by a wire. */
function Wired({
  edge,
  from,
  label,
  disabled,
}: {
  readonly edge: string
  readonly from: string
  readonly label: string
  readonly disabled: boolean
}) {
  const title = useDocument((document) => nodeOf(document, from)?.title || from)
  return (
    <span className="param-wired">
      <Link2 size={14} aria-hidden />
      <span className="quiet">{t.param.from}</span>
      <button type="button" className="link grow" onClick={() => select([from])}>
        {title}
      </button>
      <IconButton
        icon={Unlink}
        label={t.param.unlink(label)}
        disabled={disabled}
        onClick={() => edit([{ kind: 'disconnect', edge }])}
      />
    </span>
  )
}
