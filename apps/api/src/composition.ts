import { randomUUID } from 'node:crypto'
import {
  airtableLimitOf,
  AirtableSource,
  createAirtableClient,
  QuotaBreaker,
  RecordCache,
} from '@larder/airtable-adapter'
import { type Cache, createCache, mathRandom, SharedRateBudget, systemClock } from '@larder/cache-core'
import {
  createRedisBackend,
  describeRedisTarget,
  parseRedisUrl,
  type RedisSharedBackend,
} from '@larder/redis-adapter'
import { type AirtableSimulator, startAirtableSimulator } from '@larder/airtable-simulator'
import { type Logger, pino } from 'pino'
import type { Hono } from 'hono'
import type { Config } from './config.ts'
import { createApp } from './app.ts'
import { EventObserver } from './event-observer.ts'

export const DEMO_BASE = 'appReservasDemo01'

/** Everything that runs in one process, put together. */
export interface Composition {
  readonly app: Hono
  readonly cache: Cache
  readonly records: RecordCache
  readonly logger: Logger
  /** What stands in for Airtable when there is no key. */
  readonly simulator: AirtableSimulator | undefined
  /** What it runs on, for people, without secrets. */
  readonly runsOn: { readonly airtable: string; readonly redis: string }
  close(): Promise<void>
}

/** The one place that names adapters, the real clock and real chance. */
export async function compose(config: Config): Promise<Composition> {
  const logger = pino({ level: config.logLevel })
  const simulator = config.airtable.apiKey === undefined ? await startAirtableSimulator() : undefined
  const observer = new EventObserver(logger)
  const { redis } = config
  const shared = redis && createRedisBackend({ ...redis, observer, clock: systemClock, random: mathRandom })
  const cache = composeCache(config, observer, shared)
  const client = createAirtableClient({
    apiKey: config.airtable.apiKey ?? 'local-simulator',
    endpointUrl: simulator?.url ?? config.airtable.endpointUrl,
  })
  const budget = shared && composeBudget(config, shared)
  const quota = new QuotaBreaker({ cache, observer, clock: systemClock, random: mathRandom })
  const source = new AirtableSource({ client, budget, quota, clock: systemClock, random: mathRandom })
  const records = new RecordCache({ cache, source, policies: policyOf(config) })
  await warm(records, simulator ? [DEMO_BASE] : config.airtable.baseIds)
  const app = createApp({
    cache,
    records,
    source,
    observer,
    logger,
    accessKey: config.accessKey,
    now: () => new Date(),
  })
  return {
    app,
    cache,
    records,
    logger,
    simulator,
    runsOn: {
      airtable: simulator
        ? `simulator at ${simulator.url} (base ${DEMO_BASE}; set AIRTABLE_API_KEY for the real one)`
        : (config.airtable.endpointUrl ?? 'https://api.airtable.com'),
      redis: config.redis
        ? describeRedisTarget(parseRedisUrl(config.redis.url))
        : 'memory only (set REDIS_URL to share the cache)',
    },
    async close() {
      await budget?.close()
      await cache.close()
      await simulator?.close()
    },
  }
}

/** One budget for all processes on the same Redis, whatever key they use. */
function composeBudget({ cache, airtable }: Config, shared: RedisSharedBackend): SharedRateBudget {
  return new SharedRateBudget({
    ledger: shared.openLedger(cache.namespace),
    process: randomUUID(),
    limit: airtableLimitOf,
    expectedProcesses: airtable.expectedProcesses,
    clock: systemClock,
  })
}

function composeCache(
  config: Config,
  observer: EventObserver,
  shared: RedisSharedBackend | undefined,
): Cache {
  return createCache({
    ...policyOf(config),
    namespace: config.cache.namespace,
    l1MaxBytes: config.cache.memoryBytes,
    shared,
    storeDeadlineMs: config.redis?.deadlineMs,
    observer,
    clock: systemClock,
    random: mathRandom,
  })
}

function policyOf({
  cache,
}: Config): Pick<Config['cache'], 'ttlMs' | 'staleWhileRevalidateMs' | 'staleIfErrorMs' | 'softTimeoutMs'> {
  const { ttlMs, staleWhileRevalidateMs, staleIfErrorMs, softTimeoutMs } = cache
  return { ttlMs, staleWhileRevalidateMs, staleIfErrorMs, softTimeoutMs }
}

/** Without waiting longer than a start may take: a base that cannot be read now is read with its first request. */
async function warm(records: RecordCache, bases: readonly string[]): Promise<void> {
  const limit = new Promise<void>((resolve) => setTimeout(resolve, 2_000).unref())
  await Promise.race([Promise.all(bases.map((base) => records.warm(base))), limit])
}
