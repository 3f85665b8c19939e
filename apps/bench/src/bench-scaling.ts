import { parseArgs } from 'node:util'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { type Environment, ownEnvironment } from './environment.ts'
import { measuredOn } from './report/measured-on.ts'
import { measuredTables } from './report/scaling-measured.ts'
import { refusePartial } from './refuse-partial.ts'
import { runScaling, type ScalingReport } from './scaling/run-scaling.ts'
import type { ScalingFigures } from './scaling/scaling-figures.ts'
import { type ScalingSizes, SIZES } from './scaling/scaling-sizes.ts'
import { scalingGist } from './report/scaling-gist.ts'
import { simulatedTables } from './report/scaling-simulated.ts'
import { updateMarked } from './report/write-reports.ts'

export const SCALING_USAGE: string = `pnpm bench scaling [options]    what one Redis and one process can do, measured, and carried to 1,000 processes by simulation; about 10 minutes

  --sizes NAME        ${Object.keys(SIZES).join(' or ')} (default long); short shows that it works, and its figures say nothing
  --measured FILE     the JSON of an earlier run: only simulates, with what was measured then
  --json FILE         everything that was measured and simulated
  --markdown FILE     the tables
  --docs              also write the tables into docs/scaling.md`

interface Reported {
  readonly environment: Environment
  readonly report: ScalingReport
}

/** How far it goes. */
export async function benchScaling(args: readonly string[], root: string): Promise<void> {
  const { values } = parseArgs({
    args: [...args],
    options: {
      sizes: { type: 'string', default: 'long' },
      measured: { type: 'string' },
      json: { type: 'string' },
      markdown: { type: 'string' },
      docs: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  })
  if (values.help) return console.log(SCALING_USAGE)
  const sizes = sizesFrom(values.sizes)
  refusePartial('--docs', values.docs, { '--sizes short': sizes.name === 'short' ? ['short'] : undefined })
  const known =
    values.measured === undefined
      ? undefined
      : (JSON.parse(readFileSync(values.measured, 'utf8'), fromJson) as Reported)
  const onProgress = (line: string) => console.error(`… ${line}`)
  const environment = known?.environment ?? (await ownEnvironment())
  const { json } = values
  // Early, so that nothing is measured for nothing.
  const onMeasured = (figures: ScalingFigures) => {
    if (json !== undefined) write(json, jsonOf({ environment, report: { figures } }))
  }
  const report = await runScaling(sizes, onProgress, known?.report.figures, onMeasured)
  const parts = partsOf(report, environment)
  const text = Object.values(parts).join('\n\n')
  console.log(text)
  if (json !== undefined) write(json, jsonOf({ environment, report }))
  if (values.markdown !== undefined) write(values.markdown, `# Scaling\n\n${text}\n`)
  if (values.docs)
    for (const [part, own] of Object.entries(parts))
      updateMarked('scaling', `--docs (${part})`, own, `${root}docs/scaling.md`)
}

function partsOf(
  report: ScalingReport,
  environment: Environment,
): Readonly<Record<'gist' | 'measured' | 'simulated', string>> {
  return {
    gist: scalingGist(report),
    measured: `${measuredOn(environment, [])}\n\n${measuredTables(report.figures)}`,
    simulated: simulatedTables(report),
  }
}

function sizesFrom(text: string): ScalingSizes {
  if (text === 'short' || text === 'long') return SIZES[text]
  throw new Error(`--sizes is ${text}; it must be short or long.`)
}

function jsonOf(value: unknown): string {
  return `${JSON.stringify(value, toJson, 2)}\n`
}

/** JSON has no Infinity, which stands for what did not happen in time. */
function toJson(_key: string, value: unknown): unknown {
  return value === Number.POSITIVE_INFINITY ? 'Infinity' : value
}

function fromJson(_key: string, value: unknown): unknown {
  return value === 'Infinity' ? Number.POSITIVE_INFINITY : value
}

function write(path: string, text: string): void {
  mkdirSync(dirname(path), { recursive: true })
  writeFileSync(path, text)
  console.error(`wrote ${path}`)
}
