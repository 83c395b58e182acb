/**
 * Money in the database is whole millionths of a US dollar, so that sums of many prices stay exact (0.1 + 0.2 must not pass a cap of 0.3).
 */
const MICROS = 1_000_000

/** Dollars as millionths; rounded up, so that no price becomes free. */
export function toMicros(usd: number): number {
  return Math.ceil(Math.round(usd * MICROS * 1_000) / 1_000)
}

export function toUsd(micros: number): number {
  return micros / MICROS
}

/** `$0.40`; amounts that cents cannot show keep up to six decimals. */
export function dollars(micros: number): string {
  const usd = toUsd(micros)
  return micros % 10_000 === 0 ? `$${usd.toFixed(2)}` : `$${usd.toFixed(6).replace(/0+$/, '')}`
}
