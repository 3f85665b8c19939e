import { loadavg, tmpdir } from 'node:os'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { setTimeout as pause } from 'node:timers/promises'
import { join } from 'node:path'
import { type AirtableSimulator, reservasDemo, startAirtableSimulator } from '@larder/airtable-simulator'
import { SeededRandom } from '@larder/cache-core/testing'
import { freePort, startRedis } from '@larder/redis-adapter/testing'
import { BASE, MIRRORED, WATCHED_KINDS, type WatchedKind, type WatchedRecord } from './watched-records.ts'
import type { FreshnessFigures, FreshnessPhase, Seen } from './freshness-figures.ts'
import { ownEnvironment } from '../environment.ts'
import type { ServerProcess } from '../server-process.ts'
import { startLarder } from '../start-larder.ts'
import { waitsOf } from '../budget/budget-verdict.ts'

export interface FreshnessRunOptions {
  /** Of each kind, for each way. */
  readonly changes: number
  /** Where there are no pings. */
  readonly pollIntervalMs: number
  readonly seed: number
  readonly onProgress: (line: string) => void
}

/** As far away as Airtable is. */
const AIRTABLE_LATENCY_MS = 150
/** Between two changes of one kind, on average: each costs some calls, and there are five a second. */
const CHANGE_EVERY_MS = 3_000
/** Callers who wait for a change ask so often. */
const ASK_EVERY_MS = 20
/** Later than that it counts as unseen, beyond what the way allows. */
const PATIENCE_MS = 15_000
/** Where pings come, polling is not to be what finds the change. */
const SELDOM_MS = 600_000

/** Changes as a person makes them, and when callers of Larder see them: told by pings, and by polling alone. Cleans up whatever happens. */
export async function runFreshness(options: FreshnessRunOptions): Promise<FreshnessFigures> {
  const { changes, pollIntervalMs, onProgress } = options
  const [loadBefore = 0] = loadavg()
  const environment = await ownEnvironment()
  const phases: FreshnessPhase[] = []
  for (const way of ['pings', 'polling'] as const) {
    onProgress(`${changes} changes of each kind, ${way}`)
    phases.push(await runPhase(way, way === 'pings' ? SELDOM_MS : pollIntervalMs, options))
  }
  return { environment, loadBefore, changes, phases }
}

interface Stage {
  readonly larder: ServerProcess
  readonly simulator: AirtableSimulator
  /** How long a change may take at the most. */
  readonly patienceMs: number
}

async function runPhase(
  way: FreshnessPhase['way'],
  pollIntervalMs: number,
  { changes, seed }: FreshnessRunOptions,
): Promise<FreshnessPhase> {
  await using stack = new AsyncDisposableStack()
  const simulator = stack.adopt(
    await startAirtableSimulator({ bases: [reservasDemo({ reservations: 100 })] }),
    (one) => one.close(),
  )
  simulator.faults.latencyMs = AIRTABLE_LATENCY_MS
  const larder = await openLarder(stack, simulator, { way, pollIntervalMs })
  const patienceMs = PATIENCE_MS + (way === 'pings' ? 0 : pollIntervalMs)
  const stage = { larder, simulator, patienceMs }
  const { requests: before } = simulator.journal.counts
  const seen = await Promise.all(
    WATCHED_KINDS.map((kind, index) => changeAndWatch(kind, stage, { changes, seed: seed + index })),
  )
  const { requests, rateLimited } = simulator.journal.counts
  return { way, pollIntervalMs, seen, upstreamCalls: requests - before, upstream429s: rateLimited }
}

/** With everything in its cache, the base followed and the table mirrored. */
async function openLarder(
  stack: AsyncDisposableStack,
  simulator: AirtableSimulator,
  { way, pollIntervalMs }: Pick<FreshnessPhase, 'way' | 'pollIntervalMs'>,
): Promise<ServerProcess> {
  const folder = stack.adopt(mkdtempSync(join(tmpdir(), 'larder-freshness-')), (path) =>
    rmSync(path, { recursive: true }),
  )
  const redis = stack.adopt(await startRedis(), (server) => server.close())
  const port = await freePort()
  const publicUrl = way === 'pings' ? `http://127.0.0.1:${port}` : undefined
  const config = join(folder, 'larder.json')
  const webhooks = { bases: [BASE], publicUrl, pollIntervalMs }
  writeFileSync(config, JSON.stringify({ webhooks, mirror: { [BASE]: [MIRRORED] } }))
  const env = {
    PORT: String(port),
    LOG_LEVEL: 'warn',
    LARDER_CONFIG: config,
    REDIS_URL: redis.url,
    AIRTABLE_API_KEY: 'patBench',
    AIRTABLE_ENDPOINT_URL: simulator.url,
    AIRTABLE_BASE_IDS: BASE,
    CACHE_TTL_MS: '86400000',
  }
  const larder = stack.adopt(await startLarder(env), (server) => server.kill())
  await followed(larder)
  // A page holds each of its records.
  await fetch(`${larder.url}/v0/${BASE}/Clientes`).then((response) => response.arrayBuffer())
  return larder
}

interface Stats {
  readonly upstream: Readonly<Record<'webhooks' | 'mirror', readonly { readonly state: string }[]>>
}

async function followed({ url }: ServerProcess): Promise<void> {
  const until = performance.now() + 30_000
  for (;;) {
    const { upstream } = (await (await fetch(`${url}/cache/stats`)).json()) as Stats
    const states = [...upstream.webhooks, ...upstream.mirror].map(({ state }) => state)
    if (states.length === 2 && states[0] === 'following' && states[1] === 'current') return
    if (performance.now() > until)
      throw new Error(`The base was not followed and mirrored within 30 s: ${states.join(', ')}.`)
    await pause(50)
  }
}

async function changeAndWatch(
  { title, records }: WatchedKind,
  { larder, simulator, patienceMs }: Stage,
  { changes, seed }: Pick<FreshnessRunOptions, 'changes' | 'seed'>,
): Promise<Seen> {
  const random = new SeededRandom(seed)
  const watching: Promise<number | undefined>[] = []
  for (let number = 1; number <= changes; number++) {
    await pause(2 * CHANGE_EVERY_MS * random.next())
    const record = records[number % records.length] as WatchedRecord
    const person = simulator.base(BASE).asUser()
    const changedAt = performance.now()
    person.updateRecord(record.table, record.recordId, { [record.field]: `cambio ${number}` })
    watching.push(timeUntilSeen(larder.url, record, { number, changedAt, patienceMs }))
  }
  const times = await Promise.all(watching)
  const seen = times.filter((time) => time !== undefined)
  return { title, waits: waitsOf(seen), unseen: times.length - seen.length }
}

/** `undefined` when it is not seen in time. */
async function timeUntilSeen(
  url: string,
  { recordId, field, path }: WatchedRecord,
  {
    number,
    changedAt,
    patienceMs,
  }: { readonly number: number; readonly changedAt: number; readonly patienceMs: number },
): Promise<number | undefined> {
  while (performance.now() - changedAt < patienceMs) {
    const answer = (await (await fetch(url + path)).json()) as ShownRecord & {
      readonly records?: readonly ShownRecord[]
    }
    const record = answer.records?.find(({ id }) => id === recordId) ?? answer
    // A later change may have overtaken it.
    const [, shown] = /^cambio (\d+)$/.exec(String(record.fields?.[field])) ?? []
    if (Number(shown) >= number) return performance.now() - changedAt
    await pause(ASK_EVERY_MS)
  }
  return undefined
}

interface ShownRecord {
  readonly id?: string
  readonly fields?: Readonly<Record<string, unknown>>
}
