import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { documentation } from './documentation.ts'
import { definitions } from './index.ts'

describe('documentation', () => {
  it('is what docs/nodes.md holds; otherwise run scripts/node-docs.ts', () => {
    const page = readFileSync(new URL('../docs/nodes.md', import.meta.url), 'utf8')
    expect(page).toBe(documentation(definitions))
  })

  it('names every id of every node', () => {
    for (const definition of definitions) {
      const page = documentation([definition])
      const { type, params, inputs, outputs } = definition
      const ids = [type, ...Object.keys(params), ...Object.keys(inputs), ...Object.keys(outputs)]
      expect(ids.filter((id) => !page.includes(`\`${id}\``))).toEqual([])
    }
  })
})
