import { describe, expect, it } from 'vitest'
import { lipSync } from './lip-sync.ts'
import { audio, fitOf, video } from './testing/context.ts'
import { standIn } from './testing/models.ts'

describe('lip-sync', () => {
  it('asks for the clip to say what is heard', () => {
    const inputs = { video: video('face'), audio: audio('line') }
    expect(fitOf(lipSync, standIn('standin/lips'), { inputs })).toEqual({
      request: {
        kind: 'lip-sync',
        model: 'standin/lips',
        video: { value: video('face') },
        audio: { value: audio('line') },
      },
      notes: [],
      problems: [],
    })
  })

  it('needs both', () => {
    expect(lipSync.inputs).toMatchObject({ video: { required: true }, audio: { required: true } })
  })
})
