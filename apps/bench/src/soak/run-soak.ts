import { setTimeout as pause } from 'node:timers/promises'
import { SeededRandom } from '@larder/cache-core/testing'
import { type RedisServer, startRedis } from '@larder/redis-adapter/testing'
import { type AirtableSimulator, startAirtableSimulator } from '@larder/airtable-simulator'
import type { Random } from '@larder/cache-core'
import { BASE_LATENCY_MS, type SoakFault, soakFaults } from './soak-faults.ts'
import type { Footprint } from '../server-probe.ts'
import type { ServerProcess } from '../server-process.ts'
import { startLarder } from '../start-larder.ts'
import { type Episode, type EpisodeStory, readStory } from './soak-story.ts'
import { type Outcome, SoakLedger, type SoakVerdicts } from './soak-ledger.ts'
import { runSoakLoad, TABLE } from './soak-load.ts'
import { SoakWatch } from './soak-watch.ts'

export interface SoakOptions {
  readonly minutes: number
  readonly seed: number
  /** From the beginning of one fault to that of the next, in ms. */
  readonly everyMs: number
  readonly onProgress: (line: string) => void
}

export interface SoakReport {
  readonly seed: number
  readonly minutes: number
  readonly servers: number
  readonly episodes: readonly EpisodeStory[]
  readonly verdicts: SoakVerdicts
  /** What the first problems were. */
  readonly problems: readonly string[]
  readonly outcomes: readonly Outcome[]
  /** Of each server, over time. */
  readonly footprints: readonly (readonly (Footprint & { readonly at: number })[])[]
  /** Exit code of each server, and how long it took to end, in ms. */
  readonly exits: readonly { readonly code: number | null; readonly ms: number }[]
}

const SERVERS = 2
const BASE = 'appReservasDemo01'
/** Records of the demo base that are read and written. */
const RECORDS = Array.from({ length: 40 }, (_, index) => `recCliente${String(index + 1).padStart(7, '0')}`)
const FOOTPRINT_EVERY_MS = 10_000
/** After Airtable is back it is asked again within 2 s, and until that has been answered there is nothing to be had, in ms. */
const UPSTREAM_GRACE_MS = 2_500

/** Two servers over one Redis and one Airtable, under load, with one fault after the other. Cleans up whatever happens. */
export async function runSoak(options: SoakOptions): Promise<SoakReport> {
  await using stack = new AsyncDisposableStack()
  const redis = stack.adopt(await startRedis({ args: ['--enable-debug-command', 'local'] }), (server) =>
    server.close(),
  )
  const simulator = stack.adopt(await startAirtableSimulator({ limiter: 'off' }), (one) => one.close())
  simulator.faults.latencyMs = BASE_LATENCY_MS
  const env = {
    LOG_LEVEL: 'warn',
    REDIS_URL: redis.url,
    AIRTABLE_API_KEY: 'patSoak',
    AIRTABLE_ENDPOINT_URL: simulator.url,
    AIRTABLE_BASE_IDS: BASE,
    CACHE_TTL_MS: '20000',
  }
  const servers: ServerProcess[] = []
  for (let count = 0; count < SERVERS; count++)
    servers.push(stack.adopt(await startLarder(env), (server) => server.kill()))
  return await soak(options, { redis, simulator, servers })
}

interface Stage {
  readonly redis: RedisServer
  readonly simulator: AirtableSimulator
  readonly servers: readonly ServerProcess[]
}

async function soak(options: SoakOptions, stage: Stage): Promise<SoakReport> {
  const { servers } = stage
  const urls = servers.map(({ url }) => url)
  // One for the order of faults, which must not depend on how fast requests are answered.
  const random = new SeededRandom(options.seed)
  const ledger = new SoakLedger(TABLE)
  const watch = new SoakWatch(urls)
  const ending = new AbortController()
  const { signal } = ending
  const footprints = servers.map((): (Footprint & { readonly at: number })[] => [])
  const running = [
    runSoakLoad({
      urls,
      base: BASE,
      ledger,
      random: new SeededRandom(options.seed + 1),
      records: RECORDS,
      signal,
    }),
    watch.run(signal),
    weigh(servers, footprints, signal),
  ]
  const episodes = await disturb(options, stage, { ledger, watch, random })
  ending.abort()
  for (const [index, server] of servers.entries())
    if (!server.isRunning()) ledger.note(`server ${index} ended by itself: ${server.output().slice(-2_000)}`)
  await Promise.all(running)
  const exits = await Promise.all(servers.map((server) => server.stop()))
  const ends = [...episodes.slice(1).map(({ beganAt }) => beganAt), Number.POSITIVE_INFINITY]
  return {
    seed: options.seed,
    minutes: options.minutes,
    servers: servers.length,
    episodes: episodes.map((episode, index) =>
      readStory(episode, watch.samples, ends[index] as number, servers.length),
    ),
    verdicts: ledger.verdicts(),
    problems: ledger.problems,
    outcomes: ledger.outcomes,
    footprints,
    exits,
  }
}

/** One fault after the other, each kind once before any comes again, until the time is over. */
async function disturb(
  { minutes, everyMs, onProgress }: SoakOptions,
  { redis, simulator, servers }: Stage,
  {
    ledger,
    watch,
    random,
  }: { readonly ledger: SoakLedger; readonly watch: SoakWatch; readonly random: Random },
): Promise<readonly Episode[]> {
  const episodes: Episode[] = []
  const endAt = performance.now() + minutes * 60_000
  let waiting: SoakFault[] = []
  let told = 0
  await pause(everyMs / 2)
  ledger.redisCalm(performance.now())
  while (performance.now() + everyMs < endAt && servers.every((server) => server.isRunning())) {
    if (waiting.length === 0) waiting = shuffled(soakFaults(redis, simulator), random)
    const fault = waiting.pop() as SoakFault
    const beganAt = performance.now()
    await happen(fault, everyMs * (0.1 + 0.2 * random.next()), ledger)
    const endedAt = performance.now()
    episodes.push({ fault: fault.name, hits: fault.hits, beganAt, endedAt })
    await pause(Math.max(0, beganAt + everyMs - performance.now()))
    if (watch.latest.every(({ status }) => status === 'healthy'))
      ledger.redisCalm(endedAt + UPSTREAM_GRACE_MS)
    for (; told < ledger.problems.length; told++) onProgress(ledger.problems[told] as string)
    onProgress(`${fault.name} for ${Math.round(endedAt - beganAt)} ms: ${JSON.stringify(ledger.verdicts())}`)
  }
  return episodes
}

async function happen(fault: SoakFault, lastsMs: number, ledger: SoakLedger): Promise<void> {
  if (fault.hits === 'upstream') ledger.upstreamDown(Number.POSITIVE_INFINITY)
  else ledger.redisTroubled()
  await fault.begin()
  if (fault.hits !== 'blip') await pause(lastsMs)
  await fault.end()
  if (fault.hits === 'upstream') ledger.upstreamDown(performance.now() + UPSTREAM_GRACE_MS)
}

async function weigh(
  servers: readonly ServerProcess[],
  footprints: readonly (Footprint & { readonly at: number })[][],
  signal: AbortSignal,
): Promise<void> {
  for (;;) {
    for (const [index, server] of servers.entries()) {
      if (server.isRunning())
        footprints[index]?.push({ at: performance.now(), ...(await server.footprint()) })
    }
    for (let waited = 0; waited < FOOTPRINT_EVERY_MS && !signal.aborted; waited += 250) await pause(250)
    if (signal.aborted) return
  }
}

function shuffled<T>(all: readonly T[], random: Random): T[] {
  const order = all.map((one) => ({ one, rank: random.next() }))
  return order.sort((a, b) => a.rank - b.rank).map(({ one }) => one)
}
