import { beforeEach, describe, expect, it } from 'vitest'
import { newDocument } from '#shared/graph/new-document.ts'
import { documents } from './document-store.ts'
import { readOptions, setBudget, standInOptions, toggleStandIn, useRunOptions } from './run-options.ts'

beforeEach(() => documents.open(newDocument(crypto.randomUUID(), 'd')))

describe('how a document is run', () => {
  it('puts nodes on the stand-in together, and back when all of them are', () => {
    toggleStandIn(['a'])
    toggleStandIn(['a', 'b'])
    expect([...useRunOptions.getState().standInNodes]).toEqual(['a', 'b'])
    toggleStandIn(['b'])
    expect([...useRunOptions.getState().standInNodes]).toEqual(['a'])
  })

  it('asks nothing of nodes that are gone', () => {
    toggleStandIn(['gone'])
    expect(standInOptions(documents.document())).toEqual({ standIn: false, standInNodes: [] })
  })

  it('begins anew with another document', () => {
    setBudget(2)
    documents.open(newDocument('another', 'd'))
    expect(useRunOptions.getState()).toEqual({ budgetUsd: null, standInNodes: new Set() })
  })

  it('is read as it was kept, and as nothing where that is broken', () => {
    expect(readOptions('{"budgetUsd":1.5,"standInNodes":["a"]}')).toEqual({
      budgetUsd: 1.5,
      standInNodes: new Set(['a']),
    })
    for (const broken of [null, '', '{', '{"budgetUsd":-1,"standInNodes":[]}', '[]'])
      expect(readOptions(broken)).toEqual({ budgetUsd: null, standInNodes: new Set() })
  })
})
