import type { WindowDocument } from './sides.ts'

interface Candidate<W> {
  readonly window: W
  readonly documents: readonly WindowDocument[]
}

/** The window in which a file is to be shown: the one that has it open, else one that has nothing open; null: a new one. */
export function windowFor<W>(
  path: string,
  windows: readonly Candidate<W>[],
): { readonly window: W; readonly hasIt: boolean } | null {
  const owner = windows.find(({ documents }) => documents.some((each) => each.path === path))
  if (owner) return { window: owner.window, hasIt: true }
  const empty = windows.find(({ documents }) => documents.length === 0)
  return empty ? { window: empty.window, hasIt: false } : null
}
