import { Popover } from 'radix-ui'
import { useEffect, useMemo } from 'react'
import { changeSettings, useSettings } from '../store/settings-store.ts'
import { useUi } from '../store/ui-store.ts'
import { ui } from '../strings/ui.ts'
import { nextStep, TOUR } from './tour-steps.ts'

const isThere = (anchor: string) => document.querySelector(anchor)?.checkVisibility() === true
const end = () => {
  useUi.setState({ tour: null })
  changeSettings({ tourSeen: true })
}
const go = (at: number) => {
  const next = nextStep(at, isThere)
  if (next === null) end()
  else useUi.setState({ tour: next })
}

/** Shows the editor once, step by step, at the things themselves; everything stays usable meanwhile. */
export function Tour() {
  const at = useUi((state) => state.tour)
  const due = useSettings(({ loaded, settings }) => loaded && !settings.tourSeen)
  useEffect(() => {
    if (due && useUi.getState().tour === null) go(0)
  }, [due])
  const step = at === null ? undefined : TOUR[at]
  const anchor = step?.anchor
  const virtual = useMemo(
    () => ({
      current: {
        getBoundingClientRect: () =>
          (anchor === undefined ? null : document.querySelector(anchor))?.getBoundingClientRect() ?? new DOMRect(),
      },
    }),
    [anchor],
  )
  if (!step || at === null) return null
  const { title, text } = ui.tour.steps[step.id]
  const isLast = nextStep(at + 1, isThere) === null
  return (
    <Popover.Root key={step.id} open>
      <Popover.Anchor virtualRef={virtual} />
      <Popover.Portal>
        <Popover.Content
          className="tour"
          side={step.side}
          sideOffset={10}
          collisionPadding={12}
          role="dialog"
          aria-label={`${ui.tour.label}: ${title}`}
          data-region
          tabIndex={-1}
          // Nobody is interrupted: what has the focus keeps it, F6 comes here, and only Skip and Done end the tour.
          onOpenAutoFocus={(event) => event.preventDefault()}
          onInteractOutside={(event) => event.preventDefault()}
          onEscapeKeyDown={(event) => {
            event.preventDefault()
            if (event.target instanceof HTMLElement && event.target.closest('.tour')) end()
          }}
        >
          <div role="status">
            <h2>{title}</h2>
            <p>{text}</p>
          </div>
          <footer>
            <span className="quiet">{ui.tour.step(at + 1, TOUR.length)}</span>
            <button type="button" className="button" onClick={end}>
              {ui.tour.skip}
            </button>
            <button type="button" className="button primary" onClick={() => go(at + 1)}>
              {isLast ? ui.tour.done : ui.tour.next}
            </button>
          </footer>
          <Popover.Arrow className="tour-arrow" />
        </Popover.Content>
      </Popover.Portal>
    </Popover.Root>
  )
}
