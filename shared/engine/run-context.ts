import type { Digest } from '../graph/ids.ts'
import type { MediaType, MediaValue } from '../graph/values.ts'
import { canonicalJson, type JsonObject } from '../json.ts'
import type { RunContext } from '../node/context.ts'
import type { ExecuteHost, TempFolder } from './execute-host.ts'
import type { CachedOutputs } from './interfaces.ts'
import type { Args } from './resolve.ts'

/** Raised by hand when memoised steps change their meaning as a whole. */
const MEMO_BEHAVIOUR = 1

/**
 * The context of one execution: its args, its temp folder, and the tools of the host under its signal. `hold` keeps a memoised
 * file from being pruned until the execution ends.
 */
export function runContext(
  host: ExecuteHost,
  args: Args,
  temp: TempFolder,
  signal: AbortSignal,
  progress: (fraction: number) => void,
  log: (message: string) => void,
  hold: (digest: Digest) => void,
): RunContext {
  const keep = async (path: string, type: MediaType): Promise<MediaValue> => {
    const facts = await host.media.probe(path, type)
    const { digest } = await host.blobs.take(path)
    return { type, digest, facts }
  }
  return {
    ...args,
    signal,
    progress,
    log,
    media: host.media,
    temp: temp.path,
    tempFile: (extension) => temp.file(extension),
    open: async (digest) => host.blobs.path(digest),
    keep,
    value: async (digest, type) => {
      await host.importFile(digest)
      return { type, digest, facts: await host.media.probe(host.blobs.path(digest), type) }
    },
    memo: (name, fingerprint, extension, produce) =>
      memo(host, temp, signal, name, fingerprint, extension, produce, hold),
  }
}

/** A shared step stopped because the execution that made it was; whoever else wants it makes it. */
class Abandoned extends Error {}

async function memo(
  host: ExecuteHost,
  temp: TempFolder,
  signal: AbortSignal,
  name: string,
  fingerprint: JsonObject,
  extension: string,
  produce: (output: string) => Promise<void>,
  hold: (digest: Digest) => void,
): Promise<string> {
  const whole = { memo: name, behaviour: MEMO_BEHAVIOUR, extension, of: fingerprint }
  const key = host.hash(canonicalJson(whole))
  let making: Promise<unknown> = Promise.resolve()
  const make = async (): Promise<CachedOutputs> => {
    const started = host.clock.now()
    const output = temp.file(extension)
    await produce(output).catch((cause: unknown) => {
      throw signal.aborted ? new Abandoned('it was stopped', { cause }) : cause
    })
    const { digest, bytes } = await host.blobs.take(output)
    const value: MediaValue = { type: memoType(extension), digest, facts: { format: extension, bytes } }
    const now = host.clock.now()
    return host.cache.put(
      key,
      { file: [{ digest, value }] },
      {
        fingerprint: whole,
        wallMs: now - started,
        date: new Date(now).toISOString(),
        toolchain: host.toolchain,
        paid: false,
      },
    )
  }
  for (;;) {
    try {
      const { row } = await host.inFlight.once(key, signal, () => {
        const made = make()
        making = made
        return made
      })
      const digest = fileOf(row)
      hold(digest)
      return host.blobs.path(digest)
    } catch (error) {
      if (!(error instanceof Abandoned)) throw error
      signal.throwIfAborted()
    } finally {
      // Others may share it, so an abort can let this go before what it makes has stopped writing in its folder.
      await making.catch(() => {})
    }
  }
}

function fileOf(row: CachedOutputs): Digest {
  const item = row.outputs.file?.[0]
  if (!item) throw new Error(`memoised step ${row.key} has no file`)
  return item.digest
}

/** What a memoised file holds, as far as its extension tells; only for lists of what is stored. */
function memoType(extension: string): MediaType {
  if (['wav', 'flac', 'm4a'].includes(extension)) return 'audio'
  return ['png', 'jpg'].includes(extension) ? 'image' : 'video'
}
