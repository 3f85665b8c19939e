import type { CacheParts } from './cache-parts.ts'
import type { EntryRules } from './resolve-options.ts'
import type { Flight } from './single-flight.ts'
import type { GetOrSetOptions, Loader, ReadOptions } from './options.ts'
import type { Lookup } from './cache.ts'
import type { Freshness, MemoryEntry } from '../tiers/memory-entry.ts'
import { CacheError } from '../errors.ts'
import { deadline } from '../policies/deadline.ts'
import { Load, type LoadEnvironment } from './load.ts'
import { assertReadable, resolveRules, resolveTags, staleMsOf } from './resolve-options.ts'

interface Finding {
  readonly key: string
  readonly loader: Loader<unknown>
  readonly options: GetOrSetOptions | undefined
  readonly rules: EntryRules
  readonly tags: readonly string[]
  readonly onWaiting: (() => void) | undefined
}

/** How an entry of memory may be used now. `due`: serve it and refresh behind. */
type Use = Freshness | 'due'

/** Reads that are not plain hits in memory. */
export class Reads {
  readonly #parts: CacheParts
  readonly #environment: LoadEnvironment

  constructor(parts: CacheParts) {
    const { configuration, tiers, invalidations, isolation, shared, stats } = parts
    const { clock, random, loadPolicy, observer } = configuration
    const leases = shared?.leases
    this.#parts = parts
    this.#environment = {
      tiers,
      invalidations,
      isolation,
      leases,
      stats,
      clock,
      random,
      loadPolicy,
      observer,
    }
  }

  /** The value that may be returned without a loader; an empty tuple when there is none. */
  async get(key: string, options: ReadOptions | undefined): Promise<readonly [unknown?]> {
    const { tiers } = this.#parts
    const known = this.#isKnown(options)
    const isKnown = typeof known === 'boolean' ? known : await known
    const entry = isKnown || options?.consistency !== 'strict' ? tiers.recall(key) : undefined
    if (this.#isServable(entry, isKnown)) return this.#served('get', entry, 'l1')
    const below = isKnown ? await tiers.readShared(key, true) : undefined
    if (below) tiers.hold(key, below)
    return this.#served('get', this.#isServable(below, isKnown) ? below : undefined, 'l2')
  }

  async getMany(keys: readonly string[], options: ReadOptions | undefined): Promise<readonly unknown[]> {
    const { tiers } = this.#parts
    const isKnown = await this.#isKnown(options)
    const usesMemory = isKnown || options?.consistency !== 'strict'
    const inMemory = keys.map((key) => (usesMemory ? tiers.recall(key) : undefined))
    const wanted = isKnown ? keys.filter((_, index) => !this.#isServable(inMemory[index], isKnown)) : []
    const found = await tiers.readSharedMany(wanted)
    const below = new Map(wanted.map((key, index) => [key, found[index]]))
    for (const [key, entry] of below) if (entry) tiers.hold(key, entry)
    return keys.map((key, index) => {
      const entry = inMemory[index]
      if (this.#isServable(entry, isKnown)) return this.#served('getMany', entry, 'l1')[0]
      const other = below.get(key)
      return this.#served('getMany', this.#isServable(other, isKnown) ? other : undefined, 'l2')[0]
    })
  }

  /**
   * What memory, the shared tier or the loader has, in that order; counted. `onWaiting` is called when it has to wait for
   * a load that somebody else runs.
   */
  async find(
    key: string,
    loader: Loader<unknown>,
    options: GetOrSetOptions | undefined,
    onWaiting?: () => void,
  ): Promise<Lookup<unknown>> {
    const { configuration, stats } = this.#parts
    const startedAt = configuration.clock.monotonic()
    const rules = resolveRules(configuration.rules, options)
    assertReadable(options)
    const finding = { key, loader, options, rules, tags: resolveTags(options?.tags), onWaiting }
    try {
      const lookup = await this.#findInTime(finding)
      this.#count(lookup)
      stats.done('get', configuration.clock.monotonic() - startedAt)
      return lookup
    } catch (error) {
      stats.miss('get')
      stats.error('get', error instanceof CacheError ? error.code : 'LOADER')
      throw error
    }
  }

  #findInTime(finding: Finding): Promise<Lookup<unknown>> {
    const { deadlineMs: ms, signal } = finding.options ?? {}
    if (ms === undefined) return this.#find(finding)
    const { clock } = this.#parts.configuration
    return deadline({ ms, clock, label: 'call' }).execute(() => this.#find(finding), { signal })
  }

  async #find(finding: Finding): Promise<Lookup<unknown>> {
    const { tiers, stats, configuration } = this.#parts
    const { key, options, rules } = finding
    const isKnown = await this.#isKnown(options)
    const mustKnow = options?.consistency === 'strict'
    const now = configuration.clock.monotonic()
    const recalled = tiers.recall(key)
    const entry = isKnown || !mustKnow ? recalled : undefined
    const use = entry ? this.#useOf(entry, now, rules, isKnown) : 'expired'
    if (entry && use === 'fresh') return hitOf(entry, 'hit', now)
    const running = isKnown || !mustKnow ? this.#joinable(key, isKnown, now) : undefined
    const fallback = use === 'expired' ? undefined : entry
    const flight = running ?? this.#start(finding, { fallback, replaces: recalled, readsShared: isKnown })
    if (entry && (use === 'due' || use === 'stale')) {
      flight.keepRunning()
      return hitOf(entry, use === 'due' ? 'hit' : 'stale', now)
    }
    if (running) {
      stats.loadsJoined++
      finding.onWaiting?.()
    }
    return flight.wait(options?.signal, staleMsOf(rules) > 0 && !mustKnow)
  }

  /** Whether the invalidations known here are recent enough for this read. */
  #isKnown(options: ReadOptions | undefined): Promise<boolean> | boolean {
    const { invalidations, configuration } = this.#parts
    return options?.consistency === 'strict'
      ? invalidations.verify()
      : invalidations.regainTrust(configuration.clock.monotonic())
  }

  /** The key's running load, unless something was invalidated since it began. */
  #joinable(key: string, isKnown: boolean, now: number): Flight | undefined {
    const { flights, invalidations } = this.#parts
    const flight = flights.get(key)
    if (!flight || invalidations.mayBeOld(key, flight.moment)) return undefined
    return isKnown || now < invalidations.joinableUntil(flight.moment) ? flight : undefined
  }

  #start(
    { key, loader, options, rules, tags, onWaiting }: Finding,
    from: {
      readonly fallback: MemoryEntry | undefined
      readonly replaces: MemoryEntry | undefined
      readonly readsShared: boolean
    },
  ): Flight {
    const { flights, invalidations } = this.#parts
    const flight = flights.start(key, invalidations.now())
    const request = { key, loader, rules, tags, schema: options?.schema, onWaiting, ...from }
    void new Load(flight, request, this.#environment).run().then(() => flights.end(key, flight))
    return flight
  }

  #useOf(entry: MemoryEntry, now: number, rules: EntryRules, isKnown: boolean): Use {
    const freshness = entry.freshness(now, rules)
    if (freshness !== 'fresh') return freshness
    if (!isKnown && now >= this.#parts.invalidations.isolatedUntil(entry))
      return staleMsOf(rules) > 0 ? 'stale' : 'expired'
    return now < entry.refreshAt ? 'fresh' : 'due'
  }

  /** Fresh, or stale within the cache's own staleWhileRevalidateMs: what a read without a loader may return. */
  #isServable(entry: MemoryEntry | undefined, isKnown: boolean): entry is MemoryEntry {
    if (!entry) return false
    const { clock, rules } = this.#parts.configuration
    const use = this.#useOf(entry, clock.monotonic(), rules, isKnown)
    return use === 'fresh' || use === 'due' || use === 'stale'
  }

  #served(
    operation: 'get' | 'getMany',
    entry: MemoryEntry | undefined,
    tier: 'l1' | 'l2',
  ): readonly [unknown?] {
    const { stats, configuration } = this.#parts
    if (!entry) {
      stats.miss(operation)
      return []
    }
    if (configuration.clock.monotonic() < entry.freshUntil) stats.hit(operation, tier)
    else stats.staleHit(operation)
    return [entry.value]
  }

  #count({ outcome, tier }: Lookup<unknown>): void {
    const { stats } = this.#parts
    if (outcome === 'load') stats.miss('get')
    else if (outcome === 'stale') stats.staleHit('get')
    else stats.hit('get', tier === 'l1' ? 'l1' : 'l2')
  }
}

function hitOf(entry: MemoryEntry, outcome: 'hit' | 'stale', now: number): Lookup<unknown> {
  return { value: entry.value, outcome, tier: 'l1', ageMs: now - entry.bornAt }
}
