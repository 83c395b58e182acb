import { randomUUID } from 'node:crypto'
import { closeSync, fsyncSync, mkdirSync, openSync, readdirSync, renameSync, rmSync } from 'node:fs'
import { basename, dirname, extname, join } from 'node:path'
import type { RunSummary } from '#shared/engine/events.ts'
import type { Document } from '#shared/graph/document.ts'
import type { NodeId } from '#shared/graph/ids.ts'
import { ancestorsOf, graphOf } from '#shared/graph/topology.ts'
import { isMedia, type MediaFacts, type MediaValue } from '#shared/graph/values.ts'
import type { Registry } from '#shared/node/define.ts'
import type { Cache } from '../cache/open-cache.ts'
import { durable } from '../durable.ts'
import { isRunning } from '../is-running.ts'
import type { Ffmpeg } from '../media/door.ts'
import { legalName } from './copy-out.ts'

/** A film written for the outside world. */
export interface Delivered {
  readonly node: NodeId
  readonly path: string
  readonly facts: MediaFacts
  readonly standIn: boolean
}

/** A film could not be written where it was wanted; the stored one is untouched. */
class DeliveryError extends Error {
  constructor(message: string, options?: { cause?: unknown }) {
    super(message, options)
    this.name = 'DeliveryError'
  }
}

/** The nodes of a document (or of what its targets need) whose outputs are films to deliver. */
export function exportNodes(
  document: Document,
  registry: Registry,
  targets: readonly NodeId[] | null,
): readonly NodeId[] {
  const graph = graphOf(document, registry)
  const wanted = ancestorsOf(graph, targets)
  return graph.order
    .filter((node) => node.definition.delivers && wanted.has(node.instance.id))
    .map((node) => node.instance.id)
}

interface DeliverArgs {
  readonly document: Document
  /** Path of the document; a film without a file name of its own is called after it. */
  readonly file: string
  readonly folder: string
  readonly nodes: readonly NodeId[]
  readonly summary: RunSummary
}

/**
 * Writes every film of a run into a folder: picture and sound as they are stored, with a title, and a comment that says where
 * stand-ins took part. Each appears under its name whole or not at all, also after an abort. Throws a DeliveryError.
 */
export async function deliver(
  host: { readonly cache: Pick<Cache, 'blobs'>; readonly ffmpeg: Ffmpeg },
  { document, file, folder, nodes, summary }: DeliverArgs,
  signal: AbortSignal,
): Promise<readonly Delivered[]> {
  const films = nodes.flatMap((node) =>
    Object.values(summary.outputs[node] ?? {}).flatMap((values) =>
      values.filter(isMedia).map((value, index) => ({ node, index, value })),
    ),
  )
  if (films.length === 0) return []
  try {
    mkdirSync(folder, { recursive: true })
  } catch (cause) {
    throw new DeliveryError(`The folder ${folder} cannot be made (${reason(cause)}). Choose another with --out.`, {
      cause,
    })
  }
  const names = fileNames(document, file, films)
  const delivered: Delivered[] = []
  for (const [place, { node, value }] of films.entries()) {
    const path = join(folder, names[place] ?? `${node}.mp4`)
    await write(host, value, path, document.name || basename(file, extname(file)), signal)
    delivered.push({ node, path, facts: value.facts, standIn: value.standIn === true })
  }
  return delivered
}

/** One film takes the document's name, several also their node's and item's, so that no name is taken twice. */
function fileNames(
  document: Document,
  file: string,
  films: readonly { node: NodeId; index: number; value: MediaValue }[],
): readonly string[] {
  const base = basename(file, extname(file))
  const taken = new Set<string>()
  return films.map(({ node, index, value }) => {
    const own = document.nodes.find((each) => each.id === node)?.params['fileName']
    const wish = typeof own === 'string' && own !== '' ? own : films.length === 1 ? base : `${base}-${node}`
    const clean = legalName(wish) || legalName(base) || 'film'
    const numbered = index > 0 ? `${clean}-${index + 1}` : clean
    let name = numbered
    for (let copy = 2; taken.has(name.toLowerCase()); copy++) name = `${numbered}-${copy}`
    taken.add(name.toLowerCase())
    return `${name}.${value.type === 'image' ? 'png' : value.type === 'audio' ? 'm4a' : 'mp4'}`
  })
}

async function write(
  { cache, ffmpeg }: { cache: Pick<Cache, 'blobs'>; ffmpeg: Ffmpeg },
  value: MediaValue,
  path: string,
  title: string,
  signal: AbortSignal,
): Promise<void> {
  const scratch = join(dirname(path), `${scratchPrefix(path)}${process.pid}.${randomUUID()}`)
  const partial = join(scratch, basename(path))
  const comment = value.standIn
    ? 'Made with Reelay. Contains stand-in material, not the output of the models it stands for.'
    : 'Made with Reelay.'
  try {
    removeLeftovers(path)
    mkdirSync(scratch)
    await ffmpeg.run(
      {
        inputs: [{ path: cache.blobs.path(value.digest) }],
        outputOptions: [
          ...['-map', '0', '-c', 'copy', '-map_metadata', '-1', '-fflags', '+bitexact'],
          ...['-metadata', `title=${title}`, '-metadata', `comment=${comment}`, '-movflags', '+faststart'],
        ],
        output: partial,
        seconds: value.facts.seconds ?? 0,
      },
      { signal, progress: () => {} },
    )
    durable('delivery.fsync', () => fsync(partial))
    durable('delivery.rename', () => renameSync(partial, path))
  } catch (cause) {
    throw new DeliveryError(
      `The film could not be written to ${path} (${reason(cause)}). It is safe in the store: run again with another --out.`,
      { cause },
    )
  } finally {
    rmSync(scratch, { recursive: true, force: true })
  }
}

/** A hidden folder beside the film, on its disk, holds whatever is unfinished, ffmpeg's own files too. */
const scratchPrefix = (path: string) => `.${basename(path)}.unfinished.`

/** Removes what deliveries of this film left that were killed. */
function removeLeftovers(path: string): void {
  const prefix = scratchPrefix(path)
  for (const name of readdirSync(dirname(path))) {
    const pid = name.startsWith(prefix) ? /^(\d+)\.[0-9a-f-]{36}$/.exec(name.slice(prefix.length))?.[1] : undefined
    if (pid === undefined || isRunning(Number(pid))) continue
    // On Windows an ffmpeg that outlived its parent may still hold its file; the next delivery tries again.
    rmSync(join(dirname(path), name), { recursive: true, force: true, maxRetries: 2 })
  }
}

function fsync(path: string): void {
  const file = openSync(path, 'r+')
  try {
    fsyncSync(file)
  } finally {
    closeSync(file)
  }
}

function reason(error: unknown): string {
  return error instanceof Error ? error.message.replace(/\.$/, '') : String(error)
}
