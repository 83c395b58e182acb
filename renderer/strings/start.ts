/** Texts of the start screen. */
export const start = {
  title: 'Reelay',
  claim: 'Wire models into a film. Change one thing, and only that is made again.',
  newPipeline: 'New pipeline',
  open: 'Open…',
  starters: 'Starters',
  startersHint: 'Each one runs as it is, offline and for free.',
  recent: 'Recent files',
  noRecent:
    'Files you open or save are listed here. Start with a starter, or drop a .reelay file anywhere on this page.',
  gone: 'This file is gone',
  forget: (name: string) => `Take ${name} out of the list`,
  unsaved: 'Unsaved work',
  unsavedHint: 'Of a session that ended before it was saved. Open it to go on where you were.',
  bringBack: 'Bring back',
  discard: 'Throw away',
  discardAsk: {
    title: (name: string) => `Throw the unsaved edits of ‘${name}’ away?`,
    text: 'They cannot be brought back. Nothing that was generated is lost.',
  },
  drop: 'Drop to open',
  notAPipeline: 'Only a .reelay file can be opened here; add images, clips and sounds once a pipeline is open.',
} as const
