import { useState } from 'react'
import type { Instance } from '#shared/graph/document.ts'
import type { ShownItem } from '#shared/ipc/contract.ts'
import type { Json } from '#shared/json.ts'
import type { NodeDefinition } from '#shared/node/define.ts'
import { modelEntry, useModels } from '../../store/models-store.ts'
import { useOutputs } from '../../store/outputs-store.ts'
import { inspectorStrings as t } from '../../strings/inspector.ts'
import { price } from '../../strings.ts'
import { CopyButton } from '../../ui/copy-button.tsx'
import { useHostAnswer } from '../host-answer.ts'
import { memberOf, olderVersion } from '../older-version.ts'
import { ItemPicker } from './item-picker.tsx'

/** How what a node shows came about: what it was made from, what was sent, where, for how much and when. */
export function OutputSection({ node, definition }: { readonly node: Instance; readonly definition: NodeDefinition }) {
  const items = useOutputs(node.id)
  const [open, setOpen] = useState(false)
  const [place, setPlace] = useState(0)
  const chosen = items[Math.min(place, items.length - 1)]
  return (
    <details className="fold" onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{t.output.title}</summary>
      {open && !chosen && <p className="hint">{t.output.none}</p>}
      {open && chosen && (
        <div className="stack">
          <ItemPicker label={t.output.item} items={items} place={place} onPick={setPlace} />
          <Provenance node={node} definition={definition} item={chosen} />
        </div>
      )}
    </details>
  )
}

function Provenance({
  node,
  definition,
  item,
}: {
  readonly node: Instance
  readonly definition: NodeDefinition
  readonly item: ShownItem
}) {
  const told = useHostAnswer('outputs.provenance', { key: item.key })
  const param = definition.behave.kind === 'generate' ? definition.behave.modelParam : null
  const model = useModels((state) => (param === null ? undefined : modelEntry(state, node.params[param])))
  if (!told) return null
  const { provenance } = told
  const fingerprint = memberOf(provenance, 'fingerprint')
  const older = olderVersion(fingerprint, definition, model)
  const request = memberOf(provenance, 'request')
  const json = request === undefined ? null : JSON.stringify(request, null, 2)
  const o = t.output
  return (
    <>
      {older !== null && <p className="warn-line">{older}</p>}
      {!item.present && <p className="warn-line">{o.pruned}</p>}
      <dl className="fact-list">
        <Fact label={o.date}>{dateOf(memberOf(provenance, 'date'))}</Fact>
        <Fact label={o.wall}>{secondsOf(memberOf(provenance, 'wallMs'))}</Fact>
        <Fact label={o.provider}>{words(memberOf(provenance, 'provider'))}</Fact>
        <Fact label={o.host}>{words(memberOf(provenance, 'host'))}</Fact>
        <Fact label={o.job}>{words(memberOf(provenance, 'job'))}</Fact>
        <Fact label={o.estimated}>{dollars(memberOf(provenance, 'estimatedUsd'))}</Fact>
        <Fact label={o.charged}>{dollars(memberOf(provenance, 'chargedUsd'))}</Fact>
        <Fact label={o.toolchain}>{pairs(memberOf(provenance, 'toolchain'))}</Fact>
        <Fact label={o.key}>{`${item.key.slice(0, 16)}…`}</Fact>
      </dl>
      <p className="row between">
        <strong>{o.fingerprint}</strong>
        <CopyButton label={o.copyKey} text={item.key} />
      </p>
      <dl className="fact-list">
        <Fact label={o.node}>{words(memberOf(fingerprint, 'node'))}</Fact>
        <Fact label={o.model}>{words(memberOf(memberOf(fingerprint, 'model'), 'id'))}</Fact>
        <Fact label={o.take}>{words(memberOf(fingerprint, 'take'))}</Fact>
        {Object.entries(objectOf(memberOf(fingerprint, 'params'))).map(([param, value]) => (
          <Fact key={param} label={definition.params[param]?.label ?? param}>
            {words(value)}
          </Fact>
        ))}
        {Object.entries(objectOf(memberOf(fingerprint, 'inputs'))).map(([port, digests]) => (
          <Fact key={port} label={`${o.inputs}: ${port}`}>
            {Array.isArray(digests) ? digests.map((digest) => String(digest).slice(0, 12)).join(', ') : null}
          </Fact>
        ))}
      </dl>
      {json === null ? (
        <p className="hint">{o.noRequest}</p>
      ) : (
        <>
          <p className="row between">
            <strong>{o.request}</strong>
            <CopyButton label={o.copyRequest} text={json} />
          </p>
          {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard */}
          <pre tabIndex={0}>{json}</pre>
        </>
      )}
    </>
  )
}

function Fact({ label, children }: { readonly label: string; readonly children: string | null }) {
  if (children === null || children === '') return null
  return (
    <div>
      <dt>{label}</dt>
      <dd>{children}</dd>
    </div>
  )
}

function words(value: Json | undefined): string | null {
  if (value === undefined || value === null) return null
  return typeof value === 'string' ? value : JSON.stringify(value)
}

function dollars(value: Json | undefined): string | null {
  return typeof value === 'number' ? price([value, value]) : null
}

function secondsOf(value: Json | undefined): string | null {
  return typeof value === 'number' ? t.output.seconds(value / 1000) : null
}

function dateOf(value: Json | undefined): string | null {
  return typeof value === 'string' ? new Date(value).toLocaleString() : null
}

function pairs(value: Json | undefined): string | null {
  return Object.entries(objectOf(value))
    .map(([name, version]) => `${name} ${words(version)}`)
    .join(', ')
}

function objectOf(value: Json | undefined): Readonly<Record<string, Json>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Record<string, Json>) : {}
}
