import { describe, expect, it } from 'vitest'
import { createRig, documentOf } from './testing/rig.ts'

const messages = (document: ReturnType<typeof documentOf>, targets: readonly string[] | null = null) =>
  createRig()
    .plan(document, targets)
    .problems.map(({ node, message }) => `${node}: ${message}`)

describe('circles', () => {
  it('are named in the direction of their wires, without what hangs below', () => {
    const document = documentOf({ z: ['work'], a: ['work'], b: ['work'], c: ['work'] }, [
      'c.text > z.text',
      'a.text > b.text',
      'b.text > c.text',
      'c.text > a.text',
    ])
    expect(messages(document)).toEqual([
      'a: The wires run in a circle through ‘a’, ‘b’, ‘c’. Remove one of these wires.',
    ])
  })

  it('of many nodes do not fill the screen', () => {
    const count = 5_000
    const nodes = Object.fromEntries(Array.from({ length: count }, (_, index) => [`n${index}`, ['work'] as const]))
    const wires = Array.from({ length: count }, (_, index) => `n${index}.text > n${(index + 1) % count}.text`)
    expect(messages(documentOf(nodes, wires))[0]).toContain(' and 4992 more. Remove')
  })

  it('above no target do not matter', () => {
    const document = documentOf({ s: ['say'], a: ['work'], b: ['work'] }, ['a.text > b.text', 'b.text > a.text'])
    expect(messages(document, ['s'])).toEqual([])
  })
})

describe('a node', () => {
  it.each([
    ['without a required wire', documentOf({ w: ['work'] }), 'w: ‘w’: its x input (‘text’) has no wire.'],
    [
      'with a param that is not legal',
      documentOf({ w: ['say', { text: 4 }] }),
      'w: ‘w’: its x (‘text’) is not a text.',
    ],
    [
      'with two wires where one fits',
      documentOf({ a: ['say'], w: ['work'] }, ['a.text > w.text', 'a.text > w.text']),
      'w: ‘w’: ‘text’ takes one wire and has 2.',
    ],
    [
      'with a wire of another type',
      documentOf({ m: ['make'], w: ['work'] }, ['m.video > w.text']),
      'w: ‘w’: ‘text’ is wired to ‘m’. It takes text, and this gives video.',
    ],
    [
      'with a model that is not in the catalog',
      documentOf({ m: ['make', { model: 'no/such' }] }),
      'm: ‘m’: there is no model ‘no/such’ in the catalog; ‘reelay models’ lists them.',
    ],
    [
      'of an unknown type',
      documentOf({ w: ['future'] }),
      'w: ‘w’ is of a type ‘future’ that this version does not know. Update Reelay, or remove or bypass the node.',
    ],
  ])('%s', (_, document, message) => {
    expect(messages(document)).toEqual([message])
  })
})
