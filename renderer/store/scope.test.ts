import { describe, expect, it } from 'vitest'
import { useWire, wireScopes } from '../canvas/wire-store.ts'
import { documentScopes, documents } from './document-store.ts'
import { modelsScopes, useModels } from './models-store.ts'
import { outputsScopes, useOutputsStore } from './outputs-store.ts'
import { planScopes, usePlan } from './plan-store.ts'
import { runScopes, useRuns } from './run-store.ts'
import { sessionScopes, useSession } from './session.ts'
import { uiScopes, useUi } from './ui-store.ts'

describe('state of the window', () => {
  it.each([
    ['document', documents.store.getState(), documentScopes],
    ['ui', useUi.getState(), uiScopes],
    ['session', useSession.getState(), sessionScopes],
    ['plan', usePlan.getState(), planScopes],
    ['runs', useRuns.getState(), runScopes],
    ['outputs', useOutputsStore.getState(), outputsScopes],
    ['models', useModels.getState(), modelsScopes],
    ['wire', useWire.getState(), wireScopes],
  ])('of %s is declared piece by piece', (_, state, scopes) => {
    expect(Object.keys(scopes).sort()).toEqual(Object.keys(state).sort())
  })

  it('is never undone outside the document', () => {
    const others = [uiScopes, sessionScopes, planScopes, runScopes, outputsScopes, modelsScopes, wireScopes]
    expect(others.flatMap((scopes) => Object.values(scopes)).every((scope) => scope === 'session')).toBe(true)
  })
})
