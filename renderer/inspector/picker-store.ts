import { create } from 'zustand'
import type { Scopes } from '../store/scope.ts'

interface PickerState {
  /** The models are being chosen among for what is selected. */
  readonly open: boolean
}

export const pickerScopes: Scopes<PickerState> = { open: 'session' }

export const useModelPicker = create<PickerState>(() => ({ open: false }))
