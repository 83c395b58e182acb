import { describe, expect, it } from 'vitest'
import { applyEdits } from '#shared/graph/edits.ts'
import { newDocument } from '#shared/graph/new-document.ts'
import { ALL_PRESETS, DELIVERY_PRESETS, deliveryEdit, presetOf } from './delivery.ts'

describe('delivery settings', () => {
  it.each(ALL_PRESETS)('are legal as the preset %s, and known as it again', (id) => {
    const result = applyEdits(newDocument('d', 'Film'), [deliveryEdit(newDocument('d', 'Film'), DELIVERY_PRESETS[id])])
    if (!result.ok) throw new Error(result.problem)
    expect(presetOf(result.document.settings.delivery)).toBe(id)
  })

  it('keep what a later version put beside them', () => {
    const plain = newDocument('d', 'Film')
    const film = {
      ...plain,
      settings: { ...plain.settings, later: 1, delivery: { ...plain.settings.delivery, hdr: true } },
    }
    const result = applyEdits(film, [deliveryEdit(film, { fps: 25 })])
    if (!result.ok) throw new Error(result.problem)
    expect(result.document.settings).toMatchObject({ later: 1, delivery: { hdr: true, fps: 25, width: 1280 } })
    expect(presetOf(result.document.settings.delivery)).toBeNull()
  })
})
