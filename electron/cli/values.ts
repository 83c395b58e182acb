import type { RunSummary } from '#shared/engine/events.ts'
import { isMedia, type Value } from '#shared/graph/values.ts'
import type { Host } from '../host.ts'

/** Outputs as `--json` gives them: media with the path of its blob, where the file is in the store. */
export function outputsWithPaths(
  host: Host,
  outputs: RunSummary['outputs'],
): Record<string, Record<string, unknown[]>> {
  const named: Record<string, Record<string, unknown[]>> = {}
  for (const [node, ports] of Object.entries(outputs)) {
    named[node] = Object.fromEntries(
      Object.entries(ports).map(([port, values]) => [port, values.map((value) => withPath(host, value))]),
    )
  }
  return named
}

function withPath(host: Host, value: Value): unknown {
  if (!isMedia(value)) return value
  const { type, digest, ...rest } = value
  return { type, digest, path: host.cache.blobs.has(digest) ? host.cache.blobs.path(digest) : null, ...rest }
}
