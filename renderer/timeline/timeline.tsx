import { Clapperboard } from 'lucide-react'
import { registry } from '#nodes/index.ts'
import { commands } from '../commands/commands.ts'
import { useDocument } from '../store/document-store.ts'
import { useUi } from '../store/ui-store.ts'
import { timelineStrings as t } from '../strings/timeline.ts'
import { s } from '../strings.ts'
import { CutPanel } from './cut-panel.tsx'
import { cutsIn, lanesOf, shownCut } from './lanes.ts'
import { useTimeline } from './timeline-store.ts'

/** The film as it is cut: the selected sequence, else the one that was picked, else the first. */
export function Timeline() {
  const document = useDocument((each) => each)
  const selection = useUi((state) => state.selection)
  const picked = useTimeline((state) => state.cut)
  const cuts = cutsIn(document, registry)
  const cut = shownCut(cuts, selection, picked)
  const lanes = cut && lanesOf(registry.get(cut.type))
  return (
    <section className="panel timeline" aria-label={s.regions.timeline} data-region="timeline" tabIndex={-1}>
      {cut && lanes ? (
        <CutPanel key={cut.id} node={cut} lanes={lanes} cuts={cuts} />
      ) : (
        <>
          <h2 className="panel-title">{s.regions.timeline}</h2>
          <div className="empty">
            <Clapperboard size={22} aria-hidden />
            <p>{t.empty.noCut}</p>
            <button type="button" className="button" onClick={() => void commands.addNode.perform()}>
              {commands.addNode.label}
            </button>
          </div>
        </>
      )}
    </section>
  )
}
