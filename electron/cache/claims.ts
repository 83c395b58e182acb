import type { Key } from '#shared/graph/ids.ts'
import type { Store } from '../database.ts'
import type { Owner } from '../owner.ts'

/** Who is making which key right now, across processes. */
export interface Claims {
  /** `null` where a living process, this one included, already makes the key; a dead one's claim is taken over. */
  claim(key: Key): { release(): void } | null
  /** Inside a write: the key has been made, so this process's claim on it ends. The caller says `settled` after the commit. */
  settle(key: Key): void
  settled(key: Key): void
  /** Drops the claims of ended processes. */
  sweep(): void
  releaseAll(): void
}

export function createClaims(store: Store, owner: Owner): Claims {
  const holder = store.read<{ owner: string }, [Key]>('SELECT owner FROM claims WHERE key = ?')
  const owners = store.read<{ owner: string }, []>('SELECT DISTINCT owner FROM claims')
  const insert = store.writer<[Key, string]>(
    'INSERT INTO claims (key, owner) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET owner = excluded.owner',
  )
  const remove = store.writer<[Key, string]>('DELETE FROM claims WHERE key = ? AND owner = ?')
  const removeOwner = store.writer<[string]>('DELETE FROM claims WHERE owner = ?')
  const held = new Map<Key, symbol>()

  const heldElsewhere = (key: Key): boolean => {
    const row = holder.get(key)
    return row !== undefined && row.owner !== owner.id && owner.isAlive(row.owner)
  }

  return {
    claim(key) {
      if (held.has(key)) return null
      // Asked before the write too: whoever waits asks again and again, and reading does not stop the writers.
      if (heldElsewhere(key)) return null
      const won = store.write('cache.lease', () => {
        if (heldElsewhere(key)) return false
        insert.run(key, owner.id)
        return true
      })
      if (!won) return null
      const token = Symbol(key)
      held.set(key, token)
      return {
        release() {
          if (held.get(key) !== token) return
          held.delete(key)
          store.write('cache.release', () => remove.run(key, owner.id))
        },
      }
    },
    settle(key) {
      if (held.has(key)) remove.run(key, owner.id)
    },
    settled(key) {
      held.delete(key)
    },
    sweep() {
      const dead = owners.all().filter((row) => !owner.isAlive(row.owner))
      if (dead.length > 0) store.write('cache.release', () => dead.forEach((row) => void removeOwner.run(row.owner)))
    },
    releaseAll() {
      if (held.size > 0) store.write('cache.release', () => removeOwner.run(owner.id))
      held.clear()
    },
  }
}
