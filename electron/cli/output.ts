import { stripVTControlCharacters } from 'node:util'

/** Exit statuses of the command line. */
export const EXIT = { done: 0, failed: 1, usage: 2, budget: 3, waiting: 4, cancelled: 130 } as const
export type ExitStatus = (typeof EXIT)[keyof typeof EXIT]

/** Bad input or usage: ends the command with status 2 and this sentence. */
export class UsageError extends Error {
  constructor(message: string, options?: { cause?: unknown }) {
    super(message, options)
    this.name = 'UsageError'
  }
}

/**
 * Text as a terminal may have it: what came from outside (a provider's words, titles in a file) may hold control characters that
 * it would obey. Line breaks and tabs stay.
 */
export function printable(text: string): string {
  return stripVTControlCharacters(text).replace(/[^\P{Cc}\n\t]+/gu, ' ')
}

/** Where a command prints: text for people, or with `--json` one object per line. */
export interface Output {
  readonly json: boolean
  /** A line for people; nothing with `--json`. */
  text(line?: string): void
  /** A line for programs; nothing without `--json`. */
  object(value: object): void
}

export function createOutput(json: boolean, stream: NodeJS.WritableStream): Output {
  return {
    json,
    text: (line = '') => {
      if (!json) stream.write(`${printable(line)}\n`)
    },
    object: (value) => {
      if (json) stream.write(`${JSON.stringify(value)}\n`)
    },
  }
}

/** Rows as columns of equal width, two spaces between. */
export function tableLines(rows: readonly (readonly string[])[]): string[] {
  const widths: number[] = []
  for (const row of rows) {
    for (const [column, cell] of row.entries()) widths[column] = Math.max(widths[column] ?? 0, cell.length)
  }
  return rows.map((row) =>
    row
      .map((cell, column) => (column === row.length - 1 ? cell : cell.padEnd(widths[column] ?? 0)))
      .join('  ')
      .trimEnd(),
  )
}

/** Dollars for people: `$0`, `$0.40`, `$1.20`, `$0.0035`. */
export function dollars(usd: number): string {
  if (usd === 0) return '$0'
  return usd < 0.01 ? `$${usd.toFixed(4)}` : `$${usd.toFixed(2)}`
}

export function dollarRange([low, high]: readonly [number, number]): string {
  return low === high ? dollars(low) : `${dollars(low)} to ${dollars(high)}`
}

/** Bytes for people, in powers of 1000. */
export function byteText(bytes: number): string {
  const units = ['B', 'kB', 'MB', 'GB', 'TB']
  let value = bytes
  let unit = 0
  while (value >= 1000 && unit < units.length - 1) {
    value /= 1000
    unit++
  }
  return `${unit === 0 ? value : value.toFixed(1)} ${units[unit]}`
}
