import {
  ArrowLeftToLine,
  ArrowRightToLine,
  ChevronLeft,
  ChevronRight,
  ChevronsLeft,
  ChevronsRight,
  Columns2,
  Diff,
  Download,
  FastForward,
  FolderOpen,
  History,
  ImagePlus,
  type LucideIcon,
  Maximize,
  Minus,
  MonitorPlay,
  MousePointerClick,
  Pause,
  Pin,
  Play,
  Plus,
  Repeat,
  Rewind,
  SeparatorVertical,
  SkipBack,
  SkipForward,
  Square,
  Star,
  ThumbsDown,
  Volume1,
  Volume2,
  VolumeX,
  ZoomIn,
  ZoomOut,
} from 'lucide-react'
import {
  changeTakes,
  lookAlong,
  pickSeen,
  rejectSeen,
  revealSeen,
  saveSeen,
  seenFile,
  seenTake,
  showSlot,
  starSeen,
  toggleFullScreen,
} from '../preview/actions.ts'
import { zoomStep, zoomToggle } from '../preview/stage-box.ts'
import * as transport from '../preview/transport.ts'
import { operate, useTransport } from '../preview/transport-store.ts'
import { type Compare, SLOTS, useViewer } from '../preview/viewer-store.ts'
import { useSession } from '../store/session.ts'
import { preview } from '../strings/preview.ts'
import type { Command } from './command.ts'
import { canEdit, isOpen } from './when.ts'

const viewer = () => useViewer.getState()
const hasClip = () => isOpen() && viewer().seen?.isClip === true
const hasPicture = () => isOpen() && viewer().seen?.isPicture === true
const hasSight = () => isOpen() && viewer().seen?.sight != null
const hasFile = () => isOpen() && seenFile() !== null
const canMark = () => canEdit() && seenTake() !== null
const canTake = () => canEdit() && viewer().seen?.baseKey != null

/** A command of the viewer, whose keys count while it has the focus. */
function local(
  id: string,
  label: string,
  icon: LucideIcon,
  keys: readonly string[],
  enabled: () => boolean,
  perform: () => void | Promise<void>,
): Command {
  return { id: `play-${id}`, label, icon, menu: 'play', keys, within: 'viewer', enabled, perform }
}

const clip = (
  id: string,
  label: string,
  icon: LucideIcon,
  keys: readonly string[],
  act: (now: transport.Transport) => transport.Transport,
) => local(id, label, icon, keys, hasClip, () => operate(act))

/** Frames in one second of the clip. */
const second = ({ rate }: transport.Transport) => Math.max(1, Math.round(rate.num / rate.den))

const louder = (by: number) =>
  useViewer.setState(({ volume }) => ({ volume: Math.min(1, Math.max(0, volume + by)), muted: false }))

function compare(id: Compare, label: string, icon: LucideIcon, keys: readonly string[]): Command {
  return {
    ...{ id: `play-compare-${id}`, label, icon, menu: 'play', keys },
    enabled: () => hasSight() && (id !== 'off' || viewer().compare !== 'off'),
    perform: () => useViewer.setState((state) => ({ compare: state.compare === id ? 'off' : id })),
  }
}

const { commands: say } = preview

const slots = Object.fromEntries(
  SLOTS.map((slot): [string, Command] => [
    `slot${slot}`,
    {
      ...{ id: `slot-${slot}`, label: say.slot(slot), icon: MonitorPlay, menu: 'play', keys: [String(slot)] },
      enabled: isOpen,
      perform: () => showSlot(slot),
    },
  ]),
)

/** Everything that is done in the viewer. */
export const playCommands = {
  togglePlay: clip('toggle', say.togglePlay, Play, ['Space', 'K'], transport.toggle),
  playBackwards: clip('backwards', say.backwards, Rewind, ['J'], (now) => transport.shuttle(now, -1)),
  playForwards: clip('forwards', say.forwards, FastForward, ['L'], (now) => transport.shuttle(now, 1)),
  pause: {
    ...clip('pause', say.pause, Pause, [], (now) => ({ ...now, speed: 0 })),
    enabled: () => hasClip() && useTransport.getState().transport.speed !== 0,
  },
  previousFrame: clip('previous-frame', say.previousFrame, ChevronLeft, ['ArrowLeft', ','], (now) =>
    transport.step(now, -1),
  ),
  nextFrame: clip('next-frame', say.nextFrame, ChevronRight, ['ArrowRight', '.'], (now) => transport.step(now, 1)),
  backSecond: clip('back-second', say.backSecond, ChevronsLeft, ['Shift+ArrowLeft'], (now) =>
    transport.step(now, -second(now)),
  ),
  onSecond: clip('on-second', say.onSecond, ChevronsRight, ['Shift+ArrowRight'], (now) =>
    transport.step(now, second(now)),
  ),
  toStart: clip('to-start', say.toStart, SkipBack, ['Home'], (now) => transport.seek(now, 0)),
  toEnd: clip('to-end', say.toEnd, SkipForward, ['End'], (now) => transport.seek(now, now.frames - 1)),
  markIn: clip('mark-in', say.markIn, ArrowLeftToLine, ['I'], transport.setIn),
  markOut: clip('mark-out', say.markOut, ArrowRightToLine, ['O'], transport.setOut),
  clearMarks: clip('clear-marks', say.clearMarks, Square, ['Alt+X'], transport.clearMarks),
  loop: clip('loop', say.loop, Repeat, ['Alt+L'], (now) => ({ ...now, loop: !now.loop })),
  mute: local('mute', say.mute, VolumeX, ['M'], hasClip, () => useViewer.setState(({ muted }) => ({ muted: !muted }))),
  louder: local('louder', say.louder, Volume2, ['ArrowUp'], hasClip, () => louder(0.1)),
  softer: local('softer', say.softer, Volume1, ['ArrowDown'], hasClip, () => louder(-0.1)),
  fullScreen: local('full-screen', say.fullScreen, Maximize, ['F'], hasSight, toggleFullScreen),

  zoomIn: local('zoom-in', say.zoomIn, ZoomIn, ['+', '='], hasPicture, () => zoomStep(1.25)),
  zoomOut: local('zoom-out', say.zoomOut, ZoomOut, ['-'], hasPicture, () => zoomStep(0.8)),
  zoomFit: local('zoom-fit', say.zoomFit, ImagePlus, ['Z'], hasPicture, () => zoomToggle()),

  compareWipe: compare('wipe', say.wipe, SeparatorVertical, ['Shift+W']),
  compareSide: compare('side', say.side, Columns2, ['Shift+S']),
  compareDifference: compare('difference', say.difference, Diff, []),
  compareOff: compare('off', say.endCompare, Square, []),
  ...slots,
  follow: {
    ...{ id: 'viewer-follow', label: say.follow, icon: MousePointerClick, menu: 'play', keys: ['0'] },
    enabled: () => isOpen() && viewer().slot !== null,
    perform: () => useViewer.setState({ slot: null }),
  },

  previousTake: local('previous-take', say.previousTake, ChevronLeft, ['['], hasSight, () => lookAlong(-1)),
  nextTake: local('next-take', say.nextTake, ChevronRight, [']'], hasSight, () => lookAlong(1)),
  pickTake: local('pick', say.pick, Pin, ['P'], canMark, pickSeen),
  starTake: local('star', say.star, Star, ['S'], canMark, starSeen),
  rejectTake: local('reject', say.reject, ThumbsDown, ['X'], canMark, rejectSeen),
  moreTakes: local('more-takes', say.moreTakes, Plus, [], canTake, () => changeTakes(1)),
  fewerTakes: {
    ...local('fewer-takes', say.fewerTakes, Minus, [], canTake, () => changeTakes(-1)),
    enabled: () => canTake() && (viewer().seen?.takes ?? 1) > 1,
  },
  outputHistory: local('history', say.history, History, ['H'], isOpen, () =>
    useViewer.setState({ section: 'history' }),
  ),
  saveOutput: local('save', say.saveOutput, Download, [], hasFile, saveSeen),
  reveal: local(
    'reveal',
    say.reveal,
    FolderOpen,
    [],
    () => hasFile() && useSession.getState().info?.desktop === true,
    revealSeen,
  ),
} as const satisfies Record<string, Command>
