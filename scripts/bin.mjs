import { isNewEnough, nodeTooOld } from './setup/node.mjs'

// The `reelay` of an installed package. Nothing else may be loaded before this question: under an older Node the database's native
// module ends the process without a word.
if (isNewEnough(process.version)) {
  await import('../electron/cli.ts')
} else {
  console.error(nodeTooOld(process.version))
  process.exitCode = 1
}
