import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Document, FORMAT_VERSION } from '../graph/document.ts'
import { applyEdit, zEdit } from '../graph/edits.ts'
import { newDocument } from '../graph/new-document.ts'
import { anyEdit, anyJson } from '../graph/testing/arbitraries.ts'
import { parseProject } from './parse.ts'
import { serialiseProject } from './serialise.ts'
import { registry } from './testing/definitions.ts'

const fixtures = join(import.meta.dirname, 'fixtures')

function read(text: string) {
  const result = parseProject(text, registry)
  if (!result.ok) throw new Error(result.problem)
  return result
}

describe('serialiseProject', () => {
  it('writes known members in order, others sorted, one line for what is small', () => {
    const document: Document = {
      ...newDocument('doc', 'Film'),
      zoom: 2,
      colours: ['red'],
      nodes: [
        {
          params: { seed: 1, '10': 'ten', '9': 'nine' },
          later: true,
          bypass: false,
          position: { y: 2, x: 1 },
          title: 'A',
          version: 3,
          type: 'shot',
          id: 'a',
        },
      ],
    }
    expect(serialiseProject(document)).toMatchInlineSnapshot(`
      "{
        "reelay": 1,
        "id": "doc",
        "name": "Film",
        "settings": {
          "delivery": { "width": 1280, "height": 720, "fps": 24, "lufs": -16 }
        },
        "nodes": [
          {
            "id": "a",
            "type": "shot",
            "version": 3,
            "title": "A",
            "position": { "x": 1, "y": 2 },
            "params": {
              "10": "ten",
              "9": "nine",
              "seed": 1
            },
            "bypass": false,
            "later": true
          }
        ],
        "edges": [],
        "picks": {},
        "decisions": {},
        "groups": [],
        "definitions": {},
        "colours": ["red"],
        "zoom": 2
      }
      "
    `)
  })

  it('gives equal bytes whatever order members were set in', () => {
    const document = newDocument('doc', 'Film')
    const turned = Object.fromEntries(Object.entries(document).reverse()) as Document
    expect(serialiseProject(turned)).toBe(serialiseProject(document))
  })

  it('refuses a number that JSON would lose', () => {
    expect(() => serialiseProject({ ...newDocument('doc', ''), groups: [Number.NaN] })).toThrow(/NaN/)
  })

  it('gives back any document that edits make, and then the same bytes', () => {
    fc.assert(
      fc.property(fc.array(anyEdit, { maxLength: 30 }), anyJson, (edits, extra) => {
        let document: Document = { ...newDocument('doc', 'Film'), extra }
        for (const edit of edits) {
          const result = applyEdit(document, edit)
          if (result.ok) document = result.document
        }
        const text = serialiseProject(document)
        const back = read(text)
        expect(back.document).toEqual(document)
        expect(back.migrated).toBe(false)
        expect(serialiseProject(back.document)).toBe(text)
      }),
    )
  })

  it('edits survive JSON and their schema', () => {
    fc.assert(
      fc.property(anyEdit, (edit) => {
        expect(zEdit.parse(JSON.parse(JSON.stringify(edit)))).toEqual(edit)
      }),
    )
  })
})

describe('saved files', () => {
  const versions = readdirSync(fixtures)
  const files = versions.flatMap((version) => readdirSync(join(fixtures, version)).map((name) => join(version, name)))

  it('exist for every format', () => {
    expect(versions.sort()).toEqual(Array.from({ length: FORMAT_VERSION }, (_, index) => `v${index + 1}`))
  })

  it.each(files)('%s is read, and what is written of it is stable', (file) => {
    const { document } = read(readFileSync(join(fixtures, file), 'utf8'))
    const text = serialiseProject(document)
    expect(serialiseProject(read(text).document)).toBe(text)
  })

  it.each(files.filter((file) => file.startsWith(`v${FORMAT_VERSION}`)))(
    '%s, of today’s format, is written back byte for byte',
    (file) => {
      const text = readFileSync(join(fixtures, file), 'utf8')
      const { document, migrated } = read(text)
      expect(migrated).toBe(false)
      expect(serialiseProject(document)).toBe(text)
    },
  )
})
