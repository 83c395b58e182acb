import { RotateCcw } from 'lucide-react'
import { type ReactNode, useId } from 'react'
import type { NodeId } from '#shared/graph/ids.ts'
import { type Json, sameJson } from '#shared/json.ts'
import { paramProblem } from '#shared/node/param-values.ts'
import type { ParamKind, ParamSpec } from '#shared/node/params.ts'
import { inspectorStrings as t } from '../strings/inspector.ts'
import { IconButton } from './ui/icon-button.tsx'
import { Widget } from './widgets/widget.tsx'

/** Kinds that stand beside their label; the others stand under it. */
const BESIDE: ReadonlySet<ParamKind> = new Set(['boolean', 'number'])
/** Kinds that say themselves what is wrong, also with what is being typed. */
const SAYS_ITSELF: ReadonlySet<ParamKind> = new Set(['number', 'seed'])

/** One setting: its label, its widget, what is wrong with it, and the way back to its default. */
export function ParamRow({
  spec,
  value,
  mixed,
  nodes,
  disabled,
  wired,
  note,
  onChange,
  onDone,
}: {
  readonly spec: ParamSpec
  readonly value: Json
  readonly mixed: boolean
  readonly nodes: readonly NodeId[]
  readonly disabled: boolean
  /** Stands in the place of the widget: the value comes by a wire. */
  readonly wired?: ReactNode
  readonly note?: string | undefined
  readonly onChange: (value: Json) => void
  readonly onDone: () => void
}) {
  const id = useId()
  const [labelled, helped, blamed] = [`${id}l`, `${id}h`, `${id}p`]
  const problem = mixed || wired || SAYS_ITSELF.has(spec.kind) ? null : paramProblem(spec, value)
  const isDefault = !mixed && sameJson(value, spec.default)
  const described = [spec.help && helped, problem && blamed].filter(Boolean).join(' ') || undefined
  return (
    <div className={`param ${BESIDE.has(spec.kind) ? 'inline' : ''}`} data-param={spec.kind}>
      <span className="row tight">
        <span className="param-label" id={labelled} title={spec.help}>
          {spec.label}
        </span>
        {!wired && !disabled && spec.kind !== 'model' && spec.kind !== 'per-item' && (
          <span className="param-reset" data-idle={isDefault}>
            {!isDefault && (
              <IconButton
                icon={RotateCcw}
                label={t.param.reset(spec.label)}
                onClick={() => {
                  onDone()
                  onChange(spec.default)
                  onDone()
                }}
              />
            )}
          </span>
        )}
      </span>
      {spec.help && (
        <span className="sr" id={helped}>
          {spec.help}
        </span>
      )}
      {wired || (
        <Widget
          spec={spec}
          value={value}
          mixed={mixed}
          nodes={nodes}
          labelled={labelled}
          described={described}
          disabled={disabled}
          onChange={onChange}
          onDone={onDone}
        />
      )}
      {problem && (
        <span className="problem" id={blamed}>
          {t.param.problem(spec.label, problem)}
        </span>
      )}
      {note !== undefined && <span className="hint">{note}</span>}
    </div>
  )
}
