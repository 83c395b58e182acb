import { Group, Panel, Separator } from 'react-resizable-panels'
import { Canvas } from './canvas/canvas.tsx'
import { Inspector } from './inspector/inspector.tsx'
import { Library } from './library/library.tsx'
import { Viewer } from './preview/viewer.tsx'
import { PlanPanel } from './runs/plan-panel.tsx'
import { RunsPanel } from './runs/runs-panel.tsx'
import { useUi } from './store/ui-store.ts'
import { Timeline } from './timeline/timeline.tsx'

/** The panels around the canvas, each as large as a person makes it. */
export function Workspace() {
  const library = useUi((state) => state.library)
  return (
    <Group orientation="horizontal" className="work">
      <Panel id="main" minSize="420px">
        <Group orientation="vertical">
          <Panel id="top" minSize="160px">
            <Group orientation="horizontal">
              {library && (
                <>
                  <Panel
                    id="library"
                    defaultSize="188px"
                    minSize="140px"
                    maxSize="320px"
                    groupResizeBehavior="preserve-pixel-size"
                  >
                    <Library />
                  </Panel>
                  <Separator className="separator" />
                </>
              )}
              <Panel id="canvas" minSize="240px">
                <Canvas />
              </Panel>
            </Group>
          </Panel>
          <Separator className="separator flat" />
          <Panel id="bottom" defaultSize="216px" minSize="80px" groupResizeBehavior="preserve-pixel-size">
            <Group orientation="horizontal">
              <Panel id="timeline" defaultSize="46%" minSize="160px">
                <Timeline />
              </Panel>
              <Separator className="separator" />
              <Panel id="plan" minSize="120px">
                <PlanPanel />
              </Panel>
              <Separator className="separator" />
              <Panel id="runs" minSize="120px">
                <RunsPanel />
              </Panel>
            </Group>
          </Panel>
        </Group>
      </Panel>
      <Separator className="separator" />
      <Panel id="side" defaultSize="348px" minSize="260px" maxSize="960px" groupResizeBehavior="preserve-pixel-size">
        <Group orientation="vertical">
          <Panel id="viewer" defaultSize="316px" minSize="120px" groupResizeBehavior="preserve-pixel-size">
            <Viewer />
          </Panel>
          <Separator className="separator flat" />
          <Panel id="inspector" minSize="120px">
            <Inspector />
          </Panel>
        </Group>
      </Panel>
    </Group>
  )
}
