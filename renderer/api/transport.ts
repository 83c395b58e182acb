/** What comes from the host's side of a transport. */
export interface TransportEvents {
  opened(): void
  message(text: string): void
  closed(): void
}

/** Carries messages as they are in shared/ipc/wire.ts, as text, between the page and its host. */
export interface Transport {
  /** Begins, and begins again by itself whenever the host is lost. Called once. */
  open(events: TransportEvents): void
  /** Only while it is open. */
  send(text: string): void
  /** Where a file that was dropped or chosen lies on this machine; null where that is not known. */
  pathOf(file: File): string | null
}
