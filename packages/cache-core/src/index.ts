export {
  CacheError,
  StoreError,
  type CacheErrorCode,
  type CacheErrorOptions,
  type StoreErrorOptions,
  type StoreErrorScope,
} from './errors.ts'
export { escapeGlob, parseGlob, type Glob } from './glob.ts'
export { buildKey } from './key.ts'
export type {
  BytesBeforeAndAfter,
  CacheStore,
  EntryStamp,
  InspectedEntry,
  StoreBytes,
  StoredEntry,
  StoreStatus,
  SweepOptions,
  SweepPredicate,
} from './ports/cache-store.ts'
export type {
  Barrier,
  InvalidationLog,
  LogAnswer,
  LogMessage,
  LogPosition,
  LogRecord,
  LogSnapshot,
} from './ports/invalidation-log.ts'
export type {
  LeaseAnswer,
  LeaseBroker,
  LeaseListener,
  LeaseOutcome,
  LeaseRequest,
} from './ports/lease-broker.ts'
export type { SharedBackend } from './ports/shared-backend.ts'
export type { Clock, Timer } from './ports/clock.ts'
export type { Codec } from './ports/codec.ts'
export type { BreakerState, CacheEvent, CacheObserver, UnreadableCause } from './ports/observer.ts'
export type { Random } from './ports/random.ts'
export type {
  AcquireOptions,
  BudgetStatus,
  Departure,
  RateBudget,
  RequestPriority,
} from './ports/rate-budget.ts'
export {
  type LedgerAnswer,
  type LedgerMessage,
  type LedgerTerms,
  type ScopeView,
  type SlotLedger,
  type SlotNews,
  type SlotWant,
  WHOLE_SHARE,
} from './ports/slot-ledger.ts'
export type { IdempotencyClaim, IdempotencyStanding, IdempotencyStore } from './ports/idempotency-store.ts'
export {
  MemoryIdempotencyStore,
  type MemoryIdempotencyStoreOptions,
} from './idempotency/memory-idempotency-store.ts'
export type { LoadContext, Source } from './ports/source.ts'
export { SharedRateBudget, type SharedRateBudgetOptions } from './budget/shared-rate-budget.ts'
export { pipeline, type Operation, type Policy, type PolicyContext } from './policies/policy.ts'
export { mathRandom } from './system/math-random.ts'
export { systemClock } from './system/system-clock.ts'
export { createCache } from './cache/create-cache.ts'
export { guardedObserver } from './cache/guarded-observer.ts'
export type { Cache, Invalidation, Lookup, Reclaimed, ReclaimOptions } from './cache/cache.ts'
export type { Invalidated } from './tiers/watches.ts'
export type { WaitOptions } from './cache/waits.ts'
export type { Watch } from './cache/watch.ts'
export type { CacheHealth, NodeHealth } from './cache/health.ts'
export type { EntryCount, Selection } from './cache/count.ts'
export type { Explanation, HeldEntry } from './cache/explain.ts'
export type { FamilyBatchContext, FamilyOptions, FamilyReadOptions, KeyFamily } from './cache/key-family.ts'
export {
  type Adaptation,
  type CacheOptions,
  type EntryOptions,
  type GetOrSetOptions,
  type Loader,
  type LoaderContext,
  type ManyLoaded,
  type ManyLoader,
  type ManyLoaderContext,
  type NotModified,
  notModified,
  type ReadOptions,
  type SetOptions,
  type StaleValue,
} from './cache/options.ts'
export type { SchemaResult, StandardSchema } from './standard-schema.ts'
export type {
  BreakerStats,
  CacheStats,
  LatencyStats,
  OperationName,
  OperationStats,
} from './metrics/cache-stats.ts'
export {
  decorrelatedJitter,
  equalJitter,
  fullJitter,
  type Backoff,
  type JitterOptions,
} from './policies/backoff.ts'
export { Bulkhead, type BulkheadOptions } from './policies/bulkhead.ts'
export {
  CircuitBreaker,
  type BreakerWindowOptions,
  type CircuitBreakerOptions,
  type Outcome,
} from './policies/circuit-breaker.ts'
export {
  circuitBreaker,
  type CircuitBreakerPolicyOptions,
  failFast,
} from './policies/circuit-breaker-policy.ts'
export { deadline, type DeadlineOptions } from './policies/deadline.ts'
export { rateLimit, RateLimit, type RateLimitOptions } from './policies/rate-limit.ts'
export { retry, type RetryOptions } from './policies/retry.ts'
export { RetryBudget, type RetryBudgetOptions } from './policies/retry-budget.ts'
export { waitFor } from './policies/wait-for.ts'
export { ByteMeter } from './metrics/byte-meter.ts'
export { Histogram } from './metrics/histogram.ts'
export type { HotKey } from './metrics/hot-keys.ts'
export { HistogramSnapshot } from './metrics/histogram-snapshot.ts'
