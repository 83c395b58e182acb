import { describe, expect, it } from 'vitest'
import { parseProject } from './parse.ts'
import { registry, shot } from './testing/definitions.ts'

const minimal = { reelay: 1, id: 'doc', name: 'Film' }
const parse = (raw: unknown, migrations?: Parameters<typeof parseProject>[2]) =>
  parseProject(JSON.stringify(raw), registry, migrations)

function problemOf(text: string): string {
  const result = parseProject(text, registry)
  if (result.ok) throw new Error('it was read')
  return result.problem
}
function read(raw: unknown, migrations?: Parameters<typeof parseProject>[2]) {
  const result = parse(raw, migrations)
  if (!result.ok) throw new Error(result.problem)
  return result
}
const node = (id: string, members: object = {}) => ({ id, type: 'shot', version: 3, ...members })

describe('reading the text', () => {
  it('completes a minimal project and finds nothing to migrate', () => {
    const { document, warnings, migrated } = read(minimal)
    expect(document.settings.delivery).toEqual({ width: 1280, height: 720, fps: 24, lufs: -16 })
    expect(document).toMatchObject({ nodes: [], edges: [], picks: {}, decisions: {}, groups: [], definitions: {} })
    expect(warnings).toEqual([])
    expect(migrated).toBe(false)
  })

  it('says line and column of broken JSON', () => {
    expect(problemOf('{\n  "reelay": 1,\n  "name": oops\n}')).toMatch(/line 3, column 11 .*a value/)
    expect(problemOf('{\n  "reelay": 1')).toMatch(/breaks off at line 2, column 14/)
    expect(problemOf('')).toMatch(/empty/)
  })

  it('refuses what is no project', () => {
    for (const text of ['[]', '3', 'null', '{}', '{"reelay":"1"}', '{"reelay":0}', '{"reelay":1.5}']) {
      expect(problemOf(text)).toMatch(/not a Reelay project/)
    }
  })

  it('refuses a future format and says what to do', () => {
    expect(problemOf('{"reelay":2,"nodes":"of a shape nobody knows yet"}')).toMatch(
      /newer Reelay \(format 2; .* 1\)\. Update Reelay/,
    )
  })

  it('refuses what could not be written back', () => {
    expect(problemOf('{"reelay":1,"id":"d","extra":{"__proto__":{"polluted":true}}}')).toMatch(/^extra\.__proto__ /)
    expect(problemOf('{"reelay":1,"id":"d","extra":[1,1e999]}')).toMatch(/^extra\[1\] is a number too large/)
    expect(problemOf(`{"reelay":1,"id":"d","extra":${'['.repeat(5000)}${']'.repeat(5000)}}`)).toMatch(/nested/)
  })
})

describe('the schema', () => {
  it('names the place of each of the first problems', () => {
    const nodes = [
      node('a', { version: 'x' }),
      node('b', { params: { '-bad': 1 } }),
      node('c', { title: 3 }),
      node('d', { bypass: 'no' }),
    ]
    expect(problemOf(JSON.stringify({ ...minimal, nodes }))).toBe(
      'nodes[0].version: expected number, received string. ' +
        'nodes[1].params.-bad: an id starts with a letter or digit and holds letters, digits, _ and -. ' +
        'nodes[2].title: expected string, received number. And 1 more.',
    )
  })

  it('keeps unknown members at every level', () => {
    const extra = { later: { b: [1, null], a: 'x' } }
    const raw = {
      ...minimal,
      ...extra,
      settings: { ...extra, delivery: { width: 640, height: 360, fps: 25, lufs: null, ...extra } },
      nodes: [
        {
          ...node('a', { title: 'A', position: { x: 1, y: 2, ...extra }, params: { duration: 1 }, bypass: false }),
          ...extra,
        },
      ],
      edges: [
        { id: 'e', from: { node: 'a', port: 'video', ...extra }, to: { node: 'b', port: 'start', ...extra }, ...extra },
      ],
      picks: { k: { takes: 1, pick: 0, ...extra } },
      decisions: { d: { answer: 'approved', ...extra } },
      groups: [extra],
      definitions: { m: extra },
    }
    expect(read(raw).document).toEqual(raw)
  })

  it('refuses ids that stand twice', () => {
    expect(
      problemOf(JSON.stringify({ ...minimal, nodes: [node('a', { title: 'One' }), node('a', { title: 'Two' })] })),
    ).toMatch(/Two nodes have the id ‘a’ \(‘One’ and ‘Two’\)/)
    const edge = { id: 'e', from: { node: 'a', port: 'video' }, to: { node: 'b', port: 'start' } }
    expect(problemOf(JSON.stringify({ ...minimal, edges: [edge, edge] }))).toMatch(/Two edges have the id ‘e’/)
  })
})

describe('migrations', () => {
  it('go before the schema', () => {
    const rename = {
      to: 1,
      migrate: ({ label, ...raw }: object & { label?: string }) => ({ ...raw, name: label ?? '' }),
    }
    const result = read({ reelay: 0, id: 'doc', label: 'Old' }, [rename])
    expect(result.document).toMatchObject({ reelay: 1, name: 'Old' })
    expect(result.document).not.toHaveProperty('label')
    expect(result.migrated).toBe(true)
  })

  it('bring the params of a node to the schema of its type', () => {
    const { document, warnings, migrated } = read({
      ...minimal,
      nodes: [node('a', { version: 1, params: { length: 8, style: 'noir' } })],
    })
    expect(document.nodes[0]).toMatchObject({ version: 3, params: { duration: 8, look: 'noir' } })
    expect(migrated).toBe(true)
    expect(warnings).toEqual([])
  })

  it('keep a node of a newer schema, with a warning', () => {
    const { document, warnings, migrated } = read({
      ...minimal,
      nodes: [node('a', { version: 9, title: 'Hero', params: { duration: 1 } })],
    })
    expect(document.nodes[0]).toMatchObject({ version: 9, params: { duration: 1 } })
    expect(warnings).toEqual([
      { node: 'a', message: expect.stringMatching(/‘Hero’ \(a\) was saved by a newer Reelay \(version 9 .* 3\)/) },
    ])
    expect(migrated).toBe(false)
  })

  it('keep a node whose migration is missing or fails, with a warning', () => {
    const broken = new Map([
      [
        'shot',
        {
          ...shot,
          migrate: {
            2: () => {
              throw new Error('odd length')
            },
          },
        },
      ],
      ['gap', { ...shot, type: 'gap', migrate: {} }],
    ])
    const nodes = [node('a', { version: 1, params: { duration: 1 } }), node('b', { type: 'gap', version: 2 })]
    const result = parseProject(JSON.stringify({ ...minimal, nodes }), broken)
    expect(result).toMatchObject({
      ok: true,
      migrated: false,
      document: { nodes: [{ version: 1, params: { duration: 1 } }, { version: 2 }] },
      warnings: [{ node: 'a', message: expect.stringContaining('odd length') }, { node: 'b' }],
    })
  })
})

describe('what is not known', () => {
  it('is kept and told with the title and id of the node', () => {
    const nodes = [
      { id: 'x', type: 'hologram', title: 'Ghost', params: { any: 1 } },
      node('a', { title: 'Hero', params: { duration: 1, sparkle: true } }),
      { id: 'cut', type: 'cut', title: 'Cut', params: { text: '{{title}}' } },
    ]
    const wire = (id: string, from: [string, string], to: [string, string]) => ({
      id,
      from: { node: from[0], port: from[1] },
      to: { node: to[0], port: to[1] },
    })
    const edges = [
      wire('called', ['x', 'anything'], ['cut', 'title']),
      wire('param', ['x', 'anything'], ['a', 'duration']),
      wire('e1', ['gone', 'video'], ['a', 'start']),
      wire('e2', ['a', 'sound'], ['x', 'whatever']),
      wire('e3', ['a', 'video'], ['cut', 'nowhere']),
    ]
    const { document, warnings } = read({ ...minimal, nodes, edges, picks: { key: { takes: 1, pick: 1 } } })
    expect(document.edges).toHaveLength(5)
    expect(document.nodes[1]?.params).toEqual({ duration: 1, sparkle: true })
    expect(warnings.map(({ node, edge }) => node ?? edge)).toEqual(['x', 'a', 'e1', 'e2', 'e3', undefined])
    const messages = warnings.map(({ message }) => message).join('\n')
    expect(messages).toContain('‘Ghost’ (x) is of the type ‘hologram’')
    expect(messages).toContain('‘Hero’ (a) has a param ‘sparkle’')
    expect(messages).toContain('starts at the node ‘gone’')
    expect(messages).toContain('starts at the output ‘sound’ of ‘Hero’ (a)')
    expect(messages).toContain('ends at the input ‘nowhere’ of ‘Cut’ (cut)')
  })

  it('is not told of ports that follow from params which make no sense', () => {
    const nodes = [node('a'), { id: 'cut', type: 'cut', params: { text: 7 } }]
    const edges = [{ id: 'e', from: { node: 'a', port: 'video' }, to: { node: 'cut', port: 'title' } }]
    expect(read({ ...minimal, nodes, edges }).warnings).toEqual([])
  })
})
