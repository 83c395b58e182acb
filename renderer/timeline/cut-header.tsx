import { Maximize, SlidersHorizontal, Sparkles, ZoomIn, ZoomOut } from 'lucide-react'
import type { Instance } from '#shared/graph/document.ts'
import { timelineCommands } from '../commands/timeline-commands.ts'
import { timelineStrings as t } from '../strings/timeline.ts'
import { s } from '../strings.ts'
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
  selected,
}: {
  readonly cuts: readonly Instance[]
  readonly view: CutView
  /** Of the playhead. */
  readonly seconds: number
  readonly selected: boolean
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
        {timecode(seconds, view.rate)} <span className="quiet">/ {timecode(endOf(view.clips), view.rate)}</span>
      </output>
      <span className="spring" />
      <Tool command={clipSettings} icon={SlidersHorizontal} enabled={selected} />
      <Tool command={clipModels} icon={Sparkles} enabled={selected} />
      <Tool command={timelineZoomOut} icon={ZoomOut} enabled />
      <Tool command={timelineZoomIn} icon={ZoomIn} enabled />
      <Tool command={timelineFit} icon={Maximize} enabled pressed={fits} />
    </header>
  )
}

function Tool({
  command,
  icon: Icon,
  enabled,
  pressed,
}: {
  readonly command: (typeof timelineCommands)[keyof typeof timelineCommands]
  readonly icon: typeof ZoomIn
  readonly enabled: boolean
  readonly pressed?: boolean
}) {
  return (
    <button
      type="button"
      className="button icon quiet"
      aria-label={command.label}
      title={command.label}
      disabled={!enabled}
      {...(pressed === undefined ? {} : { 'aria-pressed': pressed })}
      onClick={() => void command.perform()}
    >
      <Icon size={15} aria-hidden />
    </button>
  )
}
