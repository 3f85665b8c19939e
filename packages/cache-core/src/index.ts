export {
  CacheError,
  StoreError,
  type CacheErrorCode,
  type CacheErrorOptions,
  type StoreErrorScope,
} from './errors.ts'
export { escapeGlob, parseGlob, type Glob } from './glob.ts'
export { buildKey } from './key.ts'
export type { BulkDeleteOptions, CacheStore, StoredEntry, StoreStatus } from './ports/cache-store.ts'
export type { Clock, Timer } from './ports/clock.ts'
export type { BreakerState, CacheEvent, CacheObserver, UnreadableCause } from './ports/observer.ts'
export type { Random } from './ports/random.ts'
export type { AcquireOptions, RateBudget } from './ports/rate-budget.ts'
export type { LoadContext, Source } from './ports/source.ts'
export { pipeline, type Operation, type Policy, type PolicyContext } from './policies/policy.ts'
export { mathRandom } from './system/math-random.ts'
export { systemClock } from './system/system-clock.ts'
export { createCache } from './cache/create-cache.ts'
export type { Cache, Lookup } from './cache/cache.ts'
export type { CacheHealth } from './cache/health.ts'
export type { CacheOptions, EntryOptions, GetOrSetOptions, Loader, LoaderContext } from './cache/options.ts'
export type {
  BreakerStats,
  CacheStats,
  LatencyStats,
  OperationName,
  OperationStats,
} from './metrics/cache-stats.ts'
export { equalJitter, fullJitter, type Backoff, type JitterOptions } from './policies/backoff.ts'
export { Bulkhead, type BulkheadOptions } from './policies/bulkhead.ts'
export { CircuitBreaker, type CircuitBreakerOptions, type Outcome } from './policies/circuit-breaker.ts'
export { circuitBreaker, type CircuitBreakerPolicyOptions } from './policies/circuit-breaker-policy.ts'
export { deadline, type DeadlineOptions } from './policies/deadline.ts'
export { DeadlineWheel } from './policies/deadline-wheel.ts'
export { rateLimit, RateLimit, type RateLimitOptions } from './policies/rate-limit.ts'
export { retry, type RetryOptions } from './policies/retry.ts'
export { waitFor } from './policies/wait-for.ts'
export { Histogram } from './metrics/histogram.ts'
