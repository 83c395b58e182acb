import type { Peaks } from '#shared/ipc/previews.ts'

/**
 * The loudest peak of each of `columns` stretches between `from` and `to` seconds, 0..1; silence where the sound has none.
 */
export function columnsOf({ rate, peaks }: Peaks, from: number, to: number, columns: number): readonly number[] {
  const step = ((to - from) * rate) / columns
  return Array.from({ length: columns }, (_, column) => {
    const first = Math.floor(from * rate + column * step)
    // A column narrower than a peak shows the one it lies in.
    const end = Math.max(first + 1, Math.ceil(from * rate + (column + 1) * step - 1e-9))
    let loudest = 0
    for (let index = Math.max(0, first); index < Math.min(end, peaks.length); index++)
      loudest = Math.max(loudest, peaks[index] ?? 0)
    return loudest
  })
}
