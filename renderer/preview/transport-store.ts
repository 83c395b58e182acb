import { create } from 'zustand'
import type { Scopes } from '../store/scope.ts'
import { EMPTY, playOn, type Transport } from './transport.ts'

interface TransportState {
  readonly transport: Transport
  /** Rises whenever the players have to go to the frame instead of having come to it. */
  readonly seeks: number
}

export const transportScopes: Scopes<TransportState> = { transport: 'session', seeks: 'session' }

/** The one transport that every clip on screen goes by. */
export const useTransport = create<TransportState>(() => ({ transport: EMPTY, seeks: 0 }))

/** A person does something with the transport. */
export function operate(act: (transport: Transport) => Transport): void {
  useTransport.setState(({ transport, seeks }) => {
    const next = act(transport)
    const stops = next.speed === 0 && transport.speed !== 0
    return { transport: next, seeks: next.frame !== transport.frame || stops ? seeks + 1 : seeks }
  })
}

/** The players have come to a frame by playing. */
export function reached(frame: number): void {
  useTransport.setState(({ transport, seeks }) => {
    const next = playOn(transport, frame)
    return next === transport ? {} : { transport: next, seeks: next.frame === frame ? seeks : seeks + 1 }
  })
}
