import type { Digest } from '#shared/graph/ids.ts'
import type { Store } from '../database.ts'
import type { Owner } from '../owner.ts'

/** Blobs a living process is about to name in a row, or is reading: prune leaves them alone. Counted, so leases nest. */
export interface Leases {
  /** Holds these digests until `release`; whether each is in the store must be asked after this, not before. */
  hold(digests: readonly Digest[]): { release(): void }
  /** A blob just taken: held until a row of this process names it (`settle`) or the process ends. */
  holdTaken(digest: Digest): void
  /** Inside a write: a row names these now, so their taker's lease ends. */
  settle(digests: Iterable<Digest>): void
  /** Digests held by a living process. */
  held(): ReadonlySet<Digest>
  /** True where a living process holds this digest. */
  isHeld(digest: Digest): boolean
  /** Drops what ended processes held. */
  sweep(): void
  releaseAll(): void
}

export function createLeases(store: Store, owner: Owner): Leases {
  const insert = store.writer<[Digest, string]>('INSERT OR IGNORE INTO leases (digest, owner) VALUES (?, ?)')
  const remove = store.writer<[Digest, string]>('DELETE FROM leases WHERE digest = ? AND owner = ?')
  const removeOwner = store.writer<[string]>('DELETE FROM leases WHERE owner = ?')
  const owners = store.read<{ owner: string }, []>('SELECT DISTINCT owner FROM leases')
  const digestsOf = store.read<{ digest: Digest }, [string]>('SELECT digest FROM leases WHERE owner = ?')
  const ownersOf = store.read<{ owner: string }, [Digest]>('SELECT owner FROM leases WHERE digest = ?')
  const counts = new Map<Digest, number>()
  const taken = new Set<Digest>()

  const raise = (digests: readonly Digest[]) => {
    const fresh = digests.filter((digest) => !counts.has(digest))
    if (fresh.length > 0) store.write('cache.lease', () => fresh.forEach((digest) => void insert.run(digest, owner.id)))
    for (const digest of digests) counts.set(digest, (counts.get(digest) ?? 0) + 1)
  }
  const lower = (digests: readonly Digest[]) => {
    const ended: Digest[] = []
    for (const digest of digests) {
      const left = (counts.get(digest) ?? 0) - 1
      if (left > 0) counts.set(digest, left)
      else if (counts.delete(digest)) ended.push(digest)
    }
    if (ended.length > 0)
      store.write('cache.release', () => ended.forEach((digest) => void remove.run(digest, owner.id)))
  }

  return {
    hold(digests) {
      const wanted = [...new Set(digests)]
      raise(wanted)
      let held = true
      return {
        release() {
          if (held) lower(wanted)
          held = false
        },
      }
    },
    holdTaken(digest) {
      if (taken.has(digest)) return
      raise([digest])
      taken.add(digest)
    },
    settle(digests) {
      lower([...digests].filter((digest) => taken.delete(digest)))
    },
    held() {
      const alive = owners.all().filter((row) => owner.isAlive(row.owner))
      return new Set(alive.flatMap((row) => digestsOf.all(row.owner).map(({ digest }) => digest)))
    },
    isHeld: (digest) => ownersOf.all(digest).some((row) => owner.isAlive(row.owner)),
    sweep() {
      const dead = owners.all().filter((row) => !owner.isAlive(row.owner))
      if (dead.length > 0) store.write('cache.release', () => dead.forEach((row) => void removeOwner.run(row.owner)))
    },
    releaseAll() {
      counts.clear()
      taken.clear()
      if (digestsOf.get(owner.id)) store.write('cache.release', () => removeOwner.run(owner.id))
    },
  }
}
