import { parseArgs } from 'node:util'
import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { systemClock } from '@larder/cache-core'
import { ARM_SETS, type ArmSetName } from './llm/arms.ts'
import { doctor } from './llm/doctor.ts'
import { defaultArms } from './llm/open-stage.ts'
import { bookAnswers } from './llm/report/book-answers.ts'
import { fourAnswers } from './llm/report/four-answers.ts'
import type { LlmReport } from './llm/report/llm-report.ts'
import { llmPage } from './llm/report/llm-page.ts'
import { promptfooJson } from './llm/report/promptfoo-json.ts'
import { runLlm } from './llm/run-llm.ts'
import { TRACKS, type TrackName } from './llm/trial.ts'

export const LLM_USAGE: string = `pnpm bench llm [options]        which model for which agent: quality, time and cost, with intervals; about 2 minutes without keys, simulated
pnpm bench llm doctor           keys, models, shutdown dates and the age of prices

  --arms NAME         ${ARM_SETS.join(', ')} (default: today with OPENAI_API_KEY or DEEPSEEK_API_KEY, else offline)
  --track NAME        ${TRACKS.join(', ')}; several times for several (default: all)
  --repeats N         answers of each arm to each case (default 3)
  --cases N           at most so many cases of a track (default: all)
  --budget-usd N      ends before more is spent (default 5; none for offline, which spends nothing)
  --record FOLDER     keeps every answer
  --replay FOLDER     judges the answers of a record again; asks nobody
  --report FILE       one HTML page, with a JSON for promptfoo beside it (default llm-report.html)
  --seed N            of order, oracles and intervals (default 1)
  --dry-run           only says what it would take`

/** Which model should do what. */
export async function benchLlm(args: readonly string[]): Promise<void> {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      arms: { type: 'string' },
      track: { type: 'string', multiple: true },
      repeats: { type: 'string', default: '3' },
      cases: { type: 'string' },
      'budget-usd': { type: 'string' },
      record: { type: 'string' },
      replay: { type: 'string' },
      report: { type: 'string', default: 'llm-report.html' },
      seed: { type: 'string', default: '1' },
      'dry-run': { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  })
  if (values.help) return console.log(LLM_USAGE)
  const [command, ...others] = positionals
  if (others.length > 0 || (command !== undefined && command !== 'doctor'))
    throw new Error(`Unknown command ${positionals.join(' ')}.\n\n${LLM_USAGE}`)
  if (command === 'doctor') return runDoctor()
  if (values.record !== undefined && values.replay !== undefined)
    throw new Error(
      '--record and --replay cannot be had together: a replay asks nobody. Leave one of them out.',
    )
  const armSet = values.arms === undefined ? defaultArms(process.env) : oneOf('--arms', values.arms, ARM_SETS)
  const report = await runLlm({
    armSet,
    tracks: tracksFrom(values.track),
    repeats: numberFrom('--repeats', values.repeats, { min: 1, max: 50, isWhole: true }),
    cases:
      values.cases === undefined
        ? undefined
        : numberFrom('--cases', values.cases, { min: 2, max: 10_000, isWhole: true }),
    budgetUsd: budgetFrom(values['budget-usd'], armSet),
    seed: numberFrom('--seed', values.seed, { min: 0, max: 2 ** 31, isWhole: true }),
    ...(armSet === 'offline' ? SIMULATED : REAL),
    recordIn: values.record,
    replayOf: values.replay,
    isDryRun: values['dry-run'],
    environment: process.env,
    clock: systemClock,
    signal: new AbortController().signal,
    onProgress: (line) => console.error(`… ${line}`),
    onForecast: (text) => (values['dry-run'] ? console.log(text) : console.error(text)),
  })
  if (report !== undefined) tell(report, values.report)
}

/** Few answers on their way at a time, so that they do not slow each other down where their time is measured for real. */
const REAL = { concurrency: { router: 4, logic: 4, human: 4, e2e: 4 } } as const
/** Oracles mostly sleep, and no hour is busier for them: in long blocks fewer of them wait for the longest dialogue. */
const SIMULATED = { concurrency: { router: 48, logic: 48, human: 48, e2e: 96 }, blockSize: 60 } as const

function tell(report: LlmReport, path: string): void {
  for (const { question, sentences } of [...fourAnswers(report), bookAnswers(report)])
    console.log(`\n${question}\n${sentences.map((sentence) => `- ${sentence}`).join('\n')}`)
  write(path, llmPage(report))
  write(path.replace(/(\.html?)?$/, '.promptfoo.json'), promptfooJson(report))
}

function write(path: string, text: string): void {
  mkdirSync(dirname(path), { recursive: true })
  writeFileSync(path, text)
  console.error(`wrote ${path}`)
}

async function runDoctor(): Promise<void> {
  const findings = await doctor({ environment: process.env, clock: systemClock, fetch: globalThis.fetch })
  for (const { isTrouble, text } of findings) console.log(`${isTrouble ? 'TROUBLE' : 'ok     '}  ${text}`)
  if (findings.some(({ isTrouble }) => isTrouble)) process.exitCode = 1
}

function tracksFrom(names: readonly string[] | undefined): readonly TrackName[] {
  if (names === undefined) return TRACKS
  const wanted = new Set(names.map((name) => oneOf('--track', name, TRACKS)))
  return TRACKS.filter((name) => wanted.has(name))
}

function budgetFrom(text: string | undefined, armSet: ArmSetName): number {
  if (text === undefined) return armSet === 'offline' ? Number.POSITIVE_INFINITY : 5
  return numberFrom('--budget-usd', text, { min: 0, max: 10_000 })
}

function oneOf<T extends string>(option: string, text: string, all: readonly T[]): T {
  const found = all.find((one) => one === text)
  if (found === undefined) throw new Error(`${option} is ${text}; it must be ${all.join(' or ')}.`)
  return found
}

function numberFrom(
  name: string,
  text: string,
  { min, max, isWhole = false }: { readonly min: number; readonly max: number; readonly isWhole?: boolean },
): number {
  const value = Number(text)
  if (text.trim() !== '' && value >= min && value <= max && (!isWhole || Number.isInteger(value)))
    return value
  throw new Error(`${name} is ${text}; it must be a ${isWhole ? 'whole ' : ''}number from ${min} to ${max}.`)
}
