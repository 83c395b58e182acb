import { nodeOf } from '../store/document-index.ts'
import { useDocument } from '../store/document-store.ts'
import { useUi } from '../store/ui-store.ts'
import { s } from '../strings.ts'
import { FilmPanel } from './film-panel.tsx'
import { MultiInspector } from './multi-inspector.tsx'
import { NodeInspector } from './node-inspector.tsx'

/** All about what is selected: one node, several at once, or with nothing selected the film itself. */
export function Inspector() {
  const selection = useUi((state) => state.selection)
  const document = useDocument((current) => current)
  const nodes = [...selection].flatMap((id) => nodeOf(document, id) ?? [])
  const [first, second] = nodes
  return (
    <section className="panel inspector" aria-label={s.regions.inspector} data-region tabIndex={-1}>
      {!first && <FilmPanel />}
      {first && !second && <NodeInspector key={first.id} node={first} />}
      {second && <MultiInspector key={nodes.map(({ id }) => id).join(' ')} nodes={nodes} />}
    </section>
  )
}
