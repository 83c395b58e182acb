import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Document } from '../graph/document.ts'
import { canonicalJson, type JsonObject } from '../json.ts'
import { fingerprintObject } from './fingerprint.ts'
import { workItemName } from './names.ts'
import { planItems } from './plan-types.ts'
import { setParam } from './testing/edit.ts'
import { createRig, documentOf, sha } from './testing/rig.ts'

/** A random graph: each node takes what it needs from nodes before it, some lists, some gates, some failing words. */
const anyDocument = fc
  .array(
    fc.record({
      kind: fc.constantFrom('say', 'rows', 'work', 'split', 'join', 'make', 'gate'),
      word: fc.constantFrom('a', 'b', 'a,b', 'c,d,e', 'boom', ''),
      mode: fc.constantFrom('upper', 'same'),
      sources: fc.array(fc.nat(), { minLength: 1, maxLength: 3 }),
      model: fc.constantFrom('free/one', 'paid/one'),
    }),
    { minLength: 1, maxLength: 12 },
  )
  .map((specs): Document => {
    const nodes: Record<string, [string, JsonObject & Record<string, never>]> = {}
    const wires: string[] = []
    /** Text outputs so far, as `node.port`. */
    const texts: string[] = []
    specs.forEach(({ kind: wish, word, mode, sources, model }, place) => {
      const id = `n${place}`
      const kind = texts.length === 0 && wish !== 'rows' ? 'say' : wish
      const from = (index: number) => texts[(sources[index % sources.length] ?? 0) % texts.length] ?? ''
      const add = (params: JsonObject, output: string | null) => {
        nodes[id] = [kind, params as never]
        if (output) texts.push(`${id}.${output}`)
      }
      if (kind === 'make') wires.push(`${from(0)} > ${id}.prompt`)
      if (kind === 'work' || kind === 'split') wires.push(`${from(0)} > ${id}.text`)
      if (kind === 'gate') wires.push(`${from(0)} > ${id}.value`)
      if (kind === 'join')
        for (const source of new Set(sources.map((_, index) => from(index)))) wires.push(`${source} > ${id}.texts`)
      if (kind === 'say' || kind === 'rows') add({ text: word }, kind === 'say' ? 'text' : 'cell')
      else if (kind === 'work') add({ mode, level: 1 }, 'text')
      else if (kind === 'make') add({ model }, null)
      else add({}, kind === 'gate' ? 'value' : kind === 'split' ? 'part' : 'text')
    })
    return documentOf(nodes, wires)
  })

const runs = { numRuns: Number(process.env['REELAY_PROPERTY_RUNS'] ?? 150) }

/** Ids of nodes, edges and the order in the file, all changed. */
function renamed(document: Document): Document {
  const id = (old: string) => `x-${old}`
  return {
    ...document,
    id: 'another',
    nodes: document.nodes.map((node) => ({ ...node, id: id(node.id), title: 'T', position: { x: 9, y: 9 } })),
    edges: document.edges.map((edge) => ({
      ...edge,
      id: id(edge.id),
      from: { ...edge.from, node: id(edge.from.node) },
      to: { ...edge.to, node: id(edge.to.node) },
    })),
  }
}

describe('any graph', () => {
  it('runs what was planned: every planned run, and nothing outside run and unknown', async () => {
    await fc.assert(
      fc.asyncProperty(anyDocument, async (document) => {
        const rig = createRig()
        const plan = rig.plan(document)
        fc.pre(plan.problems.length === 0)
        const items = [...planItems(plan)]
        expect(items.filter((item) => item.state !== 'up-to-date').every((item) => item.reasons.length > 0)).toBe(true)
        const run = await rig.run(document)
        const executed = [...run.ran, ...run.failed.map((item) => item.workItem)]
        const planned = items.filter((item) => item.state === 'run').map(workItemName)
        expect(planned.filter((name) => !executed.includes(name))).toEqual([])
        const open = new Set(items.filter((item) => item.state === 'unknown').map((item) => item.node))
        const outside = run.ran.filter((name) => !planned.includes(name) && !open.has(name.replace(/[#@].*/s, '')))
        expect(outside).toEqual([])
      }),
      runs,
    )
  })

  it('with some nodes on the stand-in runs what was planned, and only the others are paid for', async () => {
    await fc.assert(
      fc.asyncProperty(anyDocument, fc.array(fc.nat(11), { maxLength: 6 }), async (document, places) => {
        const rig = createRig()
        const standIn = places.map((place) => `n${place}`)
        const plan = rig.plan(document, null, standIn)
        fc.pre(plan.problems.length === 0)
        const items = [...planItems(plan)]
        const chosen = new Set(standIn)
        expect(items.filter((item) => item.usd[1] > 0 && chosen.has(item.node))).toEqual([])
        const run = await rig.run(document, { standIn })
        const planned = items.filter((item) => item.state === 'run').map(workItemName)
        const open = new Set(items.filter((item) => item.state === 'unknown').map((item) => item.node))
        const executed = [...run.ran, ...run.failed.map((item) => item.workItem)]
        expect(planned.filter((name) => !executed.includes(name))).toEqual([])
        const nodeIn = (name: string) => name.replace(/[#@].*/s, '')
        expect(run.ran.filter((name) => !planned.includes(name) && !open.has(nodeIn(name)))).toEqual([])
        const paid = run.events.flatMap((event) => (event.event === 'item' && event.costUsd ? [event.node] : []))
        expect(paid.filter((node) => chosen.has(node))).toEqual([])
        // Where not even the number of items is known, the plan prices one and says so.
        if (items.every(({ counted }) => counted !== false)) expect(run.costUsd).toBeLessThanOrEqual(plan.usd[1] + 1e-9)
        expect((await rig.run(document, { standIn })).ran).toEqual([])
      }),
      runs,
    )
  })

  it('has nothing left to run the second time, and plans so', async () => {
    await fc.assert(
      fc.asyncProperty(anyDocument, async (document) => {
        const rig = createRig()
        fc.pre(rig.plan(document).problems.length === 0)
        const first = await rig.run(document)
        const second = await rig.run(document)
        expect(second.ran).toEqual([])
        expect(second.restored).toEqual([])
        expect(second.upToDate.length).toBe(first.ran.length + first.restored.length + first.upToDate.length)
        expect(second.failed.map((item) => item.workItem).sort()).toEqual(
          first.failed.map((item) => item.workItem).sort(),
        )
      }),
      runs,
    )
  })

  it('has keys that do not depend on ids, titles or positions', async () => {
    await fc.assert(
      fc.asyncProperty(anyDocument, async (document) => {
        const rig = createRig()
        fc.pre(rig.plan(document).problems.length === 0)
        await rig.run(document)
        expect((await rig.run(renamed(document))).ran).toEqual([])
      }),
      runs,
    )
  })

  it('is dirtied by one edit only below it', async () => {
    await fc.assert(
      fc.asyncProperty(anyDocument, fc.nat(), fc.constantFrom('z', 'a', 'y,z'), async (document, pick, word) => {
        const rig = createRig()
        fc.pre(rig.plan(document).problems.length === 0)
        const editable = document.nodes.filter((node) => node.type === 'say' || node.type === 'rows')
        const node = editable[pick % editable.length]
        fc.pre(node !== undefined)
        await rig.run(document)
        const edited = setParam(document, node?.id ?? '', 'text', word)
        fc.pre(rig.plan(edited).problems.length === 0)
        const below = descendants(document, node?.id ?? '')
        const run = await rig.run(edited)
        expect(run.ran.map((name) => name.replace(/[#@].*/s, '')).filter((id) => !below.has(id))).toEqual([])
        expect((await rig.run(document)).ran).toEqual([])
      }),
      runs,
    )
  })

  it('has fingerprints whose text is canonical', async () => {
    await fc.assert(
      fc.asyncProperty(anyDocument, async (document) => {
        const rig = createRig()
        fc.pre(rig.plan(document).problems.length === 0)
        await rig.run(document)
        for (const row of rig.cache.rows()) {
          const text = canonicalJson(row.fingerprint)
          // The engine writes the text by hand; it must be what canonicalJson would give, or keys would not be one per content.
          expect(sha(text)).toBe(row.key)
          expect(canonicalJson(fingerprintObject(text))).toBe(text)
          expect(rig.cache.get(row.key)?.fingerprint).toEqual(row.fingerprint)
        }
      }),
      { numRuns: 20 },
    )
  })
})

function descendants(document: Document, from: string): Set<string> {
  const found = new Set([from])
  for (let size = 0; size !== found.size; ) {
    size = found.size
    for (const edge of document.edges) if (found.has(edge.from.node)) found.add(edge.to.node)
  }
  return found
}
