import { describe, expect, it } from 'vitest'
import { createKeys, type KeyVault } from './keys.ts'

function vault(kept: Record<string, string> = {}): KeyVault & { readonly kept: Map<string, string> } {
  const map = new Map(Object.entries(kept))
  return {
    problem: null,
    kept: map,
    read: () => new Map(map),
    async write(provider, value) {
      if (value === null) map.delete(provider)
      else map.set(provider, value)
    },
  }
}

describe('keys of providers', () => {
  it('come from the environment first, then from where they are kept', () => {
    const keys = createKeys({ FAL_KEY: 'given' }, vault({ fal: 'kept', runway: 'kept too' }))
    expect(keys.get('fal')).toEqual({ value: 'given', from: 'environment' })
    expect(keys.get('runway')).toEqual({ value: 'kept too', from: 'stored' })
    expect(keys.get('kling')).toBeNull()
    expect(createKeys({ FAL_KEY: '' }, vault({ fal: 'kept' })).get('fal')).toMatchObject({ from: 'stored' })
  })

  it('are there as soon as they are set, and gone as soon as they are cleared', async () => {
    const store = vault()
    const keys = createKeys({}, store)
    await keys.set('fal', 'mine')
    expect([keys.get('fal')?.value, store.kept.get('fal')]).toEqual(['mine', 'mine'])
    await keys.clear('fal')
    expect([keys.get('fal'), store.kept.size]).toEqual([null, 0])
  })

  it('are as they were when they cannot be kept', async () => {
    const broken = { ...vault(), write: () => Promise.reject(new Error('locked')) }
    const keys = createKeys({}, broken)
    await expect(keys.set('fal', 'mine')).rejects.toThrow('locked')
    expect(keys.get('fal')).toBeNull()
  })

  it('are kept by the desktop only', () => {
    expect(createKeys({}).problem).toContain('environment')
  })
})
