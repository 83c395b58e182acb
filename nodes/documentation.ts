import type { NodeDefinition } from '#shared/node/define.ts'
import type { ParamSpec } from '#shared/node/params.ts'
import type { InputSpec, OutputSpec } from '#shared/node/ports.ts'

/** The library's groups in the order of a film's making, with their headings. */
const CATEGORIES: Readonly<Record<NodeDefinition['category'], string>> = {
  input: 'Input',
  generate: 'Generate',
  process: 'Process',
  assemble: 'Assemble',
  flow: 'Flow',
  note: 'Notes',
}

/** The reference of all node types as one Markdown page, written from their definitions alone. */
export function documentation(definitions: readonly NodeDefinition[]): string {
  const groups = Object.entries(CATEGORIES).flatMap(([category, heading]) => {
    const members = definitions.filter((definition) => definition.category === category)
    return members.length === 0 ? [] : [`# ${heading}`, ...members.map(section)]
  })
  return `${[INTRODUCTION, ...groups].join('\n\n')}\n`
}

const INTRODUCTION = `<!-- Written by scripts/node-docs.ts from the definitions in nodes/. Do not edit by hand. -->

Every setting can also be wired: it becomes an input of its kind, under its id, and the wire replaces what was typed. An input that
is no list runs its node once per item that comes in. The ids below are what files and the command line call things:
\`reelay set film.reelay hero.duration=8\`.`

function section(definition: NodeDefinition): string {
  const { title, type, summary, docs, params, inputs, outputs, presets = [] } = definition
  const rows = [
    ...Object.entries(inputs).map(([id, spec]) => row('input', id, spec.label, inputText(spec))),
    ...Object.entries(params).map(([id, spec]) => row('setting', id, spec.label, paramText(spec))),
    ...Object.entries(outputs).map(([id, spec]) => row('output', id, spec.label, outputText(spec))),
    ...presets.map((preset) => row('preset', preset.id, preset.title, code(JSON.stringify(preset.params)))),
  ]
  const ids = rows.length === 0 ? [] : [['| | id | | |', '|---|---|---|---|', ...rows].join('\n')]
  return [`## ${title}`, `${code(type)}: ${summary}`, docs, ...(ids.length === 0 ? [] : ['### Ids', ...ids])].join(
    '\n\n',
  )
}

function row(what: string, id: string, label: string, text: string): string {
  return `| ${what} | ${code(id)} | ${label} | ${text.replaceAll('|', '\\|')} |`
}

function inputText(spec: InputSpec): string {
  return [spec.type, spec.list && 'list', spec.required && 'required'].filter(Boolean).join(', ')
}

function outputText({ type, list }: OutputSpec): string {
  return [typeof type === 'string' ? type : `as ${code(type.sameAs)}`, list && 'list'].filter(Boolean).join(', ')
}

function paramText(spec: ParamSpec): string {
  const parts: string[] = [spec.kind]
  if (spec.kind === 'number') parts.push(...rangeText(spec))
  if (spec.kind === 'choice') parts.push(spec.options.map((option) => code(option.value)).join(' '))
  if (spec.kind === 'model') parts.push(`of kind ${spec.kinds.join(', ')}`)
  if (spec.kind === 'file') parts.push(spec.accept.join(', '))
  if (spec.kind === 'per-item') {
    const fields = Object.entries(spec.fields).map(([id, field]) => `${code(id)} (${paramText(field)})`)
    return `per item of ${code(spec.port)}: ${fields.join('; ')}`
  }
  if (spec.inherit) parts.push(`empty: the film's ${spec.inherit}`)
  else if (spec.kind !== 'table' && spec.default !== null && spec.default !== '')
    parts.push(`default ${code(String(spec.default))}`)
  if (spec.cosmetic) parts.push('never in the key')
  return parts.join(', ')
}

function rangeText({ min, max, unit, integer }: Extract<ParamSpec, { kind: 'number' }>): readonly string[] {
  const bounds = [min !== undefined && `from ${min}`, max !== undefined && `to ${max}`, unit].filter(Boolean).join(' ')
  return [...(bounds === '' ? [] : [bounds]), ...(integer ? ['whole'] : [])]
}

function code(text: string): string {
  return `\`${text}\``
}
