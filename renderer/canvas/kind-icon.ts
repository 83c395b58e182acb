import {
  AudioLines,
  Clapperboard,
  Crop,
  Film,
  Frame,
  Image,
  type LucideIcon,
  Puzzle,
  ScanFace,
  ShieldCheck,
  Sparkles,
  StickyNote,
  Table,
  TextCursorInput,
  ZoomIn,
} from 'lucide-react'
import { registry } from '#nodes/index.ts'
import type { NodeIcon } from '#shared/node/define.ts'

const ICONS: Readonly<Record<NodeIcon, LucideIcon>> = {
  text: TextCursorInput,
  table: Table,
  picture: Image,
  kit: Puzzle,
  sparkles: Sparkles,
  enlarge: ZoomIn,
  sound: AudioLines,
  face: ScanFace,
  frame: Frame,
  crop: Crop,
  sequence: Clapperboard,
  film: Film,
  gate: ShieldCheck,
  note: StickyNote,
}

/** The icon of a node type, as its definition says; a type that is not known here is a puzzle. */
export function kindIcon(type: string): LucideIcon {
  const icon = registry.get(type)?.icon
  return icon ? ICONS[icon] : Puzzle
}
