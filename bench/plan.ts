import { createPlanner } from '#shared/engine/plan.ts'
import { planItems } from '#shared/engine/plan-types.ts'
import type { Document } from '#shared/graph/document.ts'
import { applyEdit } from '#shared/graph/edits.ts'
import { openEngine } from './lib/engine-rig.ts'
import { rowsGraph, trivialNodes, wideGraph } from './lib/graphs.ts'
import { markdownTable, ms, report, time } from './lib/report.ts'

const ROUNDS = 7
const engine = openEngine()

function edited(document: Document, node: string, round: number): Document {
  const result = applyEdit(document, { kind: 'set-param', node, param: 'tag', value: `edit ${round}` })
  if (!result.ok) throw new Error(result.problem)
  return result.document
}

async function measure(name: string, document: Document, node: string): Promise<string[][]> {
  await engine.run(document)
  const items = [...planItems(createPlanner(trivialNodes).plan(document, null, engine.world(document)))]
  if (!items.every((item) => item.state === 'up-to-date')) throw new Error(`${name} is not all cached`)
  const world = engine.world(document)
  const cold = await time(
    ROUNDS,
    () => createPlanner(trivialNodes),
    (planner) => planner.plan(document, null, world),
  )
  const withStore = await time(
    ROUNDS,
    () => createPlanner(trivialNodes),
    (planner) => planner.plan(document, null, engine.world(document)),
  )
  let round = 0
  const planner = createPlanner(trivialNodes)
  planner.plan(document, null, world)
  const again = await time(
    ROUNDS,
    () => edited(document, node, ++round),
    (changed) => planner.plan(changed, null, world),
  )
  const per = (figure: number) => `${((1000 * figure) / items.length).toFixed(1)} µs`
  return [
    [
      name,
      String(items.length),
      'plan, all cached',
      ms(cold.median),
      `${ms(cold.min)} – ${ms(cold.max)}`,
      per(cold.median),
    ],
    [
      name,
      String(items.length),
      'the same, reading the store first',
      ms(withStore.median),
      `${ms(withStore.min)} – ${ms(withStore.max)}`,
      per(withStore.median),
    ],
    [
      name,
      String(items.length),
      'plan again after one edit',
      ms(again.median),
      `${ms(again.min)} – ${ms(again.max)}`,
      '',
    ],
  ]
}

const rows = [
  ...(await measure('graph of 10,000 nodes', wideGraph(10_000), 'n9950')),
  ...(await measure('10,000 rows × 5 nodes', rowsGraph(10_000, 5), 's4')),
]
engine.close()
report(
  'plan',
  'Planning',
  `Median of ${ROUNDS} after a warm-up. Aim: 10,000 work items under 100 ms, again after one edit under 20 ms. The edit to the rows changes their
last node, so that its 10,000 work items really are planned anew.

${markdownTable(['graph', 'work items', 'what', 'median', 'range', 'per work item'], rows)}`,
)
