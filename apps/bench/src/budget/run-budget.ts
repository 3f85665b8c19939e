import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { setTimeout as pause } from 'node:timers/promises'
import { type RedisServer, startRedis } from '@larder/redis-adapter/testing'
import {
  answerTimes,
  type Arrival,
  type BudgetPhase,
  delaysByBackground,
  densest,
  overtakes,
  waitsBy,
  waitsOf,
} from './budget-verdict.ts'
import type { BudgetAnswer, BudgetOrder } from './budget-process.ts'
import type { LoadMix } from './budget-load.ts'

export interface BudgetRunOptions {
  readonly seconds: number
  readonly processes: number
  readonly seed: number
  /** Whether Redis is killed after a third of each part, and is back, empty, after two. */
  readonly killsRedis: boolean
  readonly onProgress: (line: string) => void
}

/** Of each process, requests per second; most of them are answered from the cache. */
const PER_SECOND = 500
/** That of the budget, with its margin. */
const WINDOW_MS = 1_020
const PARTS: readonly { readonly name: string; readonly mix: (processes: number) => LoadMix }[] = [
  {
    name: 'half of the budget interactive, the rest background',
    mix: (processes) => ({
      perSecond: PER_SECOND,
      writesPerSecond: 0.6 / processes,
      newListsPerSecond: 1 / processes,
    }),
  },
  {
    name: 'sixteen times the budget interactive',
    mix: (processes) => ({
      perSecond: PER_SECOND,
      writesPerSecond: 20 / processes,
      newListsPerSecond: 60 / processes,
    }),
  },
]

/** Several processes, each with 500 requests/s, before one Airtable of 5 requests/s. Cleans up whatever happens. */
export async function runBudget(options: BudgetRunOptions): Promise<readonly BudgetPhase[]> {
  await using stack = new AsyncDisposableStack()
  const redis = stack.adopt(await startRedis(), (server) => server.close())
  const start = (file: string, ...args: readonly string[]): ChildProcess =>
    stack.adopt(startChild(file, args), (child) => void child.kill('SIGKILL'))
  const simulator = start('../simulator-process.ts')
  const [url] = (await once(simulator, 'message')) as [string]
  const children = Array.from({ length: options.processes }, (_, index) =>
    start('./budget-process.ts', redis.url, url, `${options.seed + index}`, `${options.processes}`),
  )
  await Promise.all(children.map((child) => once(child, 'message')))
  const phases: BudgetPhase[] = []
  for (const part of PARTS) {
    // What still waits ends with its deadline; the next part begins with an empty window.
    if (phases.length > 0) await pause(2_000)
    phases.push(await runPart(part, { options, redis, simulator, children }))
    options.onProgress(`${part.name}: done`)
  }
  const exits = children.map((child) => once(child, 'exit'))
  for (const child of children) child.send('close')
  await Promise.race([Promise.all(exits), pause(3_000)])
  return phases
}

interface Stage {
  readonly options: BudgetRunOptions
  readonly redis: RedisServer
  readonly simulator: ChildProcess
  readonly children: readonly ChildProcess[]
}

async function runPart(
  { name, mix }: (typeof PARTS)[number],
  { options, redis, simulator, children }: Stage,
): Promise<BudgetPhase> {
  const ms = (options.seconds * 1_000) / PARTS.length
  const from = Date.now()
  const order: BudgetOrder = { mix: mix(children.length), ms }
  const running = children.map(async (child) => {
    const answer = once(child, 'message')
    child.send(order)
    const [result] = (await answer) as [BudgetAnswer]
    return result
  })
  if (options.killsRedis) {
    await pause(ms / 3)
    await redis.kill()
    await pause(ms / 3)
    await redis.restart()
  }
  const answers = await Promise.all(running)
  const told = once(simulator, 'message')
  simulator.send('journal')
  const [journal] = (await told) as [readonly Arrival[]]
  return summarise(
    name,
    ms,
    answers,
    journal.filter(({ at }) => at >= from),
  )
}

function summarise(
  name: string,
  ms: number,
  answers: readonly BudgetAnswer[],
  arrivals: readonly Arrival[],
): BudgetPhase {
  const samples = answers.flatMap((answer) => answer.samples)
  const sum = (member: keyof BudgetAnswer['counts']) =>
    answers.reduce((total, { counts }) => total + counts[member], 0)
  const [first] = arrivals
  const taken = waitsOf(answerTimes(samples))
  const inTime = arrivals.filter(({ at }) => at < (first?.at ?? 0) + ms)
  return {
    name,
    ms,
    requests: sum('requests'),
    answered: sum('answered'),
    refused: sum('refused'),
    failed: sum('failed'),
    utilisation: Math.round((1_000 * inTime.length) / ((5 * ms) / 1_000)),
    upstream429s: arrivals.filter(({ status }) => status === 429).length,
    densest: densest(arrivals),
    waits: {
      'interactive-write': waitsBy(samples, 'interactive-write'),
      'interactive-read': waitsBy(samples, 'interactive-read'),
      background: waitsBy(samples, 'background'),
    },
    mostOvertakes: Math.max(0, ...overtakes(samples)),
    answers: taken,
    delayed: waitsOf(delaysByBackground(samples, (WINDOW_MS + taken.p50Ms) / 5)),
  }
}

function startChild(file: string, args: readonly string[]): ChildProcess {
  return fork(new URL(file, import.meta.url), args, { execArgv: ['--conditions=@larder/source'] })
}
