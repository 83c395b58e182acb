import { type ModelEntry, zCatalogFile } from '#shared/catalog/schema.ts'
import catalog from '../../resources/models/standin.json' with { type: 'json' }

/** The stand-in's models, which every default and preset names. */
export const STAND_INS: readonly ModelEntry[] = zCatalogFile.parse(catalog).models

/** A stand-in model, with some of its abilities changed for a test. */
export function standIn(id: string, changes: Partial<ModelEntry> = {}): ModelEntry {
  const entry = STAND_INS.find((candidate) => candidate.id === id)
  if (!entry) throw new Error(`the stand-in has no model ${id}`)
  return { ...entry, ...changes }
}
