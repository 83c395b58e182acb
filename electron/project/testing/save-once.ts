// A process that opens a project, gives it another name and saves it; crash tests kill it at a durable step.
import { openProject, saveProject } from '../project-file.ts'

const [path = '', name = ''] = process.argv.slice(2)
const { document, digest } = await openProject(path, new Map())
await saveProject(path, { ...document, name }, { expectedDigest: digest })
