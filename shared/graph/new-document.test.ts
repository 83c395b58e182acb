import { describe, expect, it } from 'vitest'
import { shot } from '../project/testing/definitions.ts'
import { zDocument, zInstance } from './document.ts'
import { newDocument, newInstance } from './new-document.ts'

describe('newDocument', () => {
  it('is an empty project with every member', () => {
    const document = newDocument('id', 'Film')
    expect(document).toEqual(zDocument.parse({ reelay: 1, id: 'id', name: 'Film' }))
    // Marks come with the first one.
    const { marks: _, ...members } = zDocument.shape
    expect(Object.keys(document)).toEqual(Object.keys(members))
  })
})

describe('newInstance', () => {
  it('stores every default explicitly, at the schema of today', () => {
    const instance = newInstance(shot, 'hero')
    expect(instance).toEqual({
      id: 'hero',
      type: 'shot',
      version: 3,
      title: 'Shot',
      position: { x: 0, y: 0 },
      params: { duration: 5, look: '', seed: null },
      bypass: false,
    })
    expect(Object.keys({ ...instance, collapsed: true })).toEqual(Object.keys(zInstance.shape))
  })

  it('takes given params before defaults', () => {
    expect(newInstance(shot, 'hero', 'Hero', { duration: 9 })).toMatchObject({
      title: 'Hero',
      params: { duration: 9, look: '' },
    })
  })
})
