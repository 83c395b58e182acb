import type { CardPorts } from './ports.ts'

/** Sizes of a card in pixels at zoom 1; `card.css` draws by the same numbers. */
export const CARD = { width: 248, header: 42, row: 20, pad: 8, footer: 28, leastRows: 4, handle: 12 } as const

export const NOTE = { width: 280, height: 132 } as const

/** How high a card is: known from its ports, so that nothing has to be measured. */
export function cardHeight({ inputs, outputs }: CardPorts): number {
  const rows = Math.max(CARD.leastRows, inputs.length, outputs.length > 1 ? outputs.length : 0)
  return CARD.header + CARD.pad * 2 + rows * CARD.row + CARD.footer
}

/** Middle of the port in a row, from the card's top. */
export function rowMiddle(row: number): number {
  return CARD.header + CARD.pad + row * CARD.row + CARD.row / 2
}

/** Middle of an output: a single one sits beside the picture. */
export function outputMiddle(row: number, count: number): number {
  return count > 1 ? rowMiddle(row) : CARD.header + CARD.pad + (CARD.leastRows * CARD.row) / 2
}
