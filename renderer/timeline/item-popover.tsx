import { Popover } from 'radix-ui'
import { useRef } from 'react'
import { timelineStrings as t } from '../strings/timeline.ts'
import type { CutView, Found } from './cut-view.ts'
import { ItemFields } from './item-fields.tsx'
import { JOIN_FIELDS } from './join-button.tsx'
import { ModelSwap } from './model-swap.tsx'
import { useShot } from './shown-shots.ts'
import { useTimeline } from './timeline-store.ts'

/** Settings of the selected clip or sound, or the models of its shot, beside it. */
export function ItemPopover({ view, found, disabled }: { view: CutView; found: Found; disabled: boolean }) {
  const open = useTimeline((state) => state.open)
  const { title, steps } = useShot(found.kind, found.item.node)
  const { key } = found.item
  // The item as it stands when the popover is placed.
  const anchor = useRef({
    getBoundingClientRect: () => button(key)?.getBoundingClientRect() ?? new DOMRect(),
  })
  anchor.current.getBoundingClientRect = () => button(key)?.getBoundingClientRect() ?? new DOMRect()
  const name = open === 'models' ? t.modelsOf(title) : t.settingsOf(title)
  return (
    <Popover.Root open={open !== null} onOpenChange={(next) => !next && useTimeline.setState({ open: null })}>
      <Popover.Anchor virtualRef={anchor} />
      <Popover.Portal>
        <Popover.Content
          className="popover tl-popover"
          side="top"
          sideOffset={6}
          collisionPadding={8}
          aria-label={name}
          onCloseAutoFocus={(event) => {
            event.preventDefault()
            button(key)?.focus({ preventScroll: true })
          }}
        >
          <h3>{name}</h3>
          {open === 'models' ? (
            <ModelSwap steps={steps} disabled={disabled} />
          ) : (
            <ItemFields
              found={found}
              stored={view.node.params[found.lane.param]}
              node={view.node.id}
              only={(id) => found.kind === 'sound' || !JOIN_FIELDS.has(id)}
              disabled={disabled}
            />
          )}
        </Popover.Content>
      </Popover.Portal>
    </Popover.Root>
  )
}

function button(key: string): HTMLElement | null {
  return document.querySelector<HTMLElement>(`[data-item="${CSS.escape(key)}"]`)
}
