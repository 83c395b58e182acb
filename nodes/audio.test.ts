import { describe, expect, it } from 'vitest'
import { audio } from './audio.ts'
import { fitOf, problemsOf } from './testing/context.ts'
import { standIn } from './testing/models.ts'

const voice = standIn('standin/voice')
const score = standIn('standin/score')

describe('audio', () => {
  it('asks for words to be spoken, and leaves their length to the voice', () => {
    expect(fitOf(audio, voice, { params: { text: 'Made by hand.', voice: 'tenor', duration: 30 } }, 9)).toEqual({
      request: { kind: 'speech', model: 'standin/voice', prompt: 'Made by hand.', voice: 'tenor', seed: 9 },
      notes: [],
      problems: [],
    })
  })

  it('asks for music of a length', () => {
    expect(fitOf(audio, score, { params: { text: 'slow guitar', duration: 30 } }, 9)).toEqual({
      request: { kind: 'music', model: 'standin/score', prompt: 'slow guitar', seconds: 30, seed: 9 },
      notes: [],
      problems: [],
    })
  })

  it('says that music has no voice', () => {
    const { request, notes } = fitOf(audio, score, { params: { text: 'slow guitar', voice: 'tenor' } })
    expect(request).not.toHaveProperty('voice')
    expect(notes).toEqual([expect.stringContaining('voice set aside')])
  })

  it('wants a text', () => {
    expect(problemsOf(audio, { text: ' \n' })).toHaveLength(1)
    expect(problemsOf(audio, { text: 'rain' })).toEqual([])
    expect(problemsOf(audio, {}, ['text'])).toEqual([])
  })
})
