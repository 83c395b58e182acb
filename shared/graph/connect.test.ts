import { describe, expect, it } from 'vitest'
import { documentOf, testRegistry } from '../engine/testing/rig.ts'
import { canConnect, typeMismatch } from './connect.ts'

const registry = testRegistry({ runs: {}, submits: 0 })
const document = documentOf(
  {
    a: ['say'],
    w: ['work'],
    x: ['work'],
    j: ['join'],
    m: ['make'],
    n: ['make'],
    g: ['gate'],
    odd: ['unheard-of'],
  },
  ['a.text > w.text', 'a.text > j.texts', 'w.text > x.text'],
)
const end = (text: string) => {
  const [node = '', port = ''] = text.split('.')
  return { node, port }
}
const ask = (wire: string, of = document) => {
  const [from = '', to = ''] = wire.split(' > ')
  return canConnect(of, registry, end(from), end(to))
}

describe('canConnect', () => {
  it.each([
    ['a port of its type', 'm.video > n.start'],
    ['a list port takes any number of wires', 'x.text > j.texts'],
    ['a param that is wired', 'a.text > m.prompt'],
    ['a number as a text', 'a.text > m.seed'],
    ['anything into a port of any type', 'm.video > g.value'],
    ['an output that has no type yet', 'g.value > n.start'],
    ['the wire that is there already', 'a.text > w.text'],
  ])('allows %s', (_, wire) => {
    expect(ask(wire)).toBeNull()
  })

  it.each([
    ['itself', 'w.text > w.text', /itself/],
    ['a node that is not there', 'gone.text > x.text', /no node ‘gone’/],
    ['a node of an unknown type', 'a.text > odd.text', /no node ‘odd’/],
    ['an output that is not there', 'a.nothing > x.text', /no output ‘nothing’/],
    ['an output every object has', 'a.constructor > x.text', /no output ‘constructor’/],
    ['an input that is not there', 'a.text > m.nothing', /no input ‘nothing’/],
    ['an input every object has', 'a.text > m.toString', /no input ‘toString’/],
    ['settings per item, which no wire replaces', 'a.text > j.weights', /no input ‘weights’/],
    ['a second wire into a single port', 'a.text > x.text', /already has one/],
    ['another type', 'm.video > j.texts', /takes text, and this gives video/],
    ['a circle', 'x.text > a.text', /circle/],
  ])('refuses %s', (_, wire, reason) => {
    expect(ask(wire)).toMatch(reason)
  })

  it('knows the type of a bypassed node', () => {
    const bypassed = { ...document, nodes: document.nodes.map((node) => ({ ...node, bypass: node.id === 'm' })) }
    expect(ask('m.video > j.texts', bypassed)).toMatch(/this gives video/)
  })
})

describe('typeMismatch', () => {
  it.each([
    ['image', 'references', true],
    ['video', 'sequence', true],
    ['number', 'text', true],
    ['text', 'number', true],
    ['image', 'video', false],
    ['sequence', 'video', false],
    ['references', 'image', false],
    ['audio', 'any', true],
    [null, 'video', true],
  ] as const)('%s into %s fits: %s', (given, wanted, fits) => {
    expect(typeMismatch(given, wanted) === null).toBe(fits)
  })
})
