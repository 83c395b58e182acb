import { FastForward, ListChecks, Play, RotateCw, Square, SquarePlay, Wallet, WalletCards } from 'lucide-react'
import { registry } from '#nodes/index.ts'
import type { NodeId } from '#shared/graph/ids.ts'
import { type PlanScope, targetsOf } from '../runs/targets.ts'
import { nodeOf } from '../store/document-index.ts'
import { documents } from '../store/document-store.ts'
import { usePlan } from '../store/plan-store.ts'
import { toggleStandIn, useRunOptions } from '../store/run-options.ts'
import { leadingItem } from '../store/run-state.ts'
import { nodeRun, runningIds, startRun, stopRun, useRuns } from '../store/run-store.ts'
import { useUi } from '../store/ui-store.ts'
import { runsStrings } from '../strings/runs.ts'
import { s } from '../strings.ts'
import type { Command } from './command.ts'
import { hasSelection, isOpen, selected } from './when.ts'

const targets = (scope: PlanScope, nodes: ReadonlySet<NodeId> = selected()) =>
  targetsOf(scope, documents.document(), nodes, registry) ?? []
const hasTargets = (scope: PlanScope) => hasSelection() && targets(scope).length > 0

/** Nodes among the selected ones that a model makes: the stand-in can stand in for those. */
const modelNodes = () =>
  isOpen()
    ? [...selected()].filter((id) => {
        const node = nodeOf(documents.document(), id)
        return node !== undefined && registry.get(node.type)?.behave.kind === 'generate'
      })
    : []

/** Whether the run that the cards show left something of a node undone. */
function canRetry(node: NodeId): boolean {
  const state = leadingItem(nodeRun(useRuns.getState(), node))?.state
  return state === 'failed' || state === 'blocked' || state === 'cancelled'
}

/** Runs a node again, and what it needs. */
export function retry(node: NodeId): Promise<void> {
  return startRun(targets('selected', new Set([node])))
}

export const runCommands = {
  run: {
    id: 'run',
    label: s.commands.run,
    icon: Play,
    menu: 'run',
    keys: ['Mod+Enter'],
    inFields: true,
    enabled: () =>
      isOpen() && documents.document().nodes.length > 0 && (usePlan.getState().plan?.problems.length ?? 1) === 0,
    perform: () => startRun(null),
  },
  runNode: {
    id: 'run-node',
    label: runsStrings.commands.runNode,
    icon: SquarePlay,
    menu: 'run',
    keys: ['Alt+Enter'],
    inFields: true,
    enabled: () => selected().size === 1 && hasTargets('selected'),
    perform: () => startRun(targets('selected')),
  },
  runSelected: {
    id: 'run-selected',
    label: s.commands.runSelected,
    icon: ListChecks,
    menu: 'run',
    keys: ['Shift+Enter'],
    enabled: () => hasTargets('selected'),
    perform: () => startRun(targets('selected')),
  },
  runFromHere: {
    id: 'run-from-here',
    label: runsStrings.commands.runFromHere,
    icon: FastForward,
    menu: 'run',
    keys: ['Alt+Shift+Enter'],
    inFields: true,
    enabled: () => hasTargets('below'),
    perform: () => startRun(targets('below')),
  },
  retry: {
    id: 'retry',
    label: runsStrings.commands.retry,
    icon: RotateCw,
    menu: 'run',
    keys: [],
    enabled: () => isOpen() && [...selected()].some(canRetry),
    perform: () => startRun(targets('selected', new Set([...selected()].filter(canRetry)))),
  },
  stop: {
    id: 'stop',
    label: s.commands.stop,
    icon: Square,
    menu: 'run',
    keys: ['Mod+Alt+Enter'],
    inFields: true,
    enabled: () => runningIds(useRuns.getState()).length > 0,
    perform: async () => {
      await Promise.all(runningIds(useRuns.getState()).map(stopRun))
    },
  },
  standIn: {
    id: 'stand-in',
    label: s.commands.standIn,
    icon: Wallet,
    menu: 'run',
    keys: [],
    divided: true,
    enabled: isOpen,
    checked: () => useUi.getState().standIn,
    perform: () => useUi.setState(({ standIn }) => ({ standIn: !standIn })),
  },
  standInNode: {
    id: 'stand-in-node',
    label: runsStrings.commands.standInNode,
    icon: WalletCards,
    menu: 'run',
    keys: [],
    enabled: () => modelNodes().length > 0,
    checked: () => {
      const nodes = modelNodes()
      const { standInNodes } = useRunOptions.getState()
      return nodes.length > 0 && nodes.every((id) => standInNodes.has(id))
    },
    perform: () => toggleStandIn(modelNodes()),
  },
} as const satisfies Record<string, Command>
