import { describe, expect, it } from 'vitest'
import { documentOf, testRegistry } from '../engine/testing/rig.ts'
import type { Document } from './document.ts'
import { ancestorsOf, graphOf, outputType } from './topology.ts'

const registry = testRegistry({ runs: {}, submits: 0 })
const graph = (document: Document) => graphOf(document, registry)
const order = (document: Document) => graph(document).order.map((node) => node.instance.id)
const bypass = (document: Document, ...ids: string[]): Document => ({
  ...document,
  nodes: document.nodes.map((node) => (ids.includes(node.id) ? { ...node, bypass: true } : node)),
})
/** Where an input's items come from, as `edge:node`, and `edge:!node` for a bypassed one that passes nothing. */
const sources = (document: Document, node: string, port: string) => {
  const found = graph(document).nodes.get(node)
  return [
    ...(found?.sources.get(port) ?? []).map((source) => `${source.edge}:${source.node}`),
    ...(found?.absent.get(port) ?? []).map((each) => `${each.edge}:!${each.bypassed}`),
  ]
}

describe('graphOf', () => {
  it.each<[string, Document, string[]]>([
    ['document order where nothing else decides', documentOf({ b: ['say'], a: ['say'] }), ['b', 'a']],
    [
      'dependencies first',
      documentOf({ c: ['work'], b: ['work'], a: ['say'] }, ['a.text > b.text', 'b.text > c.text']),
      ['a', 'b', 'c'],
    ],
    [
      'no node of a circle, nor below one',
      documentOf({ a: ['work'], b: ['work'], c: ['work'], d: ['say'] }, [
        'a.text > b.text',
        'b.text > a.text',
        'b.text > c.text',
      ]),
      ['d'],
    ],
  ])('orders: %s', (_, document, expected) => {
    expect(order(document)).toEqual(expected)
  })

  it('names circles, also those that close through a bypassed node', () => {
    const circle = documentOf({ a: ['work'], b: ['work'] }, ['a.text > b.text', 'b.text > a.text'])
    expect(graph(circle).cyclic).toEqual(['a', 'b'])
    expect(graph(bypass(circle, 'b')).cyclic).toEqual(['a'])
  })

  it.each<[string, Document, string[]]>([
    [
      'through bypassed nodes in a row',
      bypass(
        documentOf({ a: ['say'], b: ['work'], c: ['work'], d: ['work'] }, [
          'a.text > b.text',
          'b.text > c.text',
          'c.text > d.text',
        ]),
        'b',
        'c',
      ),
      ['e2:a'],
    ],
    [
      'all edges of a bypassed list, twice what comes twice',
      bypass(
        documentOf({ a: ['say'], b: ['work'], c: ['join'], d: ['join'] }, [
          'a.text > b.text',
          'b.text > c.texts',
          'b.text > c.texts',
          'c.text > d.texts',
        ]),
        'b',
        'c',
      ),
      ['e3:a', 'e3:a'],
    ],
    [
      'nothing from bypassed nodes in a circle',
      bypass(
        documentOf({ a: ['work'], b: ['work'], d: ['work'] }, [
          'a.text > b.text',
          'b.text > a.text',
          'b.text > d.text',
        ]),
        'a',
        'b',
      ),
      ['e2:!b'],
    ],
    ['nothing from a node that is not there', documentOf({ d: ['work'] }, ['gone.text > d.text']), []],
    [
      'nothing from an output that is not there, whatever objects answer to',
      documentOf({ a: ['say'], d: ['work'] }, ['a.constructor > d.text']),
      [],
    ],
  ])('finds what is behind a wire: %s', (_, document, expected) => {
    const port = document.nodes.some((node) => node.id === 'd' && node.type === 'join') ? 'texts' : 'text'
    const found = sources(document, 'd', port)
    expect(found.filter((each) => !each.includes('!') || expected.includes(each))).toEqual(expected)
  })

  it('follows thousands of bypassed nodes in a row, with something wired to each of them', () => {
    const count = 5_000
    const nodes: Record<string, [string]> = { s: ['say'] }
    const wires: string[] = []
    for (let index = 0; index < count; index++) {
      nodes[`b${index}`] = ['work']
      nodes[`t${index}`] = ['work']
      wires.push(`${index === 0 ? 's' : `b${index - 1}`}.text > b${index}.text`, `b${index}.text > t${index}.text`)
    }
    const document = bypass(documentOf(nodes, wires), ...Array.from({ length: count }, (_, index) => `b${index}`))
    expect(sources(document, `t${count - 1}`, 'text')).toEqual([`e${2 * count - 1}:s`])
  })
})

describe('outputType', () => {
  it('mirrors what comes in, through gates and bypassed nodes, and is not known without a wire', () => {
    const document = documentOf({ m: ['make'], g: ['gate'], h: ['gate'], x: ['gate'] }, [
      'm.video > g.value',
      'g.value > h.value',
    ])
    const { nodes } = graph(document)
    expect(outputType(nodes, 'h', 'value')).toBe('video')
    expect(outputType(nodes, 'x', 'value')).toBeNull()
    expect(outputType(nodes, 'h', 'toString')).toBeNull()
    expect(outputType(graph(bypass(document, 'g')).nodes, 'h', 'value')).toBe('video')
  })

  it('has no end in a long chain of gates, and an end in a circle of them', () => {
    const count = 20_000
    const gates = Object.fromEntries(Array.from({ length: count }, (_, index) => [`g${index}`, ['gate'] as const]))
    const wires = Array.from({ length: count - 1 }, (_, index) => `g${index}.value > g${index + 1}.value`)
    const chain = graph(documentOf({ m: ['make'], ...gates }, ['m.video > g0.value', ...wires]))
    expect(outputType(chain.nodes, `g${count - 1}`, 'value')).toBe('video')
    const circle = graph(documentOf({ a: ['gate'], b: ['gate'] }, ['a.value > b.value', 'b.value > a.value']))
    expect(outputType(circle.nodes, 'a', 'value')).toBeNull()
  })
})

describe('ancestorsOf', () => {
  const document = documentOf({ a: ['say'], b: ['work'], c: ['work'], d: ['say'] }, [
    'a.text > b.text',
    'b.text > c.text',
  ])
  it.each([
    [['b'], ['a', 'b']],
    [
      ['c', 'd'],
      ['a', 'b', 'c', 'd'],
    ],
    [['nowhere'], []],
    [null, ['a', 'b', 'c', 'd']],
  ])('of %j', (targets, expected) => {
    expect([...ancestorsOf(graph(document), targets)].sort()).toEqual(expected)
  })
})
