import { describe, expect, it } from 'vitest'
import type { MediaValue } from '#shared/graph/values.ts'
import type { CutClip, CutSound } from './cut.ts'
import { totalsOf } from './totals.ts'

const delivery = { width: 1280, height: 720, fps: 24, lufs: -16 }
const rate = { num: 24, den: 1 }

function clip(start: number, length: number, facts: Partial<MediaValue['facts']> | null): CutClip {
  const media = facts && {
    type: 'video' as const,
    digest: 'd',
    facts: { format: 'mp4', bytes: 1, width: 1280, height: 720, fps: '24/1', ...facts },
  }
  const source = { edge: 'e', item: '0', single: true, key: `e#${start}`, node: 'n', port: 'video', current: true }
  return { ...source, media, sourceSeconds: length, in: 0, out: length, gainDb: 0, start, length, join: CUT }
}
const CUT = { kind: 'cut', seconds: 0 }
const sound = { start: 1, length: 9.5 } as CutSound

describe('the totals', () => {
  it('say how long the film is, in what it is delivered', () => {
    expect(totalsOf({ clips: [clip(0, 4, {}), clip(4, 4.5, {})], sounds: [], rate }, delivery)).toEqual([
      'Length 00:08:12',
      '204 frames',
      '1280 × 720 at 24 fps',
      '2 clips',
      'no gaps',
    ])
  })

  it('say what is not made yet, differs from the delivery, or runs past the picture', () => {
    const clips = [clip(0, 4, null), { ...clip(4, 4, null), sourceSeconds: null }, clip(8, 1, { fps: '30000/1001' })]
    const told = totalsOf({ clips, sounds: [sound], rate }, delivery)
    expect(told[0]).toBe('Length 00:09:00 (as far as it is known)')
    expect(told.slice(5)).toEqual([
      '2 not made yet',
      '1 in another format; Export fits it',
      'sound runs 1.5 s past the picture and is cut there',
    ])
  })
})
