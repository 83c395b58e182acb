import { z } from 'zod'
import type { Document } from '#shared/graph/document.ts'

/** What part of a document is on the screen, as React Flow says it. */
const zView = z.object({ x: z.number(), y: z.number(), zoom: z.number().positive() })
export type View = z.infer<typeof zView>

/** A document with more nodes than this is not shown whole at first: nothing could be read, and drawing all of it takes long. */
const MANY = 200
const AT_FIRST = { zoom: 0.6, margin: 40 } as const

const nameOf = (document: string) => `reelay.view.${document}`

/** Remembers where a document is looked at. */
export function keepView(document: string, view: View): void {
  localStorage.setItem(nameOf(document), JSON.stringify(view))
}

/** Where a document is looked at first: as it was left, a large one at its upper left; null: it is shown whole. */
export function firstView(document: Document, kept = localStorage.getItem(nameOf(document.id))): View | null {
  return readView(kept) ?? (document.nodes.length > MANY ? upperLeft(document) : null)
}

function readView(text: string | null): View | null {
  if (text === null) return null
  try {
    return zView.safeParse(JSON.parse(text)).data ?? null
  } catch {
    return null
  }
}

function upperLeft({ nodes }: Document): View {
  const { zoom, margin } = AT_FIRST
  const left = nodes.reduce((least, { position }) => Math.min(least, position.x), Number.POSITIVE_INFINITY)
  const top = nodes.reduce((least, { position }) => Math.min(least, position.y), Number.POSITIVE_INFINITY)
  return { x: margin - left * zoom, y: margin - top * zoom, zoom }
}
