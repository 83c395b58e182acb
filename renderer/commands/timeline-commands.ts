import {
  ArrowLeft,
  ArrowLeftToLine,
  ArrowRight,
  ArrowRightToLine,
  Eye,
  Maximize,
  SlidersHorizontal,
  Sparkles,
  SquareMousePointer,
  StepBack,
  StepForward,
  Trash2,
  ZoomIn,
  ZoomOut,
} from 'lucide-react'
import { timelineStrings } from '../strings/timeline.ts'
import { moveItem, nudge, removeItem, revealItem, selectedItem, stepItem, viewItem } from '../timeline/actions.ts'
import { cutView } from '../timeline/cut-view.ts'
import { useTimeline } from '../timeline/timeline-store.ts'
import { stepped } from '../timeline/zoom.ts'
import type { Command } from './command.ts'
import { canEdit, isOpen } from './when.ts'

const t = timelineStrings.commands
const hasCut = () => isOpen() && cutView() !== null
const hasItem = () => isOpen() && selectedItem() !== null
const canEditItem = () => canEdit() && hasItem()
const canMove = () => canEdit() && selectedItem()?.found.kind === 'clip'

function zoom(direction: 1 | -1): void {
  const view = cutView()
  if (view) useTimeline.setState({ zoom: stepped(view.scale, direction) })
}

const shared = { menu: 'view', within: 'timeline' } as const

export const timelineCommands = {
  clipBefore: {
    ...shared,
    id: 'timeline-previous',
    label: t.previous,
    icon: ArrowLeft,
    keys: ['ArrowLeft'],
    enabled: hasCut,
    perform: () => stepItem(-1),
  },
  clipAfter: {
    ...shared,
    id: 'timeline-next',
    label: t.next,
    icon: ArrowRight,
    keys: ['ArrowRight'],
    enabled: hasCut,
    perform: () => stepItem(1),
  },
  clipEarlier: {
    ...shared,
    id: 'timeline-earlier',
    label: t.earlier,
    icon: ArrowLeftToLine,
    keys: ['Alt+ArrowLeft'],
    enabled: canMove,
    perform: () => moveItem(-1),
  },
  clipLater: {
    ...shared,
    id: 'timeline-later',
    label: t.later,
    icon: ArrowRightToLine,
    keys: ['Alt+ArrowRight'],
    enabled: canMove,
    perform: () => moveItem(1),
  },
  trimStart: {
    ...shared,
    id: 'timeline-trim-start',
    label: t.trimStart,
    icon: StepForward,
    keys: ['['],
    enabled: canEditItem,
    perform: () => nudge('in', 1),
  },
  growStart: {
    ...shared,
    id: 'timeline-grow-start',
    label: t.growStart,
    icon: StepBack,
    keys: ['{'],
    enabled: canEditItem,
    perform: () => nudge('in', -1),
  },
  trimEnd: {
    ...shared,
    id: 'timeline-trim-end',
    label: t.trimEnd,
    icon: StepBack,
    keys: [']'],
    enabled: canEditItem,
    perform: () => nudge('out', -1),
  },
  growEnd: {
    ...shared,
    id: 'timeline-grow-end',
    label: t.growEnd,
    icon: StepForward,
    keys: ['}'],
    enabled: canEditItem,
    perform: () => nudge('out', 1),
  },
  clipRemove: {
    ...shared,
    id: 'timeline-remove',
    label: t.remove,
    icon: Trash2,
    keys: ['Delete', 'Backspace'],
    enabled: canEditItem,
    perform: removeItem,
  },
  clipSettings: {
    ...shared,
    id: 'timeline-settings',
    label: t.settings,
    icon: SlidersHorizontal,
    keys: ['S'],
    enabled: hasItem,
    perform: () => useTimeline.setState({ open: 'settings' }),
  },
  clipModels: {
    ...shared,
    id: 'timeline-models',
    label: t.models,
    icon: Sparkles,
    keys: ['M'],
    enabled: hasItem,
    perform: () => useTimeline.setState({ open: 'models' }),
  },
  clipReveal: {
    ...shared,
    id: 'timeline-reveal',
    label: t.reveal,
    icon: SquareMousePointer,
    keys: [],
    enabled: hasItem,
    perform: () => {
      const chosen = selectedItem()
      if (chosen) revealItem(chosen.found)
    },
  },
  clipView: {
    ...shared,
    id: 'timeline-view',
    label: t.view,
    icon: Eye,
    keys: ['V'],
    enabled: hasItem,
    perform: () => {
      const chosen = selectedItem()
      if (chosen) viewItem(chosen.found)
    },
  },
  timelineZoomIn: {
    ...shared,
    id: 'timeline-zoom-in',
    label: t.zoomIn,
    icon: ZoomIn,
    keys: ['+', '='],
    enabled: hasCut,
    perform: () => zoom(1),
  },
  timelineZoomOut: {
    ...shared,
    id: 'timeline-zoom-out',
    label: t.zoomOut,
    icon: ZoomOut,
    keys: ['-'],
    enabled: hasCut,
    perform: () => zoom(-1),
  },
  timelineFit: {
    ...shared,
    id: 'timeline-fit',
    label: t.fit,
    icon: Maximize,
    keys: ['Home', '0'],
    enabled: hasCut,
    perform: () => useTimeline.setState({ zoom: null }),
  },
} as const satisfies Record<string, Command>
