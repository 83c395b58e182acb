import { Blend, Scissors } from 'lucide-react'
import { Popover } from 'radix-ui'
import { useState } from 'react'
import { timelineStrings as t } from '../strings/timeline.ts'
import { joinOf } from './cut.ts'
import type { CutView, Found } from './cut-view.ts'
import { ItemFields } from './item-fields.tsx'
import { useShot } from './shown-shots.ts'
import { longestJoin } from './trim.ts'

/** Fields of a clip that say how it joins the one before it. */
export const JOIN_FIELDS: ReadonlySet<string> = new Set(['transition', 'transitionSeconds'])

/** How a clip joins the one before it: what it is, drawn over what both share, and its settings. */
export function JoinButton({
  view,
  found,
  disabled,
}: {
  view: CutView
  found: Found & { kind: 'clip' }
  disabled: boolean
}) {
  const [open, setOpen] = useState(false)
  const { clips, lanes, node, scale } = view
  const { item: clip, index } = found
  const before = clips[index - 1]
  const titles = { before: useShot('clip', before?.node ?? clip.node).title, here: useShot('clip', clip.node).title }
  if (!before) return null
  const { seconds, kind } = clip.join
  const field = lanes.clips.spec.fields.transition
  const options = field?.kind === 'choice' ? field.options : []
  const label = (value: string) => options.find((option) => option.value === value)?.label ?? value
  const general = joinOf(node, lanes.clips, {})
  const Icon = seconds > 0 ? Blend : Scissors
  const name = t.join(label(kind), seconds, titles.before, titles.here)
  return (
    <li className="tl-join" style={{ left: clip.start * scale, width: seconds * scale }} data-overlap={seconds > 0}>
      {seconds > 0 && (
        <svg className="tl-overlap" viewBox="0 0 100 100" preserveAspectRatio="none" aria-hidden>
          <path d="M0 100L100 0" />
        </svg>
      )}
      <Popover.Root open={open} onOpenChange={setOpen}>
        <Popover.Trigger className="tl-join-button" aria-label={name} title={name}>
          <Icon size={12} aria-hidden />
        </Popover.Trigger>
        <Popover.Portal>
          <Popover.Content
            className="popover tl-popover"
            side="top"
            sideOffset={6}
            collisionPadding={8}
            aria-label={name}
          >
            <h3>{t.joinTitle}</h3>
            <ItemFields
              found={found}
              stored={node.params[lanes.clips.param]}
              node={node.id}
              only={(id) => JOIN_FIELDS.has(id)}
              disabled={disabled}
            />
            <p className="hint">{t.asCut(label(general.kind), general.seconds)}</p>
            <p className="hint">{t.longest(longestJoin(before, clip, clips[index + 1]))}</p>
          </Popover.Content>
        </Popover.Portal>
      </Popover.Root>
    </li>
  )
}
