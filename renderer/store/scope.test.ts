import { describe, expect, it } from 'vitest'
import { canvasScopes, useCanvas } from '../canvas/canvas-store.ts'
import { useWire, wireScopes } from '../canvas/wire-store.ts'
import { pickerScopes, useModelPicker } from '../inspector/picker-store.ts'
import { peaksScopes, usePeaksStore } from '../media/peaks-store.ts'
import { transportScopes, useTransport } from '../preview/transport-store.ts'
import { useViewer, viewerScopes } from '../preview/viewer-store.ts'
import { playheadScopes, usePlayhead } from '../timeline/playhead-store.ts'
import { timelineScopes, useTimeline } from '../timeline/timeline-store.ts'
import { columnsScopes, useColumns } from './columns-store.ts'
import { documentScopes, documents } from './document-store.ts'
import { fileDialogScopes, useFileDialog } from './file-dialog-store.ts'
import { modelsScopes, useModels } from './models-store.ts'
import { outputsScopes, useOutputsStore } from './outputs-store.ts'
import { planScopes, usePlan } from './plan-store.ts'
import { questionScopes, useQuestion } from './question-store.ts'
import { runOptionsScopes, useRunOptions } from './run-options.ts'
import { runScopes, useRuns } from './run-store.ts'
import { sessionScopes, useSession } from './session.ts'
import { settingsScopes, useSettings } from './settings-store.ts'
import { uiScopes, useUi } from './ui-store.ts'

describe('state of the window', () => {
  it.each([
    ['document', documents.store.getState(), documentScopes],
    ['ui', useUi.getState(), uiScopes],
    ['file dialog', useFileDialog.getState(), fileDialogScopes],
    ['question', useQuestion.getState(), questionScopes],
    ['settings', useSettings.getState(), settingsScopes],
    ['session', useSession.getState(), sessionScopes],
    ['plan', usePlan.getState(), planScopes],
    ['runs', useRuns.getState(), runScopes],
    ['run options', useRunOptions.getState(), runOptionsScopes],
    ['outputs', useOutputsStore.getState(), outputsScopes],
    ['models', useModels.getState(), modelsScopes],
    ['viewer', useViewer.getState(), viewerScopes],
    ['transport', useTransport.getState(), transportScopes],
    ['wire', useWire.getState(), wireScopes],
    ['canvas', useCanvas.getState(), canvasScopes],
    ['timeline', useTimeline.getState(), timelineScopes],
    ['playhead', usePlayhead.getState(), playheadScopes],
    ['waves', usePeaksStore.getState(), peaksScopes],
    ['columns', useColumns.getState(), columnsScopes],
    ['model picker', useModelPicker.getState(), pickerScopes],
  ])('of %s is declared piece by piece', (_, state, scopes) => {
    expect(Object.keys(scopes).sort()).toEqual(Object.keys(state).sort())
  })

  it('is never undone outside the document', () => {
    const others = [
      timelineScopes,
      playheadScopes,
      peaksScopes,
      columnsScopes,
      fileDialogScopes,
      questionScopes,
      settingsScopes,
      uiScopes,
      sessionScopes,
      planScopes,
      runScopes,
      runOptionsScopes,
      outputsScopes,
      modelsScopes,
      wireScopes,
      viewerScopes,
      transportScopes,
      pickerScopes,
    ]
    expect(others.flatMap((scopes) => Object.values(scopes)).every((scope) => scope === 'session')).toBe(true)
  })
})
