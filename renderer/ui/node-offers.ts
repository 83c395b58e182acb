import type { NodeDefinition, Preset } from '#shared/node/define.ts'

/** A node that can be placed: a definition as it comes, or one of its presets. */
export interface Offer {
  readonly id: string
  readonly title: string
  readonly definition: NodeDefinition
  readonly preset: Preset | null
}

export function nodeOffers(definitions: Iterable<NodeDefinition>): readonly Offer[] {
  return [...definitions].flatMap((definition) => [
    { id: definition.type, title: definition.title, definition, preset: null },
    ...(definition.presets ?? []).map((preset) => ({
      ...{ id: `${definition.type}/${preset.id}`, title: preset.title, definition, preset },
    })),
  ])
}
