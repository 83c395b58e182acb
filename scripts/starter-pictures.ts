/**
 * Makes the pictures of the starters from their own stand-in runs: `node scripts/starter-pictures.ts [ID …]`. Run it when a starter
 * has changed and commit what it writes, `resources/pipelines/pictures/ID.jpg`.
 */
import { mkdirSync, mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openHost } from '../electron/host.ts'
import { openProject } from '../electron/project/project-file.ts'

/** Nodes whose outputs stand side by side in the picture; a starter that is not named shows its export. */
const SHOWN: Readonly<Record<string, readonly string[]>> = {
  'brand-film': ['landscape', 'product-upscale', 'lips', 'logo'],
  'continued-shot': ['one', 'two', 'three'],
  'dialogue-lip-sync': ['lips'],
  'draft-and-hero': ['draft', 'hero-large'],
  'one-frame-three-shots': ['push-shot', 'orbit-shot', 'rise-shot'],
  'product-spin': ['packshot'],
  'storyboard-table': ['board'],
  'text-to-video': ['shot'],
}
/** Pixels of a picture; a card shows it at about half of that. */
const SIZE = { width: 480, height: 270 }
const GAP = 2

const root = new URL('..', import.meta.url).pathname
const folder = join(root, 'resources', 'pipelines')
const pictures = join(folder, 'pictures')
const wanted = process.argv.slice(2)
const data = mkdtempSync(join(tmpdir(), 'reelay-starters-'))
mkdirSync(pictures, { recursive: true })
const host = await openHost({ data, resources: join(root, 'resources'), log: () => {} })
try {
  for (const name of readdirSync(folder).filter((each) => each.endsWith('.reelay'))) {
    const id = name.slice(0, -'.reelay'.length)
    if (wanted.length === 0 || wanted.includes(id)) await makePicture(id)
  }
} finally {
  await host.close()
  rmSync(data, { recursive: true, force: true })
}

async function makePicture(id: string): Promise<void> {
  const file = join(folder, `${id}.reelay`)
  const { document } = await openProject(file, host.registry)
  const run = await host.runs.start({ document, file, targets: null, standIn: true }, () => {})
  if (!run.ok) throw new Error(`${id} cannot be run: ${run.problems.map(({ message }) => message).join(' ')}`)
  const { status } = await run.done
  if (status !== 'done') throw new Error(`The run of ${id} ended as ‘${status}’.`)
  const sources = (SHOWN[id] ?? ['film']).flatMap((node) => picturesOf(document.id, node))
  await tile(sources, join(pictures, `${id}.jpg`))
  console.log(`${id}: ${sources.length} pictures, ${statSync(join(pictures, `${id}.jpg`)).size} bytes`)
}

/** Files of the pictures that a node shows, in the order of its items, with the second to look at. */
function picturesOf(document: string, node: string): readonly { readonly path: string; readonly at: number }[] {
  return host.cache.shown.snapshot(document).flatMap(({ entry, row }) => {
    if (entry.node !== node || !row) return []
    return Object.values(row.outputs)
      .flat()
      .flatMap(({ value }) =>
        value.type === 'image' || value.type === 'video'
          ? [{ path: host.cache.blobs.path(value.digest), at: (value.facts.seconds ?? 0) * 0.9 }]
          : [],
      )
  })
}

/** Up to three stand beside each other; four stand in two rows. */
async function tile(sources: readonly { path: string; at: number }[], output: string): Promise<void> {
  const columns = sources.length === 4 ? 2 : sources.length
  const rows = Math.ceil(sources.length / columns)
  const width = Math.floor((SIZE.width - GAP * (columns - 1)) / columns / 2) * 2
  const height = Math.floor((SIZE.height - GAP * (rows - 1)) / rows / 2) * 2
  const fitted = sources.map(
    (_, index) =>
      `[${index}:v:0]scale=${width}:${height}:force_original_aspect_ratio=increase,crop=${width}:${height}[c${index}]`,
  )
  const places = sources.map(
    (_, index) => `${(index % columns) * (width + GAP)}_${Math.floor(index / columns) * (height + GAP)}`,
  )
  const joined =
    sources.length === 1
      ? '[c0]null[v]'
      : `${sources.map((_, index) => `[c${index}]`).join('')}xstack=inputs=${sources.length}:layout=${places.join('|')}:fill=black[v]`
  await host.ffmpeg.run(
    {
      inputs: sources.map(({ path, at }) => ({ path, options: ['-ss', String(at)] })),
      filter: [...fitted, joined].join(';'),
      outputOptions: [
        '-map',
        '[v]',
        '-frames:v',
        '1',
        '-update',
        '1',
        '-q:v',
        '6',
        '-c:v',
        'mjpeg',
        '-pix_fmt',
        'yuvj420p',
        '-f',
        'image2',
      ],
      output,
      seconds: 0,
    },
    { signal: new AbortController().signal, progress: () => {} },
  )
}
