import { createHash } from 'node:crypto'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Digest, Key } from '../../graph/ids.ts'
import type { MediaValue, Value } from '../../graph/values.ts'
import type { OutputCache, OutputRecord, Provenance } from '../interfaces.ts'

/** What the suite needs of an implementation. */
export interface OutputCacheRig {
  readonly cache: OutputCache
  /** Puts a blob with this content into the store the cache looks at. */
  addBlob(content: string): Promise<Digest>
  /** Takes away the blobs of this row, as eviction does. */
  evict(key: Key): void
  close(): void
}

/** A key for tests: the SHA-256 of some text. */
export function keyOf(text: string): Key {
  return createHash('sha256').update(text).digest('hex')
}

export function textOutputs(text: string): OutputRecord {
  return { text: [itemOf({ type: 'text', text })] }
}

export function mediaOutputs(...digests: readonly Digest[]): OutputRecord {
  return { video: digests.map((digest, index) => ({ id: String(index), ...itemOf(mediaOf(digest)) })) }
}

export function mediaOf(digest: Digest): MediaValue {
  return { type: 'video', digest, facts: { format: 'mp4', bytes: 3, seconds: 1, fps: '24/1' } }
}

function itemOf(value: Value) {
  return { digest: keyOf(JSON.stringify(value)), value }
}

export function provenanceOf(label: string, more: Partial<Provenance> = {}): Provenance {
  return {
    fingerprint: { type: label, params: { seed: 4 } },
    wallMs: 12,
    date: '2026-01-02T03:04:05.000Z',
    toolchain: { ffmpeg: '5.1' },
    paid: false,
    ...more,
  }
}

/** The rules every output cache keeps. */
export function outputCacheSuite(name: string, open: () => Promise<OutputCacheRig>): void {
  describe(`output cache: ${name}`, () => {
    let rig: OutputCacheRig
    beforeEach(async () => {
      rig = await open()
    })
    afterEach(() => rig.close())

    it('knows nothing of a key never put', () => {
      expect(rig.cache.get(keyOf('a'))).toBeUndefined()
      expect(rig.cache.getMany([keyOf('a'), keyOf('b')]).size).toBe(0)
    })

    it('gives back what was put, with the fingerprint it was made from', () => {
      const outputs: OutputRecord = {
        ...textOutputs('ünï "code" \u2028 \n'),
        rows: [itemOf({ type: 'table', columns: ['a'], rows: [{ id: 'r1', cells: ['x'] }] })],
        none: [],
      }
      const put = rig.cache.put(keyOf('a'), outputs, provenanceOf('prompt'))
      expect(put).toEqual({
        ...put,
        key: keyOf('a'),
        outputs,
        present: true,
        fingerprint: provenanceOf('prompt').fingerprint,
      })
      const got = rig.cache.get(keyOf('a'))
      expect(got?.outputs).toEqual(outputs)
      expect(got?.fingerprint).toEqual(provenanceOf('prompt').fingerprint)
      expect(got?.present).toBe(true)
    })

    it('finds many keys at once, missing ones left out, doubled ones once', () => {
      for (let index = 0; index < 50; index++) {
        rig.cache.put(keyOf(`k${index}`), textOutputs(`t${index}`), provenanceOf('prompt'))
      }
      const wanted = [...Array(100).keys()].map((index) => keyOf(`k${index}`))
      const found = rig.cache.getMany([...wanted, keyOf('k7')])
      expect([...found.keys()].sort()).toEqual(wanted.slice(0, 50).sort())
      expect(found.get(keyOf('k7'))?.outputs).toEqual(textOutputs('t7'))
    })

    it('lets the first writer win', () => {
      rig.cache.put(keyOf('a'), textOutputs('first'), provenanceOf('one'))
      const second = rig.cache.put(keyOf('a'), textOutputs('second'), provenanceOf('two'))
      expect(second.outputs).toEqual(textOutputs('first'))
      expect(second.fingerprint).toEqual(provenanceOf('one').fingerprint)
      expect(rig.cache.get(keyOf('a'))?.outputs).toEqual(textOutputs('first'))
    })

    it('refuses outputs that name a blob which is not in the store, and stores nothing of them', async () => {
      const there = await rig.addBlob('there')
      expect(() =>
        rig.cache.put(keyOf('a'), mediaOutputs(there, keyOf('nowhere')), provenanceOf('model')),
      ).toThrowError(/not in the store/)
      expect(rig.cache.get(keyOf('a'))).toBeUndefined()
    })

    it('looks for blobs inside kits and sequences too', async () => {
      const missing = mediaOf(keyOf('nowhere'))
      const image: MediaValue = { ...missing, type: 'image' }
      const clip = { source: missing, in: 0, out: 1, transition: { kind: 'cut', seconds: 0 }, gainDb: 0 } as const
      const track = { source: missing, start: 0, in: 0, out: 1, gainDb: 0, fadeIn: 0, fadeOut: 0 }
      const hiding: Value[] = [
        { type: 'references', references: [{ name: 'hero', image }] },
        { type: 'sequence', clips: [clip], tracks: [] },
        { type: 'sequence', clips: [], tracks: [track] },
      ]
      for (const value of hiding) {
        expect(() => rig.cache.put(keyOf('a'), { out: [itemOf(value)] }, provenanceOf('kit'))).toThrowError(
          /not in the store/,
        )
      }
    })

    it('keeps the digests of an evicted row and takes new outputs for it', async () => {
      const old = mediaOutputs(await rig.addBlob('old'))
      rig.cache.put(keyOf('a'), old, provenanceOf('model'))
      rig.evict(keyOf('a'))
      expect(rig.cache.get(keyOf('a'))?.present).toBe(false)
      expect(rig.cache.get(keyOf('a'))?.outputs).toEqual(old)
      expect(rig.cache.getMany([keyOf('a')]).get(keyOf('a'))?.present).toBe(false)

      const fresh = mediaOutputs(await rig.addBlob('new'))
      expect(rig.cache.put(keyOf('a'), fresh, provenanceOf('model')).outputs).toEqual(fresh)
      expect(rig.cache.get(keyOf('a'))).toMatchObject({ present: true, outputs: fresh })
    })

    it('gives the right to make a key to one at a time', () => {
      const claim = rig.cache.claim(keyOf('a'))
      expect(claim).not.toBeNull()
      expect(rig.cache.claim(keyOf('a'))).toBeNull()
      expect(rig.cache.claim(keyOf('b'))).not.toBeNull()
      claim?.release()
      expect(rig.cache.claim(keyOf('a'))).not.toBeNull()
    })

    it('ends a claim with the put, and the old claim has no power over a later one', () => {
      const first = rig.cache.claim(keyOf('a'))
      rig.cache.put(keyOf('a'), textOutputs('made'), provenanceOf('prompt'))
      const second = rig.cache.claim(keyOf('a'))
      expect(second).not.toBeNull()
      first?.release()
      first?.release()
      expect(rig.cache.claim(keyOf('a'))).toBeNull()
      second?.release()
      expect(rig.cache.claim(keyOf('a'))).not.toBeNull()
    })

    it('a refused put leaves the claim with its holder', () => {
      rig.cache.claim(keyOf('a'))
      expect(() => rig.cache.put(keyOf('a'), mediaOutputs(keyOf('nowhere')), provenanceOf('model'))).toThrowError()
      expect(rig.cache.claim(keyOf('a'))).toBeNull()
    })
  })
}
