import { describe, expect, it } from 'vitest'
import { createMemoryBlobs, createMemoryCache } from './memory-cache.ts'
import { keyOf, outputCacheSuite, provenanceOf, textOutputs } from './output-cache-suite.ts'

outputCacheSuite('in memory', async () => {
  const blobs = createMemoryBlobs()
  const cache = createMemoryCache(blobs)
  return { cache, addBlob: async (content) => blobs.add(content), evict: (key) => cache.evict(key), close: () => {} }
})

describe('the cache in memory', () => {
  it('counts its calls', () => {
    const cache = createMemoryCache()
    cache.put(keyOf('a'), textOutputs('a'), provenanceOf('prompt'))
    cache.getMany([keyOf('a'), keyOf('b')])
    cache.get(keyOf('a'))
    cache.claim(keyOf('b'))
    expect(cache.calls).toEqual({ get: 1, getMany: 1, keys: 2, put: 1, claim: 1 })
    expect(cache.claimed()).toEqual([keyOf('b')])
    expect(cache.rows().map((row) => row.key)).toEqual([keyOf('a')])
  })

  it('takes pretended files', async () => {
    const blobs = createMemoryBlobs()
    blobs.write('/tmp/x', 'abc')
    const { digest, bytes } = await blobs.take('/tmp/x')
    expect({ digest, bytes, has: blobs.has(digest) }).toEqual({ digest: keyOf('abc'), bytes: 3, has: true })
    await expect(blobs.take('/tmp/x')).rejects.toThrowError(/no file/)
  })
})
