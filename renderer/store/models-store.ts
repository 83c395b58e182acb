import { create } from 'zustand'
import type { ModelEntry } from '#shared/catalog/schema.ts'
import type { Out } from '#shared/ipc/contract.ts'
import { request } from '../api.ts'
import type { Scopes } from './scope.ts'
import { ask } from './session.ts'

export type Model = Out<'models.list'>['models'][number]

interface ModelsState {
  readonly models: ReadonlyMap<string, Model>
}

export const modelsScopes: Scopes<ModelsState> = { models: 'session' }

export const useModels = create<ModelsState>(() => ({ models: new Map() }))

export async function loadModels(): Promise<void> {
  const listed = await ask(() => request('models.list', {}))
  if (listed) useModels.setState({ models: new Map(listed.models.map((each) => [each.model.id, each])) })
}

export function modelEntry(state: ModelsState, id: unknown): ModelEntry | undefined {
  return typeof id === 'string' ? state.models.get(id)?.model : undefined
}
