import { create } from 'zustand'
import type { Scopes } from '../store/scope.ts'
import type { PortTest, WireStart } from './legal-ports.ts'

interface WireState {
  /** Where the wire that is being drawn began. */
  readonly wire: WireStart | null
  readonly test: PortTest | null
}

export const wireScopes: Scopes<WireState> = { wire: 'session', test: 'session' }

export const useWire = create<WireState>(() => ({ wire: null, test: null }))
