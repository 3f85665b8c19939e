import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { ALL_LIMITS } from './limits/all-limits.ts'
import { QUESTIONS } from './cache-questions.ts'
import { markdownTable } from './report/markdown-table.ts'
import { runCacheBenchmark } from './cache-benchmark.ts'
import { updateReadme, writeReports } from './report/write-reports.ts'

const root = fileURLToPath(new URL('../../..', import.meta.url))

const IDS = [...QUESTIONS, ...ALL_LIMITS].map(({ id }) => id)

const USAGE = `pnpm bench cache [options]     Larder beside other caches and raw clients, on a redis-server of its own

  --rounds N          interleaved rounds (default 5)
  --duration MS       of one measurement (default 500)
  --question ID       only this one; may be repeated: ${IDS.join(', ')}
  --out FOLDER        for cache.json, cache.md and cache.html (default docs/benchmarks)
  --readme            also write the table into README.md`

try {
  await main()
} catch (error) {
  console.error(error instanceof Error ? error.message : String(error))
  process.exit(1)
}

async function main(): Promise<void> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      rounds: { type: 'string', default: '5' },
      duration: { type: 'string', default: '500' },
      question: { type: 'string', multiple: true },
      out: { type: 'string', default: `${root}docs/benchmarks` },
      readme: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  })
  if (values.help) return console.log(USAGE)
  if (positionals.length !== 1 || positionals[0] !== 'cache')
    throw new Error(`Unknown benchmark ${JSON.stringify(positionals.join(' '))}.\n\n${USAGE}`)
  const unknown = values.question?.filter((id) => !IDS.includes(id)) ?? []
  if (unknown.length > 0) throw new Error(`Unknown question ${unknown.join(', ')}.\n\n${USAGE}`)
  const isAsked = ({ id }: { readonly id: string }) => values.question?.includes(id) ?? true
  const result = await runCacheBenchmark({
    rounds: wholeNumber('--rounds', values.rounds),
    durationMs: wholeNumber('--duration', values.duration),
    questions: QUESTIONS.filter(isAsked),
    limits: ALL_LIMITS.filter(isAsked),
    onProgress: (line) => console.error(`… ${line}`),
  })
  console.log(markdownTable(result))
  for (const path of writeReports(result, values.out)) console.error(`wrote ${path}`)
  if (values.readme) updateReadme(result, `${root}README.md`)
}

function wholeNumber(name: string, text: string): number {
  const value = Number(text)
  if (!Number.isInteger(value) || value < 1)
    throw new Error(`${name} is ${text}; it must be a whole number above 0.`)
  return value
}
