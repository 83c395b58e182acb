/** Writes docs/nodes.md, the reference of all node types, from their definitions. */
import { writeFileSync } from 'node:fs'
import { documentation } from '#nodes/documentation.ts'
import { definitions } from '#nodes/index.ts'

writeFileSync(new URL('../docs/nodes.md', import.meta.url), documentation(definitions))
