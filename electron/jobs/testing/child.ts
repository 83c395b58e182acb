import { createRig } from './rig.ts'

/** One process of a crash or sharing test: recovers, performs the one job, prints its result or error as JSON. */
const { folder, script, run } = JSON.parse(process.argv[2] ?? '{}')
const rig = createRig(folder, script)
try {
  rig.jobs.openBudget(run, 1)
  await rig.jobs.recover()
  const result = await rig.perform({ run })
  process.stdout.write(JSON.stringify({ adopted: result.adopted, job: result.job, files: result.files }))
} catch (error) {
  process.stdout.write(JSON.stringify({ error: error instanceof Error ? error.message : String(error) }))
}
rig.close()
