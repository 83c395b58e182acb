import { Film } from 'lucide-react'
import { s } from '../strings.ts'

/** The clips of a sequence in their order. */
export function Timeline() {
  return (
    <section className="panel timeline" aria-label={s.regions.timeline} data-region tabIndex={-1}>
      <h2 className="panel-title">{s.regions.timeline}</h2>
      <div className="empty">
        <Film size={22} aria-hidden />
        <p>Add a sequence node, and its clips stand here in their order.</p>
      </div>
    </section>
  )
}
