import { randomUUID } from 'node:crypto'
import {
  airtableLimitOf,
  AirtableSource,
  type AirtableWebhooks,
  createAirtableClient,
  QuotaBreaker,
  RecordCache,
} from '@larder/airtable-adapter'
import {
  type Cache,
  type Clock,
  createCache,
  mathRandom,
  MemoryIdempotencyStore,
  RateLimit,
  SharedRateBudget,
  type SharedRateBudgetOptions,
  systemClock,
} from '@larder/cache-core'
import {
  createRedisBackend,
  describeRedisTarget,
  parseRedisUrl,
  type RedisSharedBackend,
} from '@larder/redis-adapter'
import { type AirtableSimulator, startAirtableSimulator } from '@larder/airtable-simulator'
import type { Logger } from 'pino'
import type { Config } from './config.ts'
import { composeAssistant } from './assistant/compose-assistant.ts'
import { demoBook } from './assistant/book-config.ts'
import { openDoors } from './access/doors.ts'
import { type App, createApp } from './app.ts'
import { CreateOnce } from './create-once.ts'
import { LiveFeed } from './dashboard/live-feed.ts'
import { EventObserver } from './event-observer.ts'
import { followBases, isFollowed } from './follow-bases.ts'
import { createLogger } from './logging/create-logger.ts'
import { openTelemetry } from './telemetry/telemetry.ts'

export const DEMO_BASE = 'appReservasDemo01'

/** Everything that runs in one process, put together. */
export interface Composition {
  readonly app: App
  readonly cache: Cache
  readonly logger: Logger
  /** What stands in for Airtable when there is no key. */
  readonly simulator: AirtableSimulator | undefined
  /** What it runs on, for people, in lines, without secrets. */
  readonly runsOn: { readonly airtable: string; readonly redis: string }
  /** Answers that have no end of their own are ended: nobody waits for them when the server closes. */
  endStreams(): void
  close(): Promise<void>
}

export interface ComposeOptions {
  /** By which everything happens but what goes over sockets. Default: the system's. */
  readonly clock?: Clock | undefined
}

/** The one place that names adapters, the real clock and real chance. */
export async function compose(
  config: Config,
  { clock = systemClock }: ComposeOptions = {},
): Promise<Composition> {
  const logger = createLogger(config.logLevel)
  const simulator = isSimulated(config) ? await startAirtableSimulator({ clock }) : undefined
  const observer = new EventObserver(logger)
  const telemetry = await openTelemetry(config, { clock, logger, demoBases: simulator ? [DEMO_BASE] : [] })
  const { redis } = config
  const shared = redis && createRedisBackend({ ...redis, observer, clock, random: mathRandom })
  const cache = telemetry.cache(composeCache(config, { observer, shared, clock }))
  // A simulator has no former life.
  const quietUntil = simulator ? undefined : quietUntilOf(clock)
  const sharedBudget = shared && composeBudget(config, shared, { quietUntil, clock })
  const upstream = {
    budget: sharedBudget ?? new RateLimit({ limit: airtableLimitOf, quietUntil, clock }),
    quota: new QuotaBreaker({ cache, observer, clock, random: mathRandom }),
  }
  const endpointUrl = simulator?.url ?? config.airtable.endpointUrl
  let webhooks: AirtableWebhooks | undefined
  const mirror = {
    tables: config.mirror,
    isFollowed: (base: string) => isFollowed(webhooks, base),
  }
  const doors = openDoors(config, {
    cache,
    clock,
    sourceFor: (apiKey) => {
      const headers = () => telemetry.tracing?.outgoing() ?? {}
      const client = createAirtableClient({ apiKey, endpointUrl, headers })
      return new AirtableSource({
        client: telemetry.client(client),
        ...upstream,
        onBreaker: (changed) => telemetry.noteBreaker(changed),
        clock,
        random: mathRandom,
      })
    },
    recordsFor: (source, partition) =>
      new RecordCache({
        cache,
        source,
        partition,
        mirror: partition === '' ? mirror : undefined,
        policies: config.freshness,
        clock,
      }),
  })
  // The base is as new, and Redis may remember what another run of it held.
  if (simulator && shared) await cache.deleteByPrefix(`airtable:${DEMO_BASE}:`)
  await warm(doors.records, simulator ? [DEMO_BASE] : config.airtable.baseIds)
  const { access } = doors
  webhooks = followBases(config, { ...doors, shared, clock })
  const outside = {
    ...upstream,
    webhooks,
    mirror: () => doors.records.mirrorStatus(),
    breakers: () => doors.breakers(),
  }
  const feed = new LiveFeed({ cache, upstream: outside, telemetry, clock })
  const book = simulator ? (config.book ?? demoBook(DEMO_BASE)) : config.book
  const talk =
    book &&
    (await composeAssistant(config, {
      book,
      records: doors.records,
      cache,
      shared,
      clock,
      logger,
      telemetry,
    }))
  const app = createApp({
    cache,
    access,
    createOnce: composeCreateOnce(config, shared, clock),
    talk,
    upstream: outside,
    feed,
    observer,
    metrics: {
      metricsKeySha256: config.telemetry.metricsKeySha256,
      sources: telemetry.expose(cache, outside, observer),
    },
    models: () => telemetry.ledger.totals(),
    logger,
    now: () => new Date(clock.now()),
  })
  return {
    app: telemetry.app(app),
    cache,
    logger,
    simulator,
    runsOn: describe(config, simulator),
    endStreams: () => feed.close(),
    async close() {
      feed.close()
      const told = telemetry.close()
      await webhooks?.close()
      await doors.close()
      await sharedBudget?.close()
      await cache.close()
      await simulator?.close()
      await told
    },
  }
}

/** Without Redis it holds for this process, as long as it runs. */
function composeCreateOnce(
  { cache }: Config,
  shared: RedisSharedBackend | undefined,
  clock: Clock,
): CreateOnce {
  const store = shared?.openIdempotency(cache.namespace) ?? new MemoryIdempotencyStore({ clock })
  return new CreateOnce({ store, clock })
}

function isSimulated({ access, airtable }: Config): boolean {
  return access.mode === 'keys' && airtable.apiKey === undefined
}

/** For people, without secrets. */
function describe(
  { access, airtable, redis }: Config,
  simulator: AirtableSimulator | undefined,
): Composition['runsOn'] {
  const real = airtable.endpointUrl ?? 'https://api.airtable.com'
  const tokens = access.mode === 'pass-through' ? ", with the callers' tokens" : ''
  return {
    airtable: simulator
      ? `simulator at ${simulator.url}\nwith the demo base ${DEMO_BASE}, as new at each start\n(set AIRTABLE_API_KEY for the real one)`
      : `${real}${tokens}`,
    redis: redis
      ? describeRedisTarget(parseRedisUrl(redis.url))
      : 'memory only (set REDIS_URL to share the cache)',
  }
}

/** One budget for all processes on the same Redis, whatever key they use. */
function composeBudget(
  { cache, airtable }: Config,
  shared: RedisSharedBackend,
  { quietUntil, clock }: Pick<SharedRateBudgetOptions, 'quietUntil' | 'clock'>,
): SharedRateBudget {
  return new SharedRateBudget({
    ledger: shared.openLedger(cache.namespace),
    process: randomUUID(),
    limit: airtableLimitOf,
    expectedProcesses: airtable.expectedProcesses,
    quietUntil,
    clock,
  })
}

/** For so long after the start of a process what a former life of it has sent may be on its way or in Airtable's window, in ms. */
const FORMER_LIFE_MS = 1_500

function quietUntilOf(clock: Clock): number {
  return clock.monotonic() - process.uptime() * 1_000 + FORMER_LIFE_MS
}

function composeCache(
  config: Config,
  {
    observer,
    shared,
    clock,
  }: {
    readonly observer: EventObserver
    readonly shared: RedisSharedBackend | undefined
    readonly clock: Clock
  },
): Cache {
  return createCache({
    namespace: config.cache.namespace,
    l1MaxBytes: config.cache.memoryBytes,
    shared,
    storeDeadlineMs: config.redis?.deadlineMs,
    observer,
    clock,
    random: mathRandom,
  })
}

/** Without waiting longer than a start may take: a base that cannot be read now is read with its first request. */
async function warm(records: RecordCache, bases: readonly string[]): Promise<void> {
  const limit = new Promise<void>((resolve) => setTimeout(resolve, 2_000).unref())
  await Promise.race([Promise.all(bases.map((base) => records.warm(base))), limit])
}
