import type { Problem } from '#shared/engine/check.ts'
import { UsageError } from './output.ts'

/** Ends a command over a document that cannot run as it is: one sentence per problem, the file named. */
export function refuse(file: string, problems: readonly Problem[]): never {
  throw new UsageError(problems.map((problem) => `${file}: ${problem.message}`).join('\n'))
}
