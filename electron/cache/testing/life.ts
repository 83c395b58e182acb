import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import {
  keyOf,
  mediaOf,
  mediaOutputs,
  provenanceOf,
  textOutputs,
} from '../../../shared/engine/testing/output-cache-suite.ts'
import { acquireOwner } from '../../owner.ts'
import { stampOf } from '../input-files.ts'
import { openCache } from '../open-cache.ts'

/**
 * One life of a data folder, passing every durable step of the cache; it can be begun again after a crash at any of them. The
 * crash test starts it in a process of its own.
 */
export async function live(folder: string): Promise<void> {
  const data = join(folder, 'data')
  const owner = acquireOwner(join(data, 'owners'))
  const cache = openCache({ folder: data, owner })
  const run = `run-${owner.id}`
  cache.runs.start({ id: run, document: 'd', file: 'a.reelay', name: 'A', targets: [], standIn: false, started: 1 })

  const input = join(folder, 'still.png')
  if (!existsSync(input)) writeFileSync(input, 'a still')
  const stamp = stampOf(input)
  if (!stamp) throw new Error(`${input} is gone`)
  const still = await cache.blobs.import(input)
  cache.inputs.remember(input, stamp, still.digest)

  for (const name of ['one', 'two', 'three']) {
    const key = keyOf(name)
    const claim = cache.outputs.claim(key)
    if (!claim) throw new Error(`${name} is claimed though nobody else lives`)
    if (name === 'one') claim.release()
    mkdirSync(cache.temp.own(), { recursive: true })
    const made = join(cache.temp.own(), name)
    writeFileSync(made, `the clip ${name}`)
    const { digest } = await cache.blobs.take(made)
    const outputs = { ...mediaOutputs(digest), from: [{ digest: keyOf('x'), value: mediaOf(still.digest) }] }
    cache.outputs.put(key, outputs, provenanceOf('model'))
  }
  cache.outputs.put(keyOf('text'), textOutputs('words'), provenanceOf('prompt'))
  cache.shown.set('d', [{ node: 'n', item: '0', take: 0, key: keyOf('one') }])
  cache.documents.register({ id: 'd', path: 'a.reelay', name: 'A', refs: [{ reason: 'picked', key: keyOf('two') }] })
  cache.runs.append(run, [{ seq: 0 }, { seq: 1 }])
  cache.runs.finish(run, 'done', { ran: [] }, 2)
  await cache.prune({ maxBytes: 0 })
  cache.close()
  owner.release()
}
