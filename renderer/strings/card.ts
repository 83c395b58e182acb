/** Texts on the cards of the canvas. */
export const cardStrings = {
  takes: (n: number) => `${n} takes`,
  standIn: 'Stand-in',
  standInTitle: 'Made on a stand-in: no model is paid for it',
  items: (n: number) => `${n} items`,
  ofItems: (done: number, of: number) => `${done} of ${of}`,
  sound: (seconds: string) => `${seconds} s of sound`,
  retry: 'Retry',
  retryOf: (title: string) => `Retry ${title}`,
  above: 'Something above it needs attention.',
  priceTitle: 'What its next run costs',
} as const
