// A process that takes the editing session of a project, says so, and keeps it until it is killed.
import { lockProject } from '../session-lock.ts'

const [folder = '', path = ''] = process.argv.slice(2)
const lock = await lockProject(folder, path)
process.stdout.write(lock.held ? 'held\n' : 'not held\n')
setInterval(() => {}, 60_000)
