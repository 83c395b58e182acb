import { Play, Square, SquarePlay, Wallet } from 'lucide-react'
import { documents } from '../store/document-store.ts'
import { usePlan } from '../store/plan-store.ts'
import { runningIds, startRun, stopRun, useRuns } from '../store/run-store.ts'
import { useUi } from '../store/ui-store.ts'
import { s } from '../strings.ts'
import type { Command } from './command.ts'
import { hasSelection, isOpen, selected } from './when.ts'

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
  runSelected: {
    id: 'run-selected',
    label: s.commands.runSelected,
    icon: SquarePlay,
    menu: 'run',
    keys: ['Alt+Enter'],
    inFields: true,
    enabled: hasSelection,
    perform: () => startRun([...selected()]),
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
    enabled: isOpen,
    perform: () => useUi.setState(({ standIn }) => ({ standIn: !standIn })),
  },
} as const satisfies Record<string, Command>
