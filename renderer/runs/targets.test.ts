import { expect, it } from 'vitest'
import { registry } from '#nodes/index.ts'
import { zDocument } from '#shared/graph/document.ts'
import { targetsOf, withAllBelow } from './targets.ts'

const node = (id: string, type = 'prompt', bypass = false) => ({ id, type, bypass })
const wire = (from: string, to: string) => ({
  id: `${from}${to}`,
  from: { node: from, port: 'text' },
  to: { node: to, port: 'prompt' },
})
const document = zDocument.parse({
  reelay: 1,
  id: 'd',
  nodes: [
    node('a'),
    node('b', 'model'),
    node('c', 'model', true),
    node('d', 'model'),
    node('n', 'note'),
    node('x', 'of-another-version'),
  ],
  edges: [wire('a', 'b'), wire('b', 'c'), wire('c', 'd'), wire('b', 'x')],
})
const targets = (scope: Parameters<typeof targetsOf>[0], ...selection: readonly string[]) =>
  targetsOf(scope, document, new Set(selection), registry)

it('everything is no targets at all', () => expect(targets('all', 'a')).toBeNull())

it('the selection, as far as it can be run, in the order of the document', () => {
  expect(targets('selected', 'd', 'a', 'c', 'n', 'x', 'gone')).toEqual(['a', 'd'])
  expect(targets('selected')).toEqual([])
})

it('from here on goes through what is bypassed', () => {
  expect(targets('below', 'b')).toEqual(['b', 'd'])
  expect([...withAllBelow(document, ['b'])].sort()).toEqual(['b', 'c', 'd', 'x'])
})
