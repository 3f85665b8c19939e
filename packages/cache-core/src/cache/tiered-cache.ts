import { countEntries, type EntryCount, type Selection } from './count.ts'
import type { Cache, Invalidation, Lookup } from './cache.ts'
import type { CacheConfiguration } from './resolve-options.ts'
import type { CacheHealth } from './health.ts'
import type { CacheStats } from '../metrics/cache-stats.ts'
import type { EntryOptions, GetOrSetOptions, Loader, ManyLoader, ReadOptions, SetOptions } from './options.ts'
import type { HotKey } from '../metrics/hot-keys.ts'
import type { Invalidations } from '../tiers/invalidations.ts'
import type { MemoryEntry } from '../tiers/memory-entry.ts'
import type { MemoryTier } from '../tiers/memory-tier.ts'
import type { StatsRecorder } from '../metrics/cache-stats.ts'
import { assertKey, assertPrefix } from '../key.ts'
import {
  assertHotKeyLimit,
  assertList,
  assertLoader,
  assertPairs,
  assertReadable,
} from './assert-arguments.ts'
import { BatchLoad } from './batch-load.ts'
import { BurstClock } from './burst-clock.ts'
import { CacheError } from '../errors.ts'
import { type CacheParts, createParts } from './cache-parts.ts'
import { explain, type Explanation } from './explain.ts'
import { type FamilyOptions, KeyFamily } from './key-family.ts'
import { Finds } from './finds.ts'
import { keysBelow } from './keys.ts'
import { NamespaceView } from './namespace-view.ts'
import { Reads } from './reads.ts'
import { type WaitOptions, Waits } from './waits.ts'
import { OpenWatch, type Watch } from './watch.ts'
import { Writes } from './writes.ts'

/** The Cache of `createCache`: plain hits in memory are served here, everything else by Reads and Writes. */
export class TieredCache implements Cache {
  readonly #parts: CacheParts
  readonly #reads: Reads
  readonly #finds: Finds
  readonly #writes: Writes
  readonly #waits: Waits
  readonly #give: ((value: unknown) => unknown) | undefined
  /** What a plain hit touches, at hand. */
  readonly #memory: MemoryTier
  readonly #invalidations: Invalidations
  readonly #stats: StatsRecorder
  readonly #clock: BurstClock
  #closed = false

  constructor(configuration: CacheConfiguration) {
    this.#parts = createParts(configuration)
    this.#reads = new Reads(this.#parts)
    this.#finds = new Finds(this.#parts)
    this.#writes = new Writes(this.#parts)
    this.#waits = new Waits(this.#parts)
    const { isolation, memory, invalidations, stats } = this.#parts
    this.#give = isolation.give
    this.#memory = memory
    this.#invalidations = invalidations
    this.#stats = stats
    this.#clock = new BurstClock(configuration.clock)
  }

  // Not async: a promise that is returned by an async function is waited for in two turns more.
  get<T>(key: string, options?: ReadOptions): Promise<T | undefined> {
    const entry = options === undefined ? this.#plainHit(key) : undefined
    return entry === undefined ? this.#get(key, options) : this.#answer(entry.value)
  }

  getOrSet<T>(key: string, loader: Loader<T>, options?: GetOrSetOptions): Promise<T> {
    const entry = options?.consistency === 'strict' ? undefined : this.#plainHit(key)
    return entry === undefined ? this.#getOrSet(key, loader, options) : this.#answer(entry.value)
  }

  async lookup<T>(key: string, loader: Loader<T>, options?: GetOrSetOptions): Promise<Lookup<T>> {
    const atHand = options?.consistency === 'strict' ? undefined : this.#plainLookup<T>(key)
    if (atHand !== undefined) return atHand
    this.#assertUsable(key)
    const found = await this.#finds.find(key, loader, options)
    return { ...found, value: this.#given(found.value) as T }
  }

  lookupInMemory<T>(key: string): Lookup<T> | undefined {
    const atHand = this.#plainLookup<T>(key)
    if (atHand === undefined) this.#assertUsable(key)
    return atHand
  }

  async getMany<T>(keys: readonly string[], options?: ReadOptions): Promise<readonly (T | undefined)[]> {
    this.#assertAllUsable(keys)
    assertReadable(options)
    const values = await this.#reads.getMany(keys, options)
    return values.map((value) => this.#given(value) as T | undefined)
  }

  async getOrSetMany<T>(
    keys: readonly string[],
    loader: ManyLoader<T>,
    options?: GetOrSetOptions,
  ): Promise<readonly (T | undefined)[]> {
    this.#assertAllUsable(keys)
    assertLoader(loader)
    const unique = [...new Set(keys)]
    const batch = new BatchLoad(loader, unique.length, this.#parts.loadPolicy)
    const find = async (key: string, one: Loader<T | undefined>, onWaiting: () => void) => {
      const entry = options?.consistency === 'strict' ? undefined : this.#plainHit(key)
      if (entry) return entry.value as T
      return (await this.#finds.find(key, one, options, { onWaiting, isBatched: true })).value as T
    }
    const loads = unique.map((key) => batch.take(key, (one, onWaiting) => find(key, one, onWaiting)))
    const values = new Map(await Promise.all(loads))
    return keys.map((key) => this.#given(values.get(key)) as T | undefined)
  }

  async set(key: string, value: unknown, options?: SetOptions): Promise<void> {
    this.#assertUsable(key)
    await this.#writes.set(key, value, options)
  }

  async setMany(
    entries: readonly (readonly [key: string, value: unknown])[],
    options?: SetOptions,
  ): Promise<void> {
    assertList('entries', entries)
    assertPairs(entries)
    for (const [key] of entries) this.#assertUsable(key)
    await this.#writes.setMany(entries, options)
  }

  async delete(key: string): Promise<boolean> {
    return (await this.deleteMany([key])) > 0
  }

  async deleteMany(keys: readonly string[]): Promise<number> {
    this.#assertAllUsable(keys)
    return this.#writes.deleteMany(keys)
  }

  async deleteByPrefix(prefix: string): Promise<Invalidation> {
    this.#assertOpen()
    assertPrefix(prefix)
    return this.#writes.deleteByPrefix(prefix)
  }

  async deleteByPattern(pattern: string): Promise<Invalidation> {
    this.#assertOpen()
    return this.#writes.deleteByPattern(pattern)
  }

  async invalidateTag(tag: string): Promise<Invalidation> {
    this.#assertOpen()
    return this.#writes.invalidateTag(tag)
  }

  async clear(): Promise<Invalidation> {
    return this.deleteByPrefix('')
  }

  async expire(key: string): Promise<void> {
    this.#assertUsable(key)
    await this.#writes.expire(key)
  }

  async expireTag(tag: string): Promise<void> {
    this.#assertOpen()
    await this.#writes.expireTag(tag)
  }

  define<Id, T>(options: FamilyOptions<Id, T>): KeyFamily<Id, T> {
    return new KeyFamily(this, options)
  }

  namespace(name: string): Cache {
    return new NamespaceView(this, name)
  }

  async explain(key: string, options?: EntryOptions): Promise<Explanation> {
    this.#assertUsable(key)
    return explain(this.#parts, key, options)
  }

  async count(
    selection: Selection,
    { signal }: { readonly signal?: AbortSignal | undefined } = {},
  ): Promise<EntryCount> {
    this.#assertOpen()
    return countEntries(this.#parts, selection, signal)
  }

  async *keys(
    prefix: string,
    { signal }: { readonly signal?: AbortSignal | undefined } = {},
  ): AsyncGenerator<string, void, void> {
    this.#assertOpen()
    yield* keysBelow(this.#parts, prefix, signal)
  }

  async ready(options?: WaitOptions): Promise<boolean> {
    this.#assertOpen()
    return this.#waits.ready(options)
  }

  async settled(options?: WaitOptions): Promise<boolean> {
    this.#assertOpen()
    return this.#waits.settled(options)
  }

  watch(prefix: string): Watch {
    this.#assertOpen()
    assertPrefix(prefix)
    return new OpenWatch(prefix, this.#invalidations, this.#parts.configuration.clock)
  }

  stats(): CacheStats {
    const { stats, memory, flights, shared, invalidations } = this.#parts
    const operations = stats.operations()
    const { hits, staleHits } = operations.get
    return {
      operations,
      l1: memory.stats(),
      l1Latency: stats.memoryLatency(),
      loadsJoined: stats.loadsJoined,
      loadsSaved: hits.l1 + hits.l2 + staleHits + stats.loadsJoined,
      loadsInFlight: flights.size,
      invalidations: stats.invalidations(),
      breakers: shared?.breakers(),
      journalSize: invalidations.journalSize,
      bytes: shared?.bytes,
    }
  }

  hotKeys({ limit = 20 }: { readonly limit?: number | undefined } = {}): readonly HotKey[] {
    assertHotKeyLimit(limit)
    return this.#stats.hotKeys.top(limit, this.#parts.configuration.clock.monotonic())
  }

  health(): CacheHealth {
    return this.#parts.shared?.health() ?? DISABLED
  }

  isolate(): void {
    this.#assertOpen()
    this.#parts.shared?.isolate()
  }

  rejoin(): void {
    this.#assertOpen()
    this.#parts.shared?.rejoin()
  }

  async close(): Promise<void> {
    if (this.#closed) return
    this.#closed = true
    const { flights, memory, shared } = this.#parts
    this.#waits.close()
    flights.abortAll(closedError())
    memory.clear()
    await shared?.close()
  }

  async #get<T>(key: string, options: ReadOptions | undefined): Promise<T | undefined> {
    this.#assertUsable(key)
    assertReadable(options)
    return this.#given(await this.#reads.get(key, options)) as T | undefined
  }

  async #getOrSet<T>(key: string, loader: Loader<T>, options: GetOrSetOptions | undefined): Promise<T> {
    this.#assertUsable(key)
    return this.#given((await this.#finds.find(key, loader, options)).value) as T
  }

  #plainLookup<T>(key: string): Lookup<T> | undefined {
    const entry = this.#plainHit(key)
    if (entry === undefined) return undefined
    const ageMs = this.#parts.configuration.clock.monotonic() - entry.bornAt
    return { value: this.#given(entry.value) as T, outcome: 'hit', tier: 'l1', ageMs }
  }

  /** An entry of memory that can be served without a second thought; counted. */
  #plainHit(key: string): MemoryEntry | undefined {
    const entry = this.#memory.get(key)
    if (entry === undefined || entry.version !== this.#invalidations.version) return undefined
    const now = this.#clock.monotonic()
    if (now >= entry.refreshAt || now >= this.#invalidations.trustedUntil) return undefined
    if (this.#stats.memoryHit()) this.#time(key)
    return entry
  }

  /** Which key it was and how long the look into memory takes, for the statistics. */
  #time(key: string): void {
    const { clock } = this.#parts.configuration
    const startedAt = clock.monotonic()
    this.#memory.get(key)
    const now = clock.monotonic()
    this.#stats.sampled(key, now - startedAt, now)
  }

  #answer<T>(value: unknown): Promise<T> {
    return this.#give === undefined ? Promise.resolve(value as T) : this.#handOut(value)
  }

  /** Rejects, and does not throw, when the value cannot be handed out. */
  async #handOut<T>(value: unknown): Promise<T> {
    return this.#given(value) as T
  }

  #given(value: unknown): unknown {
    return this.#give === undefined ? value : this.#give(value)
  }

  #assertUsable(key: string): void {
    this.#assertOpen()
    assertKey(key)
  }

  #assertAllUsable(keys: readonly string[]): void {
    assertList('keys', keys)
    for (const key of keys) this.#assertUsable(key)
  }

  #assertOpen(): void {
    if (this.#closed) throw closedError()
  }
}

const DISABLED: CacheHealth = {
  status: 'disabled',
  reason: 'No shared tier is configured: memory serves alone.',
  isIsolated: false,
  latencyMs: 0,
  breakers: { read: 'closed', write: 'closed' },
  nodes: [],
  connections: { max: 0, open: 0, inFlight: 0 },
  journalSize: 0,
  logLagMs: undefined,
}

function closedError(): CacheError {
  return new CacheError('CLOSED', 'The cache is closed.')
}
