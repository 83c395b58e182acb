import { X } from 'lucide-react'
import type { NodeId } from '#shared/graph/ids.ts'
import { isMedia } from '#shared/graph/values.ts'
import { playCommands } from '../commands/play-commands.ts'
import { preview } from '../strings/preview.ts'
import { CommandButton } from '../ui/command-button.tsx'
import { SecondPicker } from './compare-menu.tsx'
import type { Side } from './stage.tsx'
import { useViewer } from './viewer-store.ts'

const { compare: words } = preview

/** What A and B are, which of them is heard, and the way out of the comparison. */
export function CompareBar({
  node,
  a,
  b,
}: {
  readonly node: NodeId
  readonly a: Side | null
  readonly b: Side | null
}) {
  const compare = useViewer((state) => state.compare)
  const heard = useViewer((state) => state.heard)
  const canOverlay = isPicture(a) && isPicture(b)
  const other = heard === 'a' ? 'b' : 'a'
  return (
    <>
      <div className="compare-bar">
        <SecondPicker node={node} title={b?.title ?? null} />
        {hasSound(a) && hasSound(b) && (
          <button type="button" className="button compare-sound" onClick={() => useViewer.setState({ heard: other })}>
            {words.hear(other)}
          </button>
        )}
        <span className="spring" />
        <CommandButton command={playCommands.compareWipe} pressed={compare === 'wipe'} />
        <CommandButton command={playCommands.compareSide} pressed={compare === 'side'} />
        <CommandButton command={playCommands.compareDifference} pressed={compare === 'difference'} />
        <CommandButton command={playCommands.compareOff}>
          <X size={15} aria-hidden />
        </CommandButton>
      </div>
      {a && b && compare !== 'side' && !canOverlay && <p className="hint compare-hint">{words.pictures}</p>}
    </>
  )
}

function isPicture(side: Side | null): boolean {
  const type = side?.sight.value.type
  return type === 'image' || type === 'video'
}

function hasSound(side: Side | null): boolean {
  return side !== null && isMedia(side.sight.value) && side.sight.value.facts.audioCodec !== undefined
}
