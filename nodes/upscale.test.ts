import { describe, expect, it } from 'vitest'
import { activeOutputs, fitOf, image, problemsOf, video } from './testing/context.ts'
import { standIn } from './testing/models.ts'
import { upscale } from './upscale.ts'

const upscaler = standIn('standin/upscaler')

describe('upscale', () => {
  it('gives what it gets', () => {
    expect(activeOutputs(upscale, {}, ['image'])).toEqual(['image'])
    expect(activeOutputs(upscale, {}, ['video', 'scale'])).toEqual(['video'])
    expect(activeOutputs(upscale, {}, [])).toEqual(['image', 'video'])
  })

  it('wants exactly one of image and video', () => {
    expect(problemsOf(upscale, {}, [])).toEqual([expect.stringContaining('Nothing is wired')])
    expect(problemsOf(upscale, {}, ['image', 'video'])).toEqual([expect.stringContaining('Both')])
    expect(problemsOf(upscale, {}, ['image'])).toEqual([])
    expect(problemsOf(upscale, {}, ['video'])).toEqual([])
  })

  it('asks for a still or a clip, larger', () => {
    expect(fitOf(upscale, upscaler, { inputs: { image: image('a') } })).toEqual({
      request: { kind: 'upscale', model: 'standin/upscaler', image: { value: image('a') }, scale: 2 },
      notes: [],
      problems: [],
    })
    expect(fitOf(upscale, upscaler, { inputs: { video: video('a') }, params: { scale: 4 } }).request).toEqual({
      kind: 'upscale',
      model: 'standin/upscaler',
      video: { value: video('a') },
      scale: 4,
    })
  })

  it('says where the model scales otherwise', () => {
    const { request, notes } = fitOf(upscale, upscaler, { inputs: { image: image('a') }, params: { scale: 3 } })
    expect(request.scale).toBe(4)
    expect(notes).toHaveLength(1)
  })
})
