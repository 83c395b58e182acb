import { Link2, MousePointerClick, Unlink } from 'lucide-react'
import { useId } from 'react'
import { registry } from '#nodes/index.ts'
import type { Instance } from '#shared/graph/document.ts'
import { inputPort } from '#shared/node/ports-of.ts'
import { STATE_ICONS, STATE_TONES, useNodeState } from '../canvas/card-state.ts'
import { kindIcon } from '../canvas/kind-icon.ts'
import { commands } from '../commands/commands.ts'
import { edit } from '../commands/connect.ts'
import { edgesInto, nodeOf } from '../store/document-index.ts'
import { documents, useDocument } from '../store/document-store.ts'
import { startRun } from '../store/run-store.ts'
import { useSession } from '../store/session.ts'
import { select, useSelected, useUi } from '../store/ui-store.ts'
import { count, price, s } from '../strings.ts'
import { Widget } from './widgets.tsx'

/** All about the selected node: settings, why it is stale, what its last run said. */
export function Inspector() {
  const id = useSelected()
  const selected = useUi((state) => state.selection.size)
  const node = useDocument((document) => (id === null ? undefined : nodeOf(document, id)))
  return (
    <section className="panel inspector" aria-label={s.regions.inspector} data-region tabIndex={-1}>
      {node ? (
        <NodeInspector key={node.id} node={node} />
      ) : (
        <div className="empty">
          <MousePointerClick size={22} aria-hidden />
          <p>
            {selected > 1
              ? `${count(selected, 'node')} selected. Select one to see its settings.`
              : 'Select a node on the canvas to see and change its settings.'}
          </p>
        </div>
      )}
    </section>
  )
}

function NodeInspector({ node }: { node: Instance }) {
  const definition = registry.get(node.type)
  const readOnly = useSession((state) => state.readOnly)
  const { plan, problem, run, state, message } = useNodeState(node.id, node.bypass, definition !== undefined)
  const Icon = kindIcon(node.type)
  const StateIcon = STATE_ICONS[state]
  const inert = definition?.behave.kind === 'inert'
  const failed = Object.values(run?.items ?? {}).filter((item) => item.state === 'failed')
  return (
    <>
      <header className="inspector-head">
        <Icon size={18} aria-hidden />
        <input
          className="title-field"
          aria-label="Title"
          value={node.title}
          placeholder={definition?.title}
          disabled={readOnly}
          onChange={({ target }) =>
            edit([{ kind: 'set-title', node: node.id, title: target.value }], `title:${node.id}`)
          }
          onBlur={documents.closeGroup}
        />
      </header>
      <p className="hint">
        {definition?.summary ?? `This version does not know the node type ‘${node.type}’. It is kept as it is.`}
      </p>
      {!inert && definition && (
        <div className="state-box" data-tone={STATE_TONES[state]}>
          <p className="state-line">
            <StateIcon size={15} aria-hidden />
            <strong>{s.states[state]}</strong>
            {plan && plan.state !== 'up-to-date' && <span className="push">{price(plan.usd)}</span>}
          </p>
          {(message ?? problem) && <p>{message ?? problem}</p>}
          {failed.map((item) => (
            <p key={`${item.item}@${item.take}`}>{item.message}</p>
          ))}
          {state !== 'up-to-date' && plan && plan.reasons.length > 0 && (
            <ul>
              {plan.reasons.map((reason) => (
                <li key={reason}>{reason}</li>
              ))}
            </ul>
          )}
          {plan?.notes.map((note) => (
            <p key={note} className="quiet">
              {note}
            </p>
          ))}
          {plan?.items.map(
            (item) =>
              item.state === 'waiting' &&
              item.digest !== undefined && (
                <Answer key={`${item.item}@${item.take}`} digest={item.digest} node={node.id} disabled={readOnly} />
              ),
          )}
          <p className="row">
            <button
              type="button"
              className="button"
              onClick={() => void startRun([node.id])}
              disabled={problem !== undefined}
            >
              {state === 'failed' ? 'Retry this node' : 'Run this node'}
            </button>
            <button
              type="button"
              className="button"
              aria-pressed={node.bypass}
              disabled={readOnly}
              onClick={() => void commands.bypass.perform()}
            >
              {node.bypass ? 'Use again' : 'Bypass'}
            </button>
          </p>
        </div>
      )}
      <div className="params">
        {Object.entries(definition?.params ?? {}).map(([param]) => (
          <Param key={param} node={node} param={param} readOnly={readOnly} />
        ))}
      </div>
      <details className="raw">
        <summary>Raw settings</summary>
        <pre>
          {JSON.stringify({ id: node.id, type: node.type, version: node.version, params: node.params }, null, 2)}
        </pre>
      </details>
    </>
  )
}

function Param({ node, param, readOnly }: { node: Instance; param: string; readOnly: boolean }) {
  const definition = registry.get(node.type)
  const spec = definition?.params[param]
  // A port of the same name (clips and the settings of clips) is not this param's wire.
  const wireable = definition !== undefined && inputPort(definition, node, param)?.kind === 'param'
  const labelled = useId()
  const wire = useDocument((document) =>
    wireable ? edgesInto(document, node.id).find((edge) => edge.to.port === param) : undefined,
  )
  const source = useDocument((document) => (wire ? nodeOf(document, wire.from.node) : undefined))
  if (!spec) return null
  const value = node.params[param] ?? spec.default
  return (
    <div className={`param ${spec.kind === 'boolean' || spec.kind === 'number' ? 'inline' : ''}`}>
      <span className="param-label" id={labelled} title={spec.help}>
        {spec.label}
      </span>
      {wire ? (
        <span className="wired">
          <Link2 size={14} aria-hidden />
          <button type="button" className="link" onClick={() => select([wire.from.node])}>
            {source?.title || wire.from.node}
          </button>
          <button
            type="button"
            className="button icon quiet"
            aria-label={`Take the wire off ${spec.label}`}
            title="Take the wire off"
            disabled={readOnly}
            onClick={() => edit([{ kind: 'disconnect', edge: wire.id }])}
          >
            <Unlink size={14} aria-hidden />
          </button>
        </span>
      ) : (
        <Widget
          spec={spec}
          value={value}
          node={node.id}
          labelled={labelled}
          disabled={readOnly}
          onChange={(next) =>
            edit([{ kind: 'set-param', node: node.id, param, value: next }], `param:${node.id}:${param}`)
          }
          onDone={documents.closeGroup}
        />
      )}
    </div>
  )
}

/** A gate waits: what passes it is approved or rejected; approving goes on with what hangs below. */
function Answer({ digest, node, disabled }: { digest: string; node: string; disabled: boolean }) {
  const decide = (answer: 'approved' | 'rejected') => edit([{ kind: 'decide', digest, decision: { answer } }])
  const below = useDocument((document) => document.edges.some((edge) => edge.from.node === node))
  return (
    <p className="row">
      <button
        type="button"
        className="button primary"
        disabled={disabled}
        onClick={() => {
          decide('approved')
          if (below) void startRun(null)
        }}
      >
        Approve{below && ' and go on'}
      </button>
      <button type="button" className="button" disabled={disabled} onClick={() => decide('rejected')}>
        Reject
      </button>
    </p>
  )
}
