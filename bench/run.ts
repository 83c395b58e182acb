import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import type { Document } from '#shared/graph/document.ts'
import { openEngine } from './lib/engine-rig.ts'
import { wideGraph } from './lib/graphs.ts'
import { markdownTable, ms, report, time } from './lib/report.ts'

const ROUNDS = 7
const NODES = 1_000
const SCRIPTS = 200

/** The same graph with other texts, so that nothing of it is cached. */
function fresh(round: number): Document {
  const document = wideGraph(NODES)
  return {
    ...document,
    nodes: document.nodes.map((node) =>
      node.type === 'source' ? { ...node, params: { text: `${round} ${node.id}` } } : node,
    ),
  }
}

const engine = openEngine()
let round = 0
const executed = await time(
  ROUNDS,
  () => fresh(++round),
  (document) => engine.run(document),
)
const last = fresh(round)
const cached = await time(
  ROUNDS,
  () => last,
  (document) => engine.run(document),
)
engine.close()

/** wireit, the task runner whose cache ours learned from: as many fully cached scripts, each feeding the next layer. */
function wireitProject(): string {
  const folder = mkdtempSync(join(tmpdir(), 'reelay-wireit-'))
  const scripts: Record<string, string> = {}
  const wireit: Record<string, object> = {}
  for (let index = 0; index < SCRIPTS; index++) {
    scripts[`s${index}`] = 'wireit'
    wireit[`s${index}`] = { command: 'true', files: [], output: [], dependencies: index < 20 ? [] : [`s${index - 20}`] }
  }
  scripts['all'] = 'wireit'
  wireit['all'] = { dependencies: Array.from({ length: 20 }, (_, index) => `s${SCRIPTS - 20 + index}`) }
  writeFileSync(
    join(folder, 'package.json'),
    JSON.stringify({ name: 'bench', version: '0.0.0', private: true, scripts, wireit }),
  )
  return folder
}

const folder = wireitProject()
const wireitRun = () =>
  execFileSync(process.execPath, [resolve('node_modules/wireit/bin/wireit.js')], {
    cwd: folder,
    stdio: 'ignore',
    env: {
      ...process.env,
      npm_lifecycle_event: 'all',
      npm_package_json: join(folder, 'package.json'),
      WIREIT_LOGGER: 'simple',
      npm_config_user_agent: 'npm/11',
    },
  })
wireitRun()
const theirs = await time(5, () => {}, wireitRun)
const startOnly = await time(
  5,
  () => {},
  () => execFileSync(process.execPath, ['-e', '0']),
)
rmSync(folder, { recursive: true, force: true })

const perItem = (figure: number, count: number) => `${(figure / count).toFixed(3)} ms`
const net = theirs.median - startOnly.median
report(
  'run',
  'Running trivial nodes',
  `Real store and run service, node types that only copy a text; every run plans, executes or finds, stores events and history. Median of ${ROUNDS}
after a warm-up. Aim: fully cached under 0.1 ms a work item, overhead of an executed one under 1 ms.

${markdownTable(
  ['what', 'work items', 'median', 'range', 'per work item'],
  [
    [
      'fully cached run',
      String(NODES),
      ms(cached.median),
      `${ms(cached.min)} – ${ms(cached.max)}`,
      perItem(cached.median, NODES),
    ],
    [
      'run in which every node executes',
      String(NODES),
      ms(executed.median),
      `${ms(executed.min)} – ${ms(executed.max)}`,
      perItem(executed.median, NODES),
    ],
    [
      `for context: wireit, fully cached scripts, less the start of Node`,
      String(SCRIPTS),
      ms(net),
      `${ms(theirs.min)} – ${ms(theirs.max)} with it`,
      perItem(net, SCRIPTS),
    ],
  ],
)}

Per work item, wireit takes ${(net / SCRIPTS / (cached.median / NODES)).toFixed(0)} times as long (it looks at files on the disk for every script, which a run of ours has no need to).`,
)
