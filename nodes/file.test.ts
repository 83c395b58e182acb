import { describe, expect, it } from 'vitest'
import { file } from './file.ts'
import { activeOutputs, digest, image, problemsOf, run, video } from './testing/context.ts'

describe('file', () => {
  it('asks for a file', () => {
    expect(problemsOf(file, { kind: 'image', path: '' })).toEqual(['Choose a file.'])
    expect(problemsOf(file, { kind: 'image', path: 'a.png' })).toEqual([])
    expect(problemsOf(file, { kind: 'image', path: '' }, ['path'])).toEqual([])
  })

  it('knows what a node saved without its params means', () => {
    expect(file.problems?.({}, new Set(), undefined)).toEqual(['Choose a file.'])
    expect(file.activeOutputs?.({}, undefined, new Set())).toEqual(['image'])
  })

  it('has the output of its kind only', () => {
    expect(activeOutputs(file, { kind: 'video' })).toEqual(['video'])
    expect(activeOutputs(file, { kind: 'image' })).toEqual(['image'])
    expect(activeOutputs(file, { kind: 'image' }, ['kind'])).toEqual(['image', 'video', 'audio'])
  })

  it('gives the stored file on the output of its kind', async () => {
    const path = { digest: digest('car') }
    expect((await run(file, { params: { kind: 'image', path } })).outputs).toEqual({ image: image('car') })
    expect((await run(file, { params: { kind: 'video', path } })).outputs).toEqual({ video: video('car') })
  })

  it('fails with a sentence where a wired path is empty', async () => {
    await expect(run(file, { params: { kind: 'image', path: null } })).rejects.toThrow('No file is chosen')
  })

  it('has a preset for reference images', () => {
    expect(file.presets).toEqual([{ id: 'reference-image', title: 'Reference image', params: { kind: 'image' } }])
  })
})
