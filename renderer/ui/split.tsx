import type { ReactNode } from 'react'
import { Group, Separator } from 'react-resizable-panels'
import { changeSettings, setting } from '../store/settings-store.ts'
import { useUi } from '../store/ui-store.ts'

/** Panels beside or above each other; their sizes are remembered for this machine, for each set of panels that shows. */
export function Split({
  id,
  orientation,
  panels,
  className,
  children,
}: {
  id: string
  orientation: 'horizontal' | 'vertical'
  /** Ids of the panels that show. */
  panels: readonly string[]
  className?: string
  children: ReactNode
}) {
  const resets = useUi((state) => state.layoutResets)
  const key = `${id}: ${panels.join(' ')}`
  const stored = setting('layout')[key]
  return (
    <Group
      key={resets}
      id={id}
      orientation={orientation}
      {...(className !== undefined && { className })}
      {...(stored && { defaultLayout: stored })}
      onLayoutChanged={(_, { isUserInteraction, requestedLayout }) => {
        if (isUserInteraction) changeSettings({ layout: { ...setting('layout'), [key]: { ...requestedLayout } } })
      }}
    >
      {children}
    </Group>
  )
}

/** The line between two panels that is dragged to resize them. */
export function Handle({ flat = false }: { flat?: boolean }) {
  return <Separator className={flat ? 'separator flat' : 'separator'} />
}

/** The place of a panel; one that is maximised covers the others. */
export function Slot({ of, children }: { of: string; children: ReactNode }) {
  const maximised = useUi((state) => state.maximised === of)
  return (
    <div className="panel-slot" data-slot-of={of} data-maximised={maximised || undefined}>
      {children}
    </div>
  )
}
