import {
  AudioLines,
  Clapperboard,
  Crop,
  Film,
  Frame,
  Image,
  type LucideIcon,
  MessageSquareQuote,
  Puzzle,
  ScanFace,
  ShieldCheck,
  Sparkles,
  StickyNote,
  Table,
  TextCursorInput,
  Waypoints,
  ZoomIn,
} from 'lucide-react'
import { registry } from '#nodes/index.ts'

/** Icons by node type; a type without one has its category's. */
const BY_TYPE: Readonly<Record<string, LucideIcon>> = {
  prompt: TextCursorInput,
  table: Table,
  file: Image,
  kit: Puzzle,
  model: Sparkles,
  upscale: ZoomIn,
  audio: AudioLines,
  'lip-sync': ScanFace,
  frame: Frame,
  normalize: Crop,
  sequence: Clapperboard,
  export: Film,
  gate: ShieldCheck,
  note: StickyNote,
}
const BY_CATEGORY = {
  input: TextCursorInput,
  generate: Sparkles,
  process: Waypoints,
  assemble: Clapperboard,
  flow: ShieldCheck,
  note: MessageSquareQuote,
} as const

export function kindIcon(type: string): LucideIcon {
  const category = registry.get(type)?.category
  return BY_TYPE[type] ?? (category ? BY_CATEGORY[category] : Puzzle)
}
