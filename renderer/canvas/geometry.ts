import type { CardPorts } from './ports.ts'

/** Sizes of a card in pixels at zoom 1; `card.css` draws by the same numbers. The least rows are as high as a 16:9 picture is. */
export const CARD = { width: 248, header: 42, row: 20, footer: 28, leastRows: 7, handle: 12 } as const

export const NOTE = { width: 280, height: 132 } as const

/** Sizes of a group: its title bar, the room it leaves round nodes, the smallest it can be made; `canvas.css` draws by the same. */
export const GROUP = { title: 34, pad: 24, least: 120 } as const

/** Cards snap to this many pixels. */
export const GRID = 12

/** Rows of a card's body. */
function rowsOf(inputs: number, outputs: number): number {
  return Math.max(CARD.leastRows, inputs, outputs)
}

/** How high a card is: known from its ports, so that nothing has to be measured. */
export function cardHeight({ inputs, outputs }: CardPorts): number {
  return CARD.header + rowsOf(inputs.length, outputs.length) * CARD.row + CARD.footer
}

/** A collapsed card has its head and its state. */
export const COLLAPSED_HEIGHT = CARD.header + CARD.footer

/**
 * Middle of a port from the card's top. The ports of a side stand round the middle of the picture, so that a chain is a straight
 * line; more than its rows go on below it. Those of a collapsed card gather at its head.
 */
export function portMiddle(row: number, count: number, collapsed: boolean): number {
  if (collapsed) return CARD.header / 2
  return CARD.header + firstRow(count) + row * CARD.row + CARD.row / 2
}

/** Where the first row of `count` ports begins, from the top of the body. */
export function firstRow(count: number): number {
  return (Math.max(0, CARD.leastRows - count) * CARD.row) / 2
}
