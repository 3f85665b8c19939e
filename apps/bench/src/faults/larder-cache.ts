import { type CacheObserver, type CacheOptions, createCache, type SharedBackend } from '@larder/cache-core'
import { createRedisBackend, type RedisBackendOptions } from '@larder/redis-adapter'
import type { DrillCache } from './drill-cache.ts'
import { ORIGIN_LIMIT } from './origin.ts'

/** How old a read may be in a process that can reach Redis, in ms. */
export const PROPAGATION_MS = 1_000
/** How old a read may be in a process that cannot, in ms. */
export const ISOLATED_MS = 2_000
/** How long Redis may hold up a call, in ms: T of the budgets. */
export const DEADLINE_MS = 150

export interface LarderCacheOptions {
  readonly name: string
  readonly observer: CacheObserver
  readonly backend: Omit<RedisBackendOptions, 'observer'>
  readonly cache?: Omit<CacheOptions, 'shared' | 'observer'> | undefined
}

/** Larder as an application sets it up: memory, Redis, and loads that never exceed what the origin bears. */
export function openLarder({ name, observer, backend, cache: options }: LarderCacheOptions): DrillCache {
  const shared: SharedBackend = createRedisBackend({ deadlineMs: DEADLINE_MS, ...backend, observer })
  const cache = createCache({
    shared,
    observer,
    storeDeadlineMs: DEADLINE_MS,
    ttlMs: 60_000,
    propagationLimitMs: PROPAGATION_MS,
    isolatedTtlMs: ISOLATED_MS,
    // Two processes share one origin.
    originLimit: { maxConcurrent: ORIGIN_LIMIT / 2, maxQueue: 2_000 },
    ...options,
  })
  const tagsOf = (tag: string | undefined) => (tag === undefined ? {} : { tags: [tag] })
  const isDelivered = () => cache.health().journalSize === 0
  return {
    name,
    tells: true,
    async read({ key, tag, isStrict, load, ttlMs }) {
      const consistency = isStrict ? 'strict' : 'bounded'
      const { value, outcome, tier } = await cache.lookup(key, load, { ...tagsOf(tag), consistency, ttlMs })
      return { value, outcome: outcome === 'hit' ? (tier === 'l1' ? 'l1' : 'l2') : outcome }
    },
    async set(key, tag, value, ttlMs) {
      await cache.set(key, value, { ...tagsOf(tag), ttlMs })
      return isDelivered()
    },
    async delete(key) {
      await cache.delete(key)
      return isDelivered()
    },
    invalidateTag: async (tag) => (await cache.invalidateTag(tag)).acknowledged,
    state() {
      const { status, reason, breakers } = cache.health()
      return { isHealthy: status === 'healthy', reason, ...breakers }
    },
    close: () => cache.close(),
  }
}
