import type { BulkDeleteOptions } from '../ports/cache-store.ts'
import type { Cache, Lookup } from './cache.ts'
import type { CacheConfiguration, EntryRules } from './resolve-options.ts'
import type { CacheHealth } from './health.ts'
import type { CacheStats } from '../metrics/cache-stats.ts'
import type { EntryOptions, GetOrSetOptions, Loader } from './options.ts'
import type { Flight } from './single-flight.ts'
import type { Invalidation } from '../tiers/tier-stack.ts'
import { assertKey } from '../key.ts'
import { CacheError } from '../errors.ts'
import { loadFlight } from './load-flight.ts'
import { freshnessAt, type MemoryEntry, MemoryTier } from '../tiers/memory-tier.ts'
import { parseGlob } from '../glob.ts'
import { resolveRules, staleMsOf } from './resolve-options.ts'
import { sealValue } from '../seal-value.ts'
import { SharedTier } from '../tiers/shared-tier.ts'
import { SingleFlight } from './single-flight.ts'
import { StatsRecorder } from '../metrics/cache-stats.ts'
import { TierStack } from '../tiers/tier-stack.ts'

/** The Cache of `createCache`. */
export class TieredCache implements Cache {
  readonly #configuration: CacheConfiguration
  readonly #memory: MemoryTier
  readonly #shared: SharedTier | undefined
  readonly #tiers: TierStack
  readonly #flights = new SingleFlight()
  readonly #stats = new StatsRecorder()
  #closed = false

  constructor(configuration: CacheConfiguration) {
    const { store, namespace, clock, l1MaxBytes } = configuration
    this.#configuration = configuration
    this.#memory = new MemoryTier(l1MaxBytes)
    this.#shared = store && new SharedTier(store, configuration, this.#stats)
    this.#tiers = new TierStack(this.#memory, this.#shared?.guarded, namespace, clock)
  }

  async get<T>(key: string): Promise<T | undefined> {
    const startedAt = this.#configuration.clock.monotonic()
    const entry = this.#memory.get(key)
    if (entry !== undefined && startedAt < entry.freshUntil) return this.#hit(entry, startedAt) as T
    this.#assertUsable(key)
    const [value] = this.#readable('get', entry, await this.#belowUnlessServable(key, entry))
    this.#stats.done('get', this.#configuration.clock.monotonic() - startedAt)
    return value as T | undefined
  }

  async getOrSet<T>(key: string, loader: Loader<T>, options?: GetOrSetOptions): Promise<T> {
    const startedAt = this.#configuration.clock.monotonic()
    const entry = this.#memory.get(key)
    if (entry !== undefined && startedAt < entry.freshUntil) return this.#hit(entry, startedAt) as T
    const found = await this.#find(key, loader, options, entry, startedAt)
    return found.value as T
  }

  async lookup<T>(key: string, loader: Loader<T>, options?: GetOrSetOptions): Promise<Lookup<T>> {
    const startedAt = this.#configuration.clock.monotonic()
    const entry = this.#memory.get(key)
    if (entry !== undefined && startedAt < entry.freshUntil) {
      return {
        value: this.#hit(entry, startedAt) as T,
        outcome: 'hit',
        tier: 'l1',
        ageMs: startedAt - entry.bornAt,
      }
    }
    return (await this.#find(key, loader, options, entry, startedAt)) as Lookup<T>
  }

  async getMany<T>(keys: readonly string[]): Promise<readonly (T | undefined)[]> {
    const startedAt = this.#configuration.clock.monotonic()
    for (const key of keys) this.#assertUsable(key)
    const inMemory = keys.map((key) => this.#memory.get(key))
    const wanted = keys.filter((_, index) => !this.#isServable(inMemory[index]))
    const found = await this.#tiers.readSharedMany(wanted)
    const below = new Map(wanted.map((key, index) => [key, found[index]]))
    const values = keys.map((key, index) => this.#readable('getMany', inMemory[index], below.get(key))[0])
    this.#stats.done('getMany', this.#configuration.clock.monotonic() - startedAt)
    return values as (T | undefined)[]
  }

  async set(key: string, value: unknown, options?: EntryOptions): Promise<void> {
    this.#assertUsable(key)
    const startedAt = this.#configuration.clock.monotonic()
    const rules = resolveRules(this.#configuration.rules, options)
    if (value === undefined && rules.negativeTtlMs === 0) {
      throw new CacheError(
        'INVALID_ARGUMENT',
        'set was given undefined, which stands for "not found": use delete, or give a negativeTtlMs to keep it.',
      )
    }
    const bytes = sealValue(value)
    const ttlMs = value === undefined ? rules.negativeTtlMs : rules.ttlMs
    const staleMs = value === undefined ? 0 : staleMsOf(rules)
    this.#flights.fence(key)
    if (ttlMs + staleMs === 0) await this.delete(key)
    else await this.#tiers.supersede(key, { value, bytes, ttlMs, staleMs })
    this.#flights.fence(key)
    this.#stats.done('set', this.#configuration.clock.monotonic() - startedAt)
  }

  async setMany(
    entries: readonly (readonly [key: string, value: unknown])[],
    options?: EntryOptions,
  ): Promise<void> {
    await Promise.all(entries.map(([key, value]) => this.set(key, value, options)))
  }

  async delete(key: string): Promise<boolean> {
    return (await this.deleteMany([key])) > 0
  }

  async deleteMany(keys: readonly string[]): Promise<number> {
    for (const key of keys) this.#assertUsable(key)
    if (keys.length === 0) return 0
    const unique = [...new Set(keys)]
    const covered = new Set(unique)
    return this.#invalidate({
      deletion: { kind: 'keys', keys: unique },
      covers: (key) => covered.has(key),
      key: unique.length === 1 ? unique[0] : undefined,
    })
  }

  async deleteByPrefix(prefix: string, options: BulkDeleteOptions = {}): Promise<number> {
    this.#assertOpen()
    if (typeof prefix !== 'string')
      throw new CacheError('INVALID_ARGUMENT', `A prefix must be a string; received ${typeof prefix}.`)
    return this.#invalidate(
      { deletion: { kind: 'prefix', prefix }, covers: (key) => key.startsWith(prefix) },
      options.signal,
    )
  }

  async deleteByPattern(pattern: string, options: BulkDeleteOptions = {}): Promise<number> {
    this.#assertOpen()
    const glob = parseGlob(pattern)
    return this.#invalidate(
      { deletion: { kind: 'pattern', prefix: '', pattern }, covers: glob.matches },
      options.signal,
    )
  }

  stats(): CacheStats {
    const operations = this.#stats.operations()
    const { hits, staleHits } = operations.get
    return {
      operations,
      l1: this.#memory.stats(),
      loadsJoined: this.#stats.loadsJoined,
      loadsSaved: hits.l1 + hits.l2 + staleHits + this.#stats.loadsJoined,
      loadsInFlight: this.#flights.size,
      breakers: this.#shared?.breakers(),
      journalSize: this.#shared?.guarded.journal.size ?? 0,
    }
  }

  health(): CacheHealth {
    return this.#shared?.health() ?? DISABLED
  }

  async close(): Promise<void> {
    if (this.#closed) return
    this.#closed = true
    this.#flights.abortAll(closedError())
    this.#memory.clear()
    await this.#tiers.drain()
    await this.#shared?.close()
  }

  #hit(entry: MemoryEntry, startedAt: number): unknown {
    this.#stats.hit('get', 'l1')
    this.#stats.done('get', this.#configuration.clock.monotonic() - startedAt)
    return entry.value
  }

  async #find(
    key: string,
    loader: Loader<unknown>,
    options: GetOrSetOptions | undefined,
    entry: MemoryEntry | undefined,
    startedAt: number,
  ): Promise<Lookup<unknown>> {
    this.#assertUsable(key)
    const rules = resolveRules(this.#configuration.rules, options)
    try {
      const lookup = await this.#staleOrFlight(key, loader, rules, entry, startedAt, options?.signal)
      this.#count(lookup)
      this.#stats.done('get', this.#configuration.clock.monotonic() - startedAt)
      return lookup
    } catch (error) {
      this.#stats.miss('get')
      this.#stats.error('get', error instanceof CacheError ? error.code : 'LOADER')
      throw error
    }
  }

  /** A stale value within staleWhileRevalidateMs at once, with a load behind it; else what the key's load brings. */
  #staleOrFlight(
    key: string,
    loader: Loader<unknown>,
    rules: EntryRules,
    entry: MemoryEntry | undefined,
    now: number,
    signal: AbortSignal | undefined,
  ): Promise<Lookup<unknown>> {
    const freshness = entry ? freshnessAt(entry, now, rules) : 'expired'
    const running = this.#flights.get(key)
    const flight = running ?? this.#start(key, loader, rules, freshness === 'expired' ? undefined : entry)
    if (entry && freshness === 'stale') {
      flight.keepRunning()
      return Promise.resolve({ value: entry.value, outcome: 'stale', tier: 'l1', ageMs: now - entry.bornAt })
    }
    if (running) this.#stats.loadsJoined++
    return flight.wait(signal, staleMsOf(rules) > 0)
  }

  #start(key: string, loader: Loader<unknown>, rules: EntryRules, fallback: MemoryEntry | undefined): Flight {
    const flight = this.#flights.start(key)
    const { clock, loadPolicy, observer } = this.#configuration
    const context = { tiers: this.#tiers, stats: this.#stats, clock, loadPolicy, observer }
    void loadFlight(flight, { key, loader, rules, fallback }, context).then(() =>
      this.#flights.end(key, flight),
    )
    return flight
  }

  #count({ outcome, tier }: Lookup<unknown>): void {
    if (outcome === 'load') this.#stats.miss('get')
    else if (outcome === 'stale') this.#stats.staleHit('get')
    else this.#stats.hit('get', tier === 'l1' ? 'l1' : 'l2')
  }

  async #invalidate(invalidation: Invalidation, signal?: AbortSignal): Promise<number> {
    const startedAt = this.#configuration.clock.monotonic()
    const fence = () => {
      if (invalidation.key === undefined) this.#flights.fenceWhere(invalidation.covers)
      else this.#flights.fence(invalidation.key)
    }
    const count = await this.#tiers.invalidate(invalidation, fence, signal)
    this.#stats.done('delete', this.#configuration.clock.monotonic() - startedAt)
    return count
  }

  #belowUnlessServable(key: string, entry: MemoryEntry | undefined): Promise<MemoryEntry | undefined> {
    return this.#isServable(entry) ? Promise.resolve(undefined) : this.#tiers.readShared(key)
  }

  /** Fresh, or stale within the cache's own staleWhileRevalidateMs: what a read without a loader may return. */
  #isServable(entry: MemoryEntry | undefined): entry is MemoryEntry {
    if (!entry) return false
    const { clock, rules } = this.#configuration
    const freshness = freshnessAt(entry, clock.monotonic(), rules)
    return freshness === 'fresh' || freshness === 'stale'
  }

  /** The value that may be returned, from memory or from below, counted; an empty tuple when there is none. */
  #readable(
    operation: 'get' | 'getMany',
    memory: MemoryEntry | undefined,
    below: MemoryEntry | undefined,
  ): readonly [unknown?] {
    const [entry, tier] = this.#isServable(memory) ? [memory, 'l1' as const] : [below, 'l2' as const]
    if (!this.#isServable(entry)) {
      this.#stats.miss(operation)
      return []
    }
    if (this.#configuration.clock.monotonic() < entry.freshUntil) this.#stats.hit(operation, tier)
    else this.#stats.staleHit(operation)
    return [entry.value]
  }

  #assertUsable(key: string): void {
    this.#assertOpen()
    assertKey(key)
  }

  #assertOpen(): void {
    if (this.#closed) throw closedError()
  }
}

const DISABLED: CacheHealth = {
  status: 'disabled',
  reason: 'No shared tier is configured: memory serves alone.',
  latencyMs: 0,
  breakers: { read: 'closed', write: 'closed' },
  connections: { max: 0, open: 0, inFlight: 0 },
  journalSize: 0,
}

function closedError(): CacheError {
  return new CacheError('CLOSED', 'The cache is closed.')
}
