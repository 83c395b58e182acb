// A process that takes an owner's lock and keeps it until it is killed, or opens a new database at the same time as others.
import { openStore } from '../database.ts'
import { acquireOwner } from '../owner.ts'

const [what = '', path = '', count = '0'] = process.argv.slice(2)
if (what === 'own') {
  process.stdout.write(`${acquireOwner(path).id}\n`)
  setInterval(() => {}, 60_000)
} else {
  const sql = (version: number) => `CREATE TABLE t${version} (x); INSERT INTO t${version} VALUES (1);`
  const migrations = Array.from({ length: Number(count) }, (_, index) => ({ version: index + 1, sql: sql(index + 1) }))
  openStore(path, migrations, 'full').close()
  process.stdout.write('opened\n')
}
