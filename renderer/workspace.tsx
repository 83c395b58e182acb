import { type ComponentType, Fragment } from 'react'
import { Panel, type PanelProps } from 'react-resizable-panels'
import type { PanelName } from '#shared/ipc/ui-settings.ts'
import { Canvas } from './canvas/canvas.tsx'
import { Inspector } from './inspector/inspector.tsx'
import { Library } from './library/library.tsx'
import { Viewer } from './preview/viewer.tsx'
import { PlanPanel } from './runs/plan-panel.tsx'
import { RunsPanel } from './runs/runs-panel.tsx'
import { useSetting } from './store/settings-store.ts'
import { useUi } from './store/ui-store.ts'
import { Timeline } from './timeline/timeline.tsx'
import { Handle, Slot, Split } from './ui/split.tsx'

interface Place extends Pick<PanelProps, 'defaultSize' | 'minSize'> {
  readonly id: PanelName
  readonly Content: ComponentType
}

const BOTTOM: readonly Place[] = [
  { id: 'timeline', Content: Timeline, defaultSize: '44%', minSize: '160px' },
  { id: 'plan', Content: PlanPanel, minSize: '120px' },
  { id: 'runs', Content: RunsPanel, minSize: '120px' },
]

/** The panels around the canvas, each as large as a person makes it, or hidden. */
export function Workspace() {
  const hidden = useSetting('hiddenPanels')
  const maximised = useUi((state) => state.maximised)
  const shows = (panel: PanelName) => !hidden.includes(panel)
  const bottom = BOTTOM.filter(({ id }) => shows(id))
  const side = (['viewer', 'inspector'] as const).filter(shows)
  const top = shows('library') ? ['library', 'canvas'] : ['canvas']
  return (
    <main className="work" data-maximised={maximised ?? undefined}>
      <Split id="work" orientation="horizontal" panels={side.length > 0 ? ['main', 'side'] : ['main']}>
        <Panel id="main" minSize="420px">
          <Split id="rows" orientation="vertical" panels={bottom.length > 0 ? ['top', 'bottom'] : ['top']}>
            <Panel id="top" minSize="160px">
              <Split id="top-row" orientation="horizontal" panels={top}>
                {shows('library') && (
                  <>
                    <Panel
                      id="library"
                      defaultSize="188px"
                      minSize="140px"
                      maxSize="320px"
                      groupResizeBehavior="preserve-pixel-size"
                    >
                      <Slot of="library">
                        <Library />
                      </Slot>
                    </Panel>
                    <Handle />
                  </>
                )}
                <Panel id="canvas" minSize="240px">
                  <Slot of="canvas">
                    <Canvas />
                  </Slot>
                </Panel>
              </Split>
            </Panel>
            {bottom.length > 0 && (
              <>
                <Handle flat />
                <Panel id="bottom" defaultSize="216px" minSize="80px" groupResizeBehavior="preserve-pixel-size">
                  <Split id="bottom-row" orientation="horizontal" panels={bottom.map(({ id }) => id)}>
                    {bottom.map(({ id, Content, ...sizes }, index) => (
                      <Fragment key={id}>
                        {index > 0 && <Handle />}
                        <Panel id={id} {...sizes}>
                          <Slot of={id}>
                            <Content />
                          </Slot>
                        </Panel>
                      </Fragment>
                    ))}
                  </Split>
                </Panel>
              </>
            )}
          </Split>
        </Panel>
        {side.length > 0 && (
          <>
            <Handle />
            <Panel
              id="side"
              defaultSize="27%"
              minSize="290px"
              maxSize="960px"
              groupResizeBehavior="preserve-pixel-size"
            >
              <Split id="side-column" orientation="vertical" panels={side}>
                {shows('viewer') && (
                  <Panel id="viewer" defaultSize="50%" minSize="120px" groupResizeBehavior="preserve-pixel-size">
                    <Slot of="viewer">
                      <Viewer />
                    </Slot>
                  </Panel>
                )}
                {side.length === 2 && <Handle flat />}
                {shows('inspector') && (
                  <Panel id="inspector" minSize="120px">
                    <Slot of="inspector">
                      <Inspector />
                    </Slot>
                  </Panel>
                )}
              </Split>
            </Panel>
          </>
        )}
      </Split>
    </main>
  )
}
