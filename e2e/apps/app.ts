import type { Page } from '@playwright/test'

/** A running editor, as a window or as a page. */
export interface App {
  readonly page: Page
  /** Opens a file beside what is open: in another window, or on another page of the same browser. */
  another(file: string): Promise<Page>
  /** Ends it as a person would, and waits until it has ended. */
  close(): Promise<void>
  /** Ends its process without a word, as a crash or a dead battery would. */
  kill(): Promise<void>
}

/** What one test has for itself on the disk, and what its processes see of the machine. */
export interface World {
  /** Settings, cache and jobs. */
  readonly data: string
  /** Where the test's documents are. */
  readonly files: string
  readonly env: Record<string, string>
}
