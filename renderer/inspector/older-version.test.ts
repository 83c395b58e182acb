import { describe, expect, it } from 'vitest'
import { memberOf, olderVersion } from './older-version.ts'

describe('an output of an older version', () => {
  const model = { id: 'kling/v3', behaviour: 2 }
  it.each([
    ['its node', { behaviour: 1, model: { id: 'kling/v3', behaviour: 2 } }, /node .*1.*3/],
    ['its model', { behaviour: 3, model: { id: 'kling/v3', behaviour: 1 } }, /model .*1.*2/],
  ])('is known by %s', (_, fingerprint, said) => {
    expect(olderVersion(fingerprint, { behaviour: 3 }, model)).toMatch(said)
  })

  it.each([
    ['today’s', { behaviour: 3, model: { id: 'kling/v3', behaviour: 2 } }],
    ['made by another model', { behaviour: 3, model: { id: 'kling/v2', behaviour: 1 } }],
    ['not known', undefined],
    ['no fingerprint', 'text'],
  ])('is not one that is %s', (_, fingerprint) => {
    expect(olderVersion(fingerprint, { behaviour: 3 }, model)).toBeNull()
  })

  it('reads no inherited members', () => {
    expect(memberOf({}, 'constructor')).toBeUndefined()
  })
})
