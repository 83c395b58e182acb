import { describe, expect, it } from 'vitest'
import type { ReferencesValue } from '#shared/graph/values.ts'
import { model } from './model.ts'
import { activeOutputs, audio, fitOf, image } from './testing/context.ts'
import { standIn } from './testing/models.ts'

const clips = standIn('standin/animatic')
const stills = standIn('standin/still')

function kit(...names: readonly string[]): ReferencesValue {
  return { type: 'references', references: names.map((name) => ({ name, image: image(`still ${name}`) })) }
}

describe('model', () => {
  it('has the output of its model’s kind, and both while the model is not known', () => {
    expect(activeOutputs(model, {}, [], clips)).toEqual(['video'])
    expect(activeOutputs(model, {}, [], stills)).toEqual(['image'])
    expect(activeOutputs(model, {}, [], undefined)).toEqual(['video', 'image'])
    expect(activeOutputs(model, {}, ['model'], clips)).toEqual(['video', 'image'])
  })

  it('asks for a clip in the size of the film', () => {
    const { request, notes, problems } = fitOf(model, clips, { params: { prompt: 'harbour at dawn' } }, 42)
    expect(request).toEqual({
      kind: 'video',
      model: 'standin/animatic',
      prompt: 'harbour at dawn',
      seconds: 5,
      width: 1280,
      height: 720,
      seed: 42,
      sound: false,
    })
    expect([notes, problems]).toEqual([[], []])
  })

  it('asks an image model for a still, whatever the clip settings say', () => {
    const params = { prompt: 'harbour', duration: 9, sound: true, fps: 25 }
    const { request, notes } = fitOf(model, stills, { params }, 42)
    expect(request).toEqual({
      kind: 'image',
      model: 'standin/still',
      prompt: 'harbour',
      width: 1280,
      height: 720,
      seed: 42,
    })
    expect(notes).toEqual([])
  })

  it('passes what is set and wired on to the model', () => {
    const { request } = fitOf(model, clips, {
      params: { prompt: 'a', negative: 'blur', duration: 3.5, sound: true, width: 640, height: 360, fps: 25 },
      inputs: { startFrame: image('first'), endFrame: image('last'), references: [kit('mug', ''), kit('hero')] },
    })
    expect(request).toMatchObject({
      negative: 'blur',
      seconds: 3.5,
      sound: true,
      width: 640,
      height: 360,
      fps: 25,
      startFrame: { value: image('first') },
      endFrame: { value: image('last') },
      references: [
        { value: image('still mug'), name: 'mug' },
        { value: image('still ') },
        { value: image('still hero'), name: 'hero' },
      ],
    })
    expect(request.references?.[1]).not.toHaveProperty('name')
  })

  it('says what the model cannot take and goes on without it', () => {
    const given = { params: { prompt: 'a' }, inputs: { audio: audio('song') } }
    const { request, notes, problems } = fitOf(model, clips, given)
    expect(request).not.toHaveProperty('audio')
    expect(notes).toEqual([expect.stringContaining('input sound')])
    expect(problems).toEqual([])
  })

  it('mentions a seed that is set aside only where a person chose it', () => {
    const seedless = standIn('standin/animatic', { seed: false })
    expect(fitOf(model, seedless, { params: { prompt: 'a', seed: 5 } }, 5).notes).toHaveLength(1)
    expect(fitOf(model, seedless, { params: { prompt: 'a', seed: null } }, 5).notes).toEqual([])
  })

  it('sends nothing without a prompt or a picture', () => {
    expect(fitOf(model, clips).problems).toHaveLength(1)
  })

  it('sends nothing whose prompt calls a still that is not there', () => {
    const params = { prompt: '{{ref:mug}} beside {{ ref:cat }}' }
    expect(fitOf(model, clips, { params, inputs: { references: [kit('mug')] } }).problems).toEqual([
      expect.stringContaining('{{ref:cat}}'),
    ])
    expect(fitOf(model, clips, { params, inputs: { references: [kit('mug', 'cat')] } }).problems).toEqual([])
  })

  it('sends nothing whose references share a name', () => {
    const twice = { params: { prompt: 'a' }, inputs: { references: [kit('mug'), kit('mug', '', '')] } }
    expect(fitOf(model, clips, twice).problems).toEqual([expect.stringContaining('‘mug’')])
  })
})
