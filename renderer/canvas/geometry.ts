import type { CardPorts } from './ports.ts'

/** Sizes of a card in pixels at zoom 1; `card.css` draws by the same numbers. */
export const CARD = { width: 248, header: 42, row: 20, pad: 8, footer: 28, leastRows: 4, handle: 12 } as const

export const NOTE = { width: 280, height: 132 } as const

/** Sizes of a group: its title bar, the room it leaves round nodes, the smallest it can be made; `canvas.css` draws by the same. */
export const GROUP = { title: 34, pad: 24, least: 120 } as const

/** Cards snap to this many pixels. */
export const GRID = 12

/** How high a card is: known from its ports, so that nothing has to be measured. */
export function cardHeight({ inputs, outputs }: CardPorts): number {
  const rows = Math.max(CARD.leastRows, inputs.length, outputs.length > 1 ? outputs.length : 0)
  return CARD.header + CARD.pad * 2 + rows * CARD.row + CARD.footer
}

/** A collapsed card has its head and its state. */
export const COLLAPSED_HEIGHT = CARD.header + CARD.footer

/** Middle of the port in a row, from the card's top. */
function rowMiddle(row: number): number {
  return CARD.header + CARD.pad + row * CARD.row + CARD.row / 2
}

/** Middle of an output: a single one sits beside the picture. */
function outputMiddle(row: number, count: number): number {
  return count > 1 ? rowMiddle(row) : CARD.header + CARD.pad + (CARD.leastRows * CARD.row) / 2
}

/** Middle of a port from the card's top; those of a collapsed card gather at its head. */
export function portMiddle(side: 'input' | 'output', row: number, count: number, collapsed: boolean): number {
  if (collapsed) return CARD.header / 2
  return side === 'input' ? rowMiddle(row) : outputMiddle(row, count)
}
