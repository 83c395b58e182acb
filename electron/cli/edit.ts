import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { workItemName } from '#shared/engine/names.ts'
import { type Plan, type PlanItem, planItems } from '#shared/engine/plan-types.ts'
import { type Document, type Instance, MOST_TAKES } from '#shared/graph/document.ts'
import { applyEdits, type Edit } from '#shared/graph/edits.ts'
import type { NodeId } from '#shared/graph/ids.ts'
import type { Json } from '#shared/json.ts'
import { readParam } from '#shared/node/param-values.ts'
import type { ParamSpec } from '#shared/node/params.ts'
import type { Host } from '../host.ts'
import { editProject } from '../project/edit-project.ts'
import { parseCsv } from '../run/csv.ts'
import { EXIT, type ExitStatus, UsageError } from './output.ts'
import { refuse } from './problems.ts'
import type { Session } from './session.ts'

/** `reelay set`: edits params in place. `takes`, `pick`, `bypass` and `title` are reserved names. */
export async function setCommand(session: Session, file: string, assignments: readonly string[]): Promise<ExitStatus> {
  const host = await session.host()
  const changes = assignments.map(parseAssignment)
  const edited = await editProject({
    path: resolve(file),
    registry: host.registry,
    locks: host.sessions,
    change: async ({ document }) => {
      const edits: Edit[] = []
      for (const change of changes) edits.push(...(await editsOf(host, file, document, change)))
      return edits
    },
  })
  session.out.text(edited.written ? `Saved ${file}.` : `${file} says so already.`)
  session.out.object({ event: 'saved' })
  return EXIT.done
}

interface Assignment {
  readonly node: string
  readonly param: string
  readonly value: string
}

function parseAssignment(text: string): Assignment {
  const match = /^([^=.]+)\.([^=.]+)=(.*)$/s.exec(text)
  if (!match) throw new UsageError(`‘${text}’ is no assignment; write NODE.PARAM=VALUE.`)
  const [, node = '', param = '', value = ''] = match
  return { node, param, value }
}

async function editsOf(
  host: Host,
  file: string,
  document: Document,
  { node, param, value }: Assignment,
): Promise<readonly Edit[]> {
  const instance = findNode(document, node, file)
  switch (param) {
    case 'title':
      return [{ kind: 'set-title', node, title: value }]
    case 'bypass':
      return [{ kind: 'set-bypass', node, bypass: readSwitch(value) }]
    case 'takes':
    case 'pick':
      return takeEdits(host, file, document, node, param, value)
  }
  const specs = host.registry.get(instance.type)?.params ?? {}
  const spec = Object.hasOwn(specs, param) ? specs[param] : undefined
  if (!spec) {
    const known = Object.keys(specs).join(', ')
    throw new UsageError(
      `${file}: ‘${node}’ has no param ‘${param}’; it has ${known || 'none'}, and takes, pick, bypass, title.`,
    )
  }
  return [{ kind: 'set-param', node, param, value: readValue(spec, value, `${file}: ${node}.${param}`) }]
}

function findNode(document: Document, node: string, file: string): Instance {
  const instance = document.nodes.find((each) => each.id === node)
  if (!instance)
    throw new UsageError(
      `${file}: there is no node ‘${node}’; it has ${document.nodes.map(({ id }) => id).join(', ')}.`,
    )
  return instance
}

/** The value by the param's kind; a table also from CSV text, or from a CSV file as `@PATH`. */
function readValue(spec: ParamSpec, text: string, where: string): Json {
  if (spec.kind === 'table' && !text.trim().startsWith('{')) {
    try {
      return parseCsv(text.startsWith('@') ? readFileSync(text.slice(1), 'utf8') : text)
    } catch (cause) {
      throw new UsageError(
        `${where} cannot be read as a table: ${cause instanceof Error ? cause.message : String(cause)}`,
        { cause },
      )
    }
  }
  const read = readParam(spec, text)
  if (!read.ok) throw new UsageError(`${where} ${read.problem}.`)
  return read.value
}

function readSwitch(text: string): boolean {
  const read = readParam({ kind: 'boolean', label: '', default: false }, text)
  if (!read.ok) throw new UsageError(`‘${text}’ is neither true nor false.`)
  return read.value === true
}

/** Takes are kept by base key, which a plan tells; every item of the node gets the number. */
async function takeEdits(
  host: Host,
  file: string,
  document: Document,
  node: NodeId,
  param: 'takes' | 'pick',
  value: string,
): Promise<readonly Edit[]> {
  const number = Number(value)
  const [least, most] = param === 'takes' ? [1, MOST_TAKES] : [0, MOST_TAKES - 1]
  if (value.trim() === '' || !Number.isInteger(number) || number < least || number > most)
    throw new UsageError(`${node}.${param} is a whole number from ${least} to ${most}; ‘${value}’ is none.`)
  const hasTakes = (item: PlanItem) => item.baseKey !== undefined
  const plan = await planWhere(host, file, document, node, hasTakes)
  const keys = new Set(itemsOf(plan, node).flatMap((item) => item.baseKey ?? []))
  if (keys.size === 0) {
    const generates = host.registry.get(findNode(document, node, file).type)?.behave.kind === 'generate'
    throw new UsageError(
      generates
        ? `${file}: takes of ‘${node}’ belong to what comes in, which is not known yet; first run what is above it.`
        : `${file}: ‘${node}’ gives the same output every time, so it has no takes.`,
    )
  }
  return [...keys].map((baseKey) => {
    const before = document.picks[baseKey] ?? { takes: 1, pick: 0 }
    if (param === 'pick')
      return { kind: 'set-pick', baseKey, takes: Math.max(before.takes, number + 1), pick: number } as const
    return { kind: 'set-pick', baseKey, takes: number, pick: Math.min(before.pick, number - 1) } as const
  })
}

/** The plan of a node as it really is; as it is with stand-ins where only there one of its work items is what is looked for. */
async function planWhere(
  host: Host,
  file: string,
  document: Document,
  node: NodeId,
  wanted: (item: PlanItem) => boolean,
): Promise<Plan> {
  const planned = (standIn: boolean) => host.runs.plan({ document, file: resolve(file), targets: [node], standIn })
  const real = await planned(false)
  if (real.problems.length > 0) refuse(file, real.problems)
  if (itemsOf(real, node).some(wanted)) return real
  const standIn = await planned(true)
  return itemsOf(standIn, node).some(wanted) ? standIn : real
}

function itemsOf(plan: Plan, node: NodeId): readonly PlanItem[] {
  return [...planItems(plan)].filter((item) => item.node === node)
}

interface ApproveOptions {
  readonly item?: string
  readonly digest?: string
  readonly edit?: string
  readonly pick?: string
  readonly reject?: boolean
}

/** `reelay approve`: answers a gate. Refuses where nothing waits, or where something else waits than was looked at. */
export async function approveCommand(
  session: Session,
  file: string,
  node: string,
  options: ApproveOptions,
): Promise<ExitStatus> {
  const host = await session.host()
  await editProject({
    path: resolve(file),
    registry: host.registry,
    locks: host.sessions,
    change: ({ document }) => approveEdits(host, file, document, node, options),
  })
  session.out.text(`Answered ‘${node}’. Run ${file} again to go on from there.`)
  session.out.object({ event: 'saved' })
  return EXIT.done
}

async function approveEdits(
  host: Host,
  file: string,
  document: Document,
  node: string,
  options: ApproveOptions,
): Promise<readonly Edit[]> {
  const gate = findNode(document, node, file)
  if (host.registry.get(gate.type)?.behave.kind !== 'gate')
    throw new UsageError(`${file}: ‘${node}’ is no gate; only gates are approved.`)
  const picks =
    options.pick === undefined ? [] : await pickEdits(host, file, document, node, options.pick, options.item)
  const picked = applyEdits(document, picks)
  if (!picked.ok) throw new UsageError(`${file}: ${picked.problem}`)
  const isAsked = (item: PlanItem) =>
    item.state === 'waiting' && item.digest !== undefined && (options.item === undefined || item.item === options.item)
  const plan = await planWhere(host, file, picked.document, node, isAsked)
  const waiting = itemsOf(plan, node).filter(isAsked)
  const asked =
    options.digest === undefined ? waiting : waiting.filter((item) => item.digest?.startsWith(options.digest ?? ''))
  if (asked.length === 0) {
    const other = waiting[0]
    if (other)
      throw new UsageError(
        `${file}: ${workItemName(other)} waits with ${other.digest}, not with ${options.digest}. Look at it again.`,
      )
    throw new UsageError(
      `${file}: nothing waits at ‘${node}’${options.item === undefined ? '' : ` for item ${options.item}`}; run it first.`,
    )
  }
  if (options.edit !== undefined) refuseUnlessText(file, plan, node, asked)
  const answer = options.reject ? 'rejected' : 'approved'
  const decision = { answer, ...(options.edit === undefined ? {} : { edit: options.edit }) } as const
  return [...picks, ...asked.map((item): Edit => ({ kind: 'decide', digest: item.digest ?? '', decision }))]
}

/** Only words can be edited on their way through a gate. */
function refuseUnlessText(file: string, plan: Plan, node: NodeId, items: readonly PlanItem[]): void {
  const slots = plan.nodes.find((each) => each.node.instance.id === node)?.outputs.get('value')?.slots ?? []
  for (const { index } of items) {
    const slot = slots[index]
    const type = slot?.state === 'unknown' ? slot.guess?.value.type : undefined
    if (type !== undefined && type !== 'text' && type !== 'number')
      throw new UsageError(`${file}: ${type} waits at ‘${node}’, and only a text can be edited; leave --edit out.`)
  }
}

/** Another take of what feeds the gate flows on from now. */
async function pickEdits(
  host: Host,
  file: string,
  document: Document,
  gate: string,
  pick: string,
  item: string | undefined,
): Promise<readonly Edit[]> {
  const number = pick.trim() === '' ? Number.NaN : Number(pick)
  const plan = await planWhere(host, file, document, gate, (each) => each.state === 'waiting')
  const source = plan.graph.nodes.get(gate)?.sources.get('value')?.[0]?.node
  const takes =
    source === undefined ? [] : itemsOf(plan, source).filter((each) => item === undefined || each.item === item)
  const keys = new Set(takes.flatMap((each) => (each.take === number && each.baseKey ? [each.baseKey] : [])))
  if (source === undefined || keys.size === 0) {
    throw new UsageError(
      `${file}: there is no take ${pick} before ‘${gate}’; ‘reelay set ${file} NODE.takes=N’ asks for more.`,
    )
  }
  return [...keys].map(
    (baseKey) =>
      ({ kind: 'set-pick', baseKey, takes: document.picks[baseKey]?.takes ?? number + 1, pick: number }) as const,
  )
}
