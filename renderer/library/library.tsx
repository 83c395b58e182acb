import { registry } from '#nodes/index.ts'
import type { NodeDefinition, Preset } from '#shared/node/define.ts'
import { kindIcon } from '../canvas/kind-icon.ts'
import { dragFromLibrary, endLibraryDrag } from '../canvas/library-drag.ts'
import { canvasView } from '../canvas/view.ts'
import { placeNode } from '../commands/connect.ts'
import { useSession } from '../store/session.ts'
import { s } from '../strings.ts'

/** Every node there is, as a film is made: drag one onto the canvas, or press it. */
export function Library() {
  const readOnly = useSession((state) => state.readOnly)
  const groups = Map.groupBy(registry.values(), (definition) => definition.category)
  return (
    <section className="panel library" aria-label={s.regions.library} data-region tabIndex={-1}>
      <h2 className="panel-title">{s.regions.library}</h2>
      <div className="scroll" {...(readOnly && { tabIndex: 0 })}>
        {Array.from(groups, ([category, definitions]) => (
          <div key={category}>
            <h3>{s.categories[category]}</h3>
            {definitions.flatMap((definition) => [
              <Entry key={definition.type} definition={definition} preset={null} disabled={readOnly} />,
              ...(definition.presets ?? []).map((preset) => (
                <Entry key={preset.id} definition={definition} preset={preset} disabled={readOnly} />
              )),
            ])}
          </div>
        ))}
      </div>
    </section>
  )
}

function Entry({
  definition,
  preset,
  disabled,
}: {
  definition: NodeDefinition
  preset: Preset | null
  disabled: boolean
}) {
  const Icon = kindIcon(definition.type)
  return (
    <button
      type="button"
      className="library-entry"
      draggable={!disabled}
      disabled={disabled}
      title={definition.summary}
      onDragStart={(event) => dragFromLibrary(event.dataTransfer, definition, preset)}
      onDragEnd={endLibraryDrag}
      onClick={() => {
        const view = canvasView()
        if (view) placeNode(definition, preset, view.toDocument(view.middle()), null)
      }}
    >
      <Icon size={15} aria-hidden />
      {preset?.title ?? definition.title}
    </button>
  )
}
