import type { Instance } from '#shared/graph/document.ts'
import { timelineCommands } from '../commands/timeline-commands.ts'
import { timelineStrings as t } from '../strings/timeline.ts'
import { s } from '../strings.ts'
import { CommandButton } from '../ui/command-button.tsx'
import { endOf } from './cut.ts'
import type { CutView } from './cut-view.ts'
import { timecode } from './timecode.ts'
import { useTimeline } from './timeline-store.ts'

const { clipSettings, clipModels, timelineZoomIn, timelineZoomOut, timelineFit } = timelineCommands

/** Which cut is shown, where the playhead stands, and what can be done with the selected item. */
export function CutHeader({
  cuts,
  view,
  seconds,
}: {
  readonly cuts: readonly Instance[]
  readonly view: CutView
  /** Of the playhead. */
  readonly seconds: number
}) {
  const fits = useTimeline((state) => state.zoom === null)
  return (
    <header className="tl-header">
      <h2>{s.regions.timeline}</h2>
      {cuts.length > 1 && (
        <select
          className="field tl-cuts"
          aria-label={t.cut}
          value={view.node.id}
          onChange={({ target }) => useTimeline.setState({ cut: target.value, item: null, open: null })}
        >
          {cuts.map(({ id, title }) => (
            <option key={id} value={id}>
              {title || id}
            </option>
          ))}
        </select>
      )}
      <output className="tl-code" aria-label={t.playhead}>
        {timecode(seconds, view.rate)} <span className="quiet tl-of">/ {timecode(endOf(view.clips), view.rate)}</span>
      </output>
      <span className="spring" />
      <CommandButton command={clipSettings} />
      <CommandButton command={clipModels} />
      <CommandButton command={timelineZoomOut} />
      <CommandButton command={timelineZoomIn} />
      <CommandButton command={timelineFit} pressed={fits} />
    </header>
  )
}
