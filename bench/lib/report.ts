import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { cpus, totalmem } from 'node:os'

const FILE = 'docs/benchmarks.md'
const HEAD = `# Benchmarks

Measured by the commands named below, on the machine named in each section. These are shared, noisy machines: read ratios within a
run, not single figures. \`npm run bench\` runs all of them and rewrites this page; \`npm run bench -- NAME\` one.
`

/** Puts a benchmark's section into docs/benchmarks.md, in place of its last one, and prints it. */
export function report(name: string, title: string, body: string): void {
  const machine = `${cpus().length} × ${cpus()[0]?.model.trim() ?? 'unknown'}, ${Math.round(totalmem() / 2 ** 30)} GiB, Node ${process.version}`
  const section = `## ${title}\n\n\`npm run bench -- ${name}\` · ${machine}\n\n${body.trim()}\n`
  const before = existsSync(FILE) ? readFileSync(FILE, 'utf8') : HEAD
  const sections = before.split(/^(?=## )/m)
  const kept = sections.filter((each, index) => index === 0 || !each.startsWith(`## ${title}\n`))
  const [head = HEAD, ...others] = kept.map((each) => each.trimEnd())
  writeFileSync(FILE, `${[head, ...others, section.trimEnd()].join('\n\n')}\n`)
  process.stdout.write(section)
}

/** Median of some figures. */
export function median(figures: readonly number[]): number {
  const sorted = [...figures].sort((a, b) => a - b)
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN
}

/** Times `act` `rounds` times after one warm-up; milliseconds. `prepare` runs before each, uncounted. */
export async function time<T>(
  rounds: number,
  prepare: () => T | Promise<T>,
  act: (prepared: T) => unknown,
): Promise<{ median: number; min: number; max: number }> {
  const figures: number[] = []
  for (let round = 0; round <= rounds; round++) {
    const prepared = await prepare()
    const started = performance.now()
    await act(prepared)
    if (round > 0) figures.push(performance.now() - started)
  }
  return { median: median(figures), min: Math.min(...figures), max: Math.max(...figures) }
}

export function markdownTable(head: readonly string[], rows: readonly (readonly string[])[]): string {
  return [head, head.map(() => '---'), ...rows].map((row) => `| ${row.join(' | ')} |`).join('\n')
}

export function ms(value: number): string {
  return `${value < 10 ? value.toFixed(2) : value.toFixed(0)} ms`
}
