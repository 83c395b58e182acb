import { describe, expect, it } from 'vitest'
import { registry } from '#nodes/index.ts'
import type { Document } from '#shared/graph/document.ts'
import { applyEdits, type Edit } from '#shared/graph/edits.ts'
import { newDocument } from '#shared/graph/new-document.ts'
import { clipsOf, type SourceItem, soundsOf } from './cut.ts'
import { fieldEdits, nudgeEdits, orderEdits, removeEdits, startEdits, trimEdits } from './cut-edits.ts'
import { type CutView, findItem } from './cut-view.ts'
import { lanesOf } from './lanes.ts'

const LENGTHS: Readonly<Record<string, number>> = { a: 4, b: 5, c: 6, m: 20 }

function film(): Document {
  const node = (id: string, type: string) => ({
    ...{ id, type, version: 1, title: '', position: { x: 0, y: 0 }, bypass: false },
    params:
      type === 'sequence' ? { clips: {}, tracks: { m: { start: 2 } }, transition: 'cut', transitionSeconds: 1 } : {},
  })
  const wire = (id: string, port: string) => ({
    id,
    from: { node: `n${id}`, port: 'video' },
    to: { node: 'cut', port },
  })
  return {
    ...newDocument('film', 'Film'),
    nodes: [...Object.keys(LENGTHS).map((id) => node(`n${id}`, 'file')), node('cut', 'sequence')],
    edges: ['a', 'b', 'c'].map((id) => wire(id, 'clips')).concat(wire('m', 'audio')),
  }
}

function viewOf(document: Document): CutView {
  const node = document.nodes.find(({ id }) => id === 'cut')
  const lanes = lanesOf(registry.get('sequence'))
  if (!node || !lanes?.sounds) throw new Error('the cut is there')
  const sources = new Map(
    Object.entries(LENGTHS).map(([id, seconds]): [string, SourceItem[]] => [
      id,
      [{ item: '0', media: null, seconds, current: true }],
    ]),
  )
  const clips = clipsOf(node, document.edges, lanes.clips, sources)
  const sounds = soundsOf(node, document.edges, lanes.sounds, sources)
  return { node, lanes, edges: document.edges, clips, sounds, rate: { num: 25, den: 1 }, film: null, scale: 50 }
}

function found(view: CutView, key: string) {
  const item = findItem(view, key)
  if (!item) throw new Error(`${key} is there`)
  return item
}

function edited(document: Document, edits: readonly Edit[] | 'list') {
  if (edits === 'list') throw new Error('it is one of a list')
  const result = applyEdits(document, edits)
  if (!result.ok) throw new Error(result.problem)
  return result.document
}

describe('edits of a cut', () => {
  const before = film()
  const view = viewOf(before)
  const paramsOf = (document: Document) => viewOf(document).node.params

  it('trim a clip, and give back what was there before when it is trimmed back', () => {
    const trimmed = edited(before, trimEdits(view, found(view, 'b#0'), 'in', 1.01))
    expect(paramsOf(trimmed).clips).toEqual({ b: { in: 1 } })
    const now = viewOf(trimmed)
    expect(now.clips.map(({ start }) => start)).toEqual([0, 4, 8])
    expect(edited(trimmed, trimEdits(now, found(now, 'b#0'), 'in', -5))).toEqual(before)
  })

  it('nudge by frames of the film', () => {
    const nudged = edited(before, nudgeEdits(view, found(view, 'a#0'), 'out', -1))
    expect(paramsOf(nudged).clips).toEqual({ a: { out: 3.96 } })
    const now = viewOf(nudged)
    expect(edited(nudged, nudgeEdits(now, found(now, 'a#0'), 'out', 1))).toEqual(before)
  })

  it('keep what is heard of a sound in its place when its beginning is cut off', () => {
    const trimmed = edited(before, trimEdits(view, found(view, 'm#0'), 'in', 3))
    expect(paramsOf(trimmed).tracks).toEqual({ m: { in: 3, start: 5 } })
    const now = viewOf(trimmed)
    expect(paramsOf(edited(trimmed, trimEdits(now, found(now, 'm#0'), 'in', 0))).tracks).toEqual({ m: { start: 2 } })
    const moved = edited(before, startEdits(view, found(view, 'm#0'), -4))
    expect(paramsOf(moved).tracks).toEqual({})
  })

  it('change the order of the wires and nothing else', () => {
    const moved = edited(before, orderEdits(view, 2, 0))
    expect(moved.edges.map(({ id }) => id)).toEqual(['c', 'a', 'b', 'm'])
    expect(moved.nodes).toBe(before.nodes)
    expect(orderEdits(view, 1, 2)).toEqual([])
  })

  it('set a join of one clip', () => {
    const joined = edited(
      before,
      fieldEdits(view, found(view, 'c#0'), { transition: 'dissolve', transitionSeconds: 0.5 }),
    )
    expect(viewOf(joined).clips.map(({ join }) => join.seconds)).toEqual([0, 0, 0.5])
  })

  it('take a clip out with its settings, and leave the settings of others alone', () => {
    const set = edited(before, fieldEdits(view, found(view, 'b#0'), { gainDb: -3 }))
    const now = viewOf(set)
    const without = edited(set, removeEdits(now, found(now, 'b#0')))
    expect(without.edges.map(({ id }) => id)).toEqual(['a', 'c', 'm'])
    expect(paramsOf(without).clips).toEqual({})
    expect(removeEdits(now, found(now, 'a#0'))).toHaveLength(1)
  })
})
