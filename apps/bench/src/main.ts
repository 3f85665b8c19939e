import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { ALL_LIMITS } from './limits/all-limits.ts'
import { CONTESTANTS } from './rivals/contestants.ts'
import { CORRECTNESS_QUESTIONS } from './rivals/correctness-questions.ts'
import { htmlReport } from './report/html-report.ts'
import { markdownTable } from './report/markdown-table.ts'
import { QUESTIONS } from './cache-questions.ts'
import { rivalsTable } from './report/rivals-table.ts'
import { runCacheBenchmark } from './cache-benchmark.ts'
import { runRivals } from './rivals/run-rivals.ts'
import { updateReadme } from './report/readme-section.ts'
import { writeReports } from './report/write-reports.ts'

const root = fileURLToPath(new URL('../../..', import.meta.url))

const CACHE_IDS = [...QUESTIONS, ...ALL_LIMITS].map(({ id }) => id)
const RIVALS_IDS = CORRECTNESS_QUESTIONS.map(({ id }) => id)
const NAMES = CONTESTANTS.map(({ name }) => name)

const USAGE = `pnpm bench cache [options]      Larder beside other caches and raw clients, on a redis-server of its own

  --rounds N          interleaved rounds (default 5)
  --duration MS       of one measurement (default 500)
  --question ID       only this one; may be repeated: ${CACHE_IDS.join(', ')}

pnpm bench rivals [options]     questions of correctness, put to Larder and to other caches

  --contestant NAME   only this one; may be repeated: ${NAMES.join(', ')}
  --question ID       only this one; may be repeated: ${RIVALS_IDS.join(', ')}

Both:

  --out FOLDER        for reports (default docs/benchmarks)
  --readme            also write the tables into README.md`

const OPTIONS = {
  rounds: { type: 'string', default: '5' },
  duration: { type: 'string', default: '500' },
  question: { type: 'string', multiple: true },
  contestant: { type: 'string', multiple: true },
  out: { type: 'string', default: `${root}docs/benchmarks` },
  readme: { type: 'boolean', default: false },
  help: { type: 'boolean', default: false },
} as const

type Values = ReturnType<typeof parseArgs<{ options: typeof OPTIONS }>>['values']

const BENCHMARKS: Readonly<Record<string, (values: Values) => Promise<void>>> = { cache, rivals }

try {
  await main()
} catch (error) {
  console.error(error instanceof Error ? error.message : String(error))
  process.exit(1)
}

async function main(): Promise<void> {
  const { values, positionals } = parseArgs({ allowPositionals: true, options: OPTIONS })
  if (values.help) return console.log(USAGE)
  const benchmark = positionals.length === 1 ? BENCHMARKS[positionals[0] ?? ''] : undefined
  if (!benchmark) throw new Error(`Unknown benchmark ${JSON.stringify(positionals.join(' '))}.\n\n${USAGE}`)
  await benchmark(values)
}

async function cache(values: Values): Promise<void> {
  refuseUnknown('question', values.question, CACHE_IDS)
  const result = await runCacheBenchmark({
    rounds: wholeNumber('--rounds', values.rounds),
    durationMs: wholeNumber('--duration', values.duration),
    questions: QUESTIONS.filter(({ id }) => isAsked(values.question, id)),
    limits: ALL_LIMITS.filter(({ id }) => isAsked(values.question, id)),
    onProgress,
  })
  const table = markdownTable(result)
  report(values, 'cache', table, {
    'cache.json': `${JSON.stringify(result, null, 2)}\n`,
    'cache.md': `# Cache benchmark\n\n${table}\n`,
    'cache.html': htmlReport(result),
  })
}

async function rivals(values: Values): Promise<void> {
  refuseUnknown('question', values.question, RIVALS_IDS)
  refuseUnknown('contestant', values.contestant, NAMES)
  const result = await runRivals({
    contestants: CONTESTANTS.filter(({ name }) => isAsked(values.contestant, name)),
    questions: CORRECTNESS_QUESTIONS.filter(({ id }) => isAsked(values.question, id)),
    onProgress,
  })
  const table = rivalsTable(result)
  report(values, 'rivals', table, {
    'rivals.json': `${JSON.stringify(result, null, 2)}\n`,
    'rivals.md': `# Questions of correctness\n\n${table}\n`,
  })
}

function report(
  values: Values,
  benchmark: 'cache' | 'rivals',
  table: string,
  reports: Readonly<Record<string, string>>,
): void {
  console.log(table)
  for (const path of writeReports(values.out, reports)) console.error(`wrote ${path}`)
  if (values.readme) updateReadme(`${root}README.md`, benchmark, table)
}

function isAsked(asked: readonly string[] | undefined, name: string): boolean {
  return asked?.includes(name) ?? true
}

function refuseUnknown(what: string, asked: readonly string[] | undefined, known: readonly string[]): void {
  const unknown = asked?.filter((name) => !known.includes(name)) ?? []
  if (unknown.length > 0) throw new Error(`Unknown ${what} ${unknown.join(', ')}.\n\n${USAGE}`)
}

function onProgress(line: string): void {
  console.error(`… ${line}`)
}

function wholeNumber(name: string, text: string): number {
  const value = Number(text)
  if (!Number.isInteger(value) || value < 1)
    throw new Error(`${name} is ${text}; it must be a whole number above 0.`)
  return value
}
