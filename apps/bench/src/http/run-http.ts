import { loadavg } from 'node:os'
import { ownEnvironment, versionOf } from '../environment.ts'
import type { CostFigures, Cost, DirectFigures, HttpFigures } from './http-figures.ts'
import { HEADERS, HTTP_QUESTIONS } from './http-questions.ts'
import {
  mirrored,
  openLarder,
  openRateClient,
  openRaw,
  openSimulator,
  type RateClient,
  type SimulatorProcess,
} from './http-stage.ts'
import { measureRates, PER_SECOND } from './measure-rates.ts'
import { measureThroughput } from './measure-throughput.ts'
import { openLoop } from './open-loop.ts'
import type { RateLoad } from './open-loop-process.ts'
import type { ServerProcess } from '../server-process.ts'

export interface HttpRunOptions {
  readonly rounds: number
  /** Of one round of one contender. */
  readonly seconds: number
  readonly connections: number
  /** Of one question at a given rate, all rounds together. */
  readonly rateSeconds: number
  readonly reservations: number
  readonly onProgress: (line: string) => void
}

/** Whose cost is counted from a cold start. */
const FIRST = 1_000
/** Airtable counts in a window that slides: five in 1,020 ms are never six in a second. */
const ALLOWED_GAP_MS = 1_020 / 5
const SEED = 1

/** Larder beside raw Hono and beside Airtable itself, all in processes of their own. Cleans up whatever happens. */
export async function runHttp(options: HttpRunOptions): Promise<HttpFigures> {
  const { rounds, seconds, connections, rateSeconds, reservations, onProgress } = options
  const [loadBefore = 0] = loadavg()
  const environment = await ownEnvironment()
  await using stack = new AsyncDisposableStack()
  const airtable = await openSimulator(stack, reservations)
  const larder = await openLarder(stack, airtable)
  onProgress(`${FIRST} requests from a cold start`)
  const client = openRateClient(stack)
  const cold = await coldCost(larder, airtable, client, reservations)
  const raw = await openRaw(stack, larder)
  const throughput = await measureThroughput({ larder, raw }, options)
  const from = Date.now()
  const rates = await measureRates({ larder, raw }, client, options)
  const requests = rates.reduce((sum, rate) => sum + rate.larder.requests, 0)
  const steady = { requests, calls: await callsSince(airtable, from) }
  onProgress('without Larder')
  const direct = await measureDirect(stack, client, options)
  const versions = Object.fromEntries(
    ['autocannon', 'hono', '@hono/node-server'].map((name) => [name, versionOf(name)]),
  )
  const sizes = { rounds, seconds, connections, rateSeconds, reservations }
  return { environment, versions, loadBefore, ...sizes, throughput, rates, direct, cost: { ...cold, steady } }
}

async function coldCost(
  larder: ServerProcess,
  airtable: SimulatorProcess,
  client: RateClient,
  reservations: number,
): Promise<Omit<CostFigures, 'steady'>> {
  const first = await client.ask(atRate(urlsOf(larder.url), FIRST / PER_SECOND))
  const firstCalls = await callsSince(airtable, 0)
  const readAt = Date.now()
  await mirrored(larder, 30_000 + reservations * 10)
  const mirror: Cost = { requests: 0, calls: await callsSince(airtable, readAt) }
  return { first: { requests: first.requests, calls: firstCalls }, mirror }
}

/** Against simulators whose limiter nobody has met yet. */
async function measureDirect(
  stack: AsyncDisposableStack,
  client: RateClient,
  { reservations, rateSeconds }: HttpRunOptions,
): Promise<DirectFigures> {
  const fresh = async () => urlsOf((await openSimulator(stack, reservations)).url)
  const paced = await openLoop({
    urls: await fresh(),
    headers: HEADERS,
    seconds: rateSeconds,
    nextGapMs: () => ALLOWED_GAP_MS,
    keepsGaps: true,
  })
  return { paced, unpaced: await client.ask(atRate(await fresh(), rateSeconds)) }
}

function atRate(urls: readonly string[], seconds: number): RateLoad {
  return { urls, headers: HEADERS, seconds, perSecond: PER_SECOND, seed: SEED }
}

function urlsOf(server: string): readonly string[] {
  return HTTP_QUESTIONS.map(({ path }) => server + path)
}

/** How many of each kind. */
async function callsSince(
  { calls }: SimulatorProcess,
  from: number,
): Promise<Readonly<Record<string, number>>> {
  const counts: Record<string, number> = {}
  for (const { at, kind } of await calls()) if (at >= from) counts[kind] = (counts[kind] ?? 0) + 1
  return counts
}
