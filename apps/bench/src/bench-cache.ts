import { parseArgs } from 'node:util'
import { GISTS } from './report/gists.ts'
import { updateReadme, writeReports } from './report/write-reports.ts'
import { ALL_LIMITS } from './limits/all-limits.ts'
import { chosen } from './chosen.ts'
import { htmlReport } from './report/html-report.ts'
import { markdownTable } from './report/markdown-table.ts'
import { QUESTIONS } from './cache-questions.ts'
import { refusePartial } from './refuse-partial.ts'
import { runCacheBenchmark } from './cache-benchmark.ts'

const ASKED = [...QUESTIONS, ...ALL_LIMITS]

export const CACHE_USAGE: string = `pnpm bench cache [options]     Larder beside other caches and raw clients, on a redis-server of its own

  --rounds N          interleaved rounds (default 5)
  --duration MS       of one measurement (default 500)
  --question ID       only this one; may be repeated: ${ASKED.map(({ id }) => id).join(', ')}
  --out FOLDER        for cache.json, cache.md and cache.html (default docs/benchmarks)
  --readme            also write the table into README.md`

/** How fast. */
export async function benchCache(args: readonly string[], root: string): Promise<void> {
  const { values } = parseArgs({
    args: [...args],
    options: {
      rounds: { type: 'string', default: '5' },
      duration: { type: 'string', default: '500' },
      question: { type: 'string', multiple: true },
      out: { type: 'string', default: `${root}docs/benchmarks` },
      readme: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  })
  if (values.help) return console.log(CACHE_USAGE)
  refusePartial('--readme', values.readme, { '--question': values.question })
  const asked = chosen<{ readonly id: string }>('question', ASKED, ({ id }) => id, values.question)
  const result = await runCacheBenchmark({
    rounds: wholeNumber('--rounds', values.rounds),
    durationMs: wholeNumber('--duration', values.duration),
    questions: QUESTIONS.filter((question) => asked.includes(question)),
    limits: ALL_LIMITS.filter((limit) => asked.includes(limit)),
    onProgress: (line) => console.error(`… ${line}`),
  })
  const table = markdownTable(result)
  console.log(table)
  const reports = {
    'cache.json': `${JSON.stringify(result, null, 2)}\n`,
    'cache.md': `# Cache benchmark\n\n${GISTS.cache}\n\n${table}\n`,
    'cache.html': htmlReport(result),
  }
  for (const path of writeReports(reports, values.out)) console.error(`wrote ${path}`)
  if (values.readme) updateReadme('cache', table, `${root}README.md`)
}

function wholeNumber(name: string, text: string): number {
  const value = Number(text)
  if (!Number.isInteger(value) || value < 1)
    throw new Error(`${name} is ${text}; it must be a whole number above 0.`)
  return value
}
