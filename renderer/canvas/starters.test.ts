import { readdirSync, readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { registry } from '#nodes/index.ts'
import { groupsOf } from '#shared/graph/groups.ts'
import { parseProject } from '#shared/project/parse.ts'
import { encloses, type Rect } from './box.ts'
import { boxOf } from './card-box.ts'

/** Pixels that stay free between cards. */
const GAP = 12
const folder = new URL('../../resources/pipelines/', import.meta.url)
const files = readdirSync(folder).filter((name) => name.endsWith('.reelay'))

const touch = (a: Rect, b: Rect) =>
  a.x < b.x + b.width + GAP && b.x < a.x + a.width + GAP && a.y < b.y + b.height + GAP && b.y < a.y + a.height + GAP

it.each(files)('%s: no card touches another, and a frame has a card inside or outside', (name) => {
  const read = parseProject(readFileSync(new URL(name, folder), 'utf8'), registry)
  if (!read.ok) throw new Error(`${name} opens`)
  const { document } = read
  const boxes = document.nodes.map((node) => boxOf(document, node))
  const pairs = boxes.flatMap((a, index) => boxes.slice(index + 1).map((b) => ({ a, b })))
  expect(pairs.filter(({ a, b }) => touch(a, b))).toEqual([])
  for (const group of groupsOf(document)) {
    expect(boxes.filter((box) => touch(group, box) && !encloses(group, box))).toEqual([])
  }
})
