/** What a project of playwright.config.ts chooses. */
export interface Options {
  /** As a desktop window, or as a page that `reelay serve` serves. */
  readonly kind: 'electron' | 'browser'
}
