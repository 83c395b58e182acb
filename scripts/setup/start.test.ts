import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { text } from 'node:stream/consumers'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'

const startModule = fileURLToPath(new URL('./start.mjs', import.meta.url))

/** A process that starts `child` (JavaScript) through waitFor and ends as it ended. */
function front(child: string, args: readonly string[] = []) {
  const code = `
    import { handOver, waitFor } from ${JSON.stringify(startModule)}
    handOver(await waitFor(process.execPath, ['-e', ${JSON.stringify(child)}, '--', ...${JSON.stringify(args)}]))`
  // Its own group, so that no terminal's foreground is shared with whoever runs the tests.
  return spawn(process.execPath, ['--input-type=module', '-e', code], {
    stdio: ['pipe', 'pipe', 'inherit'],
    detached: true,
  })
}

describe('starting a program in place of this one', () => {
  it('passes arguments, input and output through unchanged', async () => {
    const args = ['a b', '--x=$HOME', "it's", '"', '']
    const child = front('console.log(JSON.stringify(process.argv.slice(1))); process.stdin.pipe(process.stdout)', args)
    child.stdin.end('from the keyboard')
    expect(await text(child.stdout)).toBe(`${JSON.stringify(args)}\nfrom the keyboard`)
  })

  it('ends with its exit status', async () => {
    expect(await once(front('process.exit(4)'), 'exit')).toEqual([4, null])
  })

  it.skipIf(process.platform === 'win32')('ends by the signal that ended it', async () => {
    expect(await once(front("process.kill(process.pid, 'SIGKILL')"), 'exit')).toEqual([null, 'SIGKILL'])
  })

  it.skipIf(process.platform === 'win32').each(['SIGINT', 'SIGTERM', 'SIGHUP'] as const)(
    'passes %s on once and waits for the end',
    async (signal) => {
      const child = front(`
        let times = 0
        process.on('${signal}', () => { times++; setTimeout(() => process.exit(100 + times), 50) })
        setInterval(() => {}, 1000)
        console.log('ready')`)
      const ended = once(child, 'exit')
      await once(child.stdout, 'data')
      child.kill(signal)
      expect(await ended).toEqual([101, null])
    },
  )
})
