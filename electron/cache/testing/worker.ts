import { closeSync, openSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { setTimeout } from 'node:timers/promises'
import { keyOf, mediaOutputs, provenanceOf } from '../../../shared/engine/testing/output-cache-suite.ts'
import { acquireOwner } from '../../owner.ts'
import { type Cache, openCache } from '../open-cache.ts'
import { live } from './life.ts'

/**
 * A process of its own for tests: `live FOLDER`, `race FOLDER COUNT NAME` or `hold FOLDER`. It prints `ready` and starts at the
 * first line it is sent; `hold` prints `holding` and then never ends by itself.
 */
const [command, folder = '', count = '0', name = ''] = process.argv.slice(2)

const open = (): { cache: Cache; close: () => void } => {
  const data = join(folder, 'data')
  const owner = acquireOwner(join(data, 'owners'))
  const cache = openCache({ folder: data, owner })
  return {
    cache,
    close() {
      cache.close()
      owner.release()
    },
  }
}

/** Makes every key that nobody made, waiting for those another process makes. A key made twice ends it with an error. */
async function race(): Promise<void> {
  const { cache, close } = open()
  let made = 0
  for (let index = 0; index < Number(count); index++) {
    const key = keyOf(`key ${index}`)
    while (!cache.outputs.get(key)?.present) {
      const claim = cache.outputs.claim(key)
      if (!claim) {
        await setTimeout(1)
        continue
      }
      if (cache.outputs.get(key)?.present) {
        claim.release()
        break
      }
      closeSync(openSync(join(folder, `made-${index}`), 'wx'))
      await setTimeout(1)
      const file = join(cache.temp.own(), 'clip')
      // Every second clip has the same content, so that both processes also store the same blobs.
      writeFileSync(file, `clip ${index % 2 === 0 ? 'same' : index}`)
      const { digest } = await cache.blobs.take(file)
      cache.outputs.put(key, mediaOutputs(digest), provenanceOf(name))
      made++
    }
  }
  process.stdout.write(`made ${made}\n`)
  close()
}

async function hold(): Promise<void> {
  const { cache } = open()
  const file = join(cache.temp.own(), 'half')
  writeFileSync(file, 'taken but named by no row yet')
  const { digest } = await cache.blobs.take(file)
  writeFileSync(join(cache.temp.own(), 'unfinished'), 'x')
  cache.outputs.claim(keyOf('held'))
  cache.runs.start({ id: 'held', document: 'd', file: 'f', name: 'n', targets: ['x'], standIn: true, started: 1 })
  process.stdout.write(`holding ${digest}\n`)
  setInterval(() => {}, 1000)
}

process.stdout.write('ready\n')
const lines = createInterface({ input: process.stdin })
await new Promise((resolve) => lines.once('line', resolve))
lines.close()
process.stdin.unref()
if (command === 'live') await live(folder)
else if (command === 'race') await race()
else await hold()
