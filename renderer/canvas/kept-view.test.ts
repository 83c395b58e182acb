import { describe, expect, it } from 'vitest'
import { newDocument } from '#shared/graph/new-document.ts'
import { firstView } from './kept-view.ts'

const documentOf = (count: number) => ({
  ...newDocument('d', 'D'),
  nodes: Array.from({ length: count }, (_, index) => ({
    id: `n${index}`,
    type: 'prompt',
    version: 1,
    title: '',
    position: { x: 100 + index * 300, y: -50 + index },
    params: {},
    bypass: false,
  })),
})

describe('where a document is looked at first', () => {
  it('is where it was left', () => {
    expect(firstView(documentOf(3), '{"x":1,"y":-2,"zoom":0.5}')).toEqual({ x: 1, y: -2, zoom: 0.5 })
  })

  it('is all of it, where nothing readable was kept', () => {
    for (const kept of [null, '', 'no JSON', '{}', '{"x":1,"y":2,"zoom":0}', '{"x":null,"y":2,"zoom":1}'])
      expect(firstView(documentOf(3), kept)).toBeNull()
  })

  it('is the upper left of a large one', () => {
    const view = firstView(documentOf(500), null)
    if (!view) throw new Error('It would be shown whole.')
    const onScreen = { x: 100 * view.zoom + view.x, y: -50 * view.zoom + view.y }
    expect([Math.round(onScreen.x), Math.round(onScreen.y)]).toEqual([40, 40])
  })
})
