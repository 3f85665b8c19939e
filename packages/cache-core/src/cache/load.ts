import type { CacheObserver } from '../ports/observer.ts'
import type { Clock } from '../ports/clock.ts'
import type { Flight } from './single-flight.ts'
import type { Invalidations } from '../tiers/invalidations.ts'
import type { Isolation } from '../isolation.ts'
import type { Lease, LeaseKeeper } from '../tiers/lease-keeper.ts'
import type { Loader, LoaderContext } from './options.ts'
import type { MemoryEntry } from '../tiers/memory-entry.ts'
import type { Policy } from '../policies/policy.ts'
import type { Random } from '../ports/random.ts'
import type { StandardSchema } from '../standard-schema.ts'
import type { StatsRecorder } from '../metrics/cache-stats.ts'
import type { TierStack } from '../tiers/tier-stack.ts'
import { CacheError } from '../errors.ts'
import { deadline } from '../policies/deadline.ts'
import type { EntryRules } from './resolve-options.ts'
import { Harvest } from './harvest.ts'
import { notModified } from './options.ts'

export interface LoadEnvironment {
  readonly tiers: TierStack
  readonly invalidations: Invalidations
  readonly isolation: Isolation
  readonly leases: LeaseKeeper | undefined
  readonly stats: StatsRecorder
  readonly clock: Clock
  readonly random: Random
  readonly loadPolicy: Policy | undefined
  readonly observer: CacheObserver | undefined
}

/** What one load is about. */
export interface LoadRequest {
  readonly key: string
  readonly loader: Loader<unknown>
  readonly rules: EntryRules
  readonly tags: readonly string[]
  readonly schema: StandardSchema | undefined
  /** An entry of memory to be served if nothing better can be had. */
  readonly fallback: MemoryEntry | undefined
  /** The entry of memory that is to be replaced before its time: the shared tier may hold a newer one. */
  readonly replaces: MemoryEntry | undefined
  /** `false` when the shared tier may not be believed for this load. */
  readonly readsShared: boolean
  /** Called when another process is found to load the key. */
  readonly onWaiting: (() => void) | undefined
}

/** An entry of the shared tier is another one than that of memory when it is younger by more than clocks are rounded. */
const CLOCK_GRAIN_MS = 2

/**
 * One load, from the shared tier down to the source. It ends its flight and never rejects itself: fresh below → that;
 * stale below → that, and the load goes on; else under the lease the loader's value, or on its failure the fallback, or
 * its error.
 */
export class Load {
  readonly #flight: Flight
  readonly #request: LoadRequest
  readonly #environment: LoadEnvironment
  #fallback: MemoryEntry | undefined
  #isImpatient = false

  constructor(flight: Flight, request: LoadRequest, environment: LoadEnvironment) {
    this.#flight = flight
    this.#request = request
    this.#environment = environment
    this.#fallback = request.fallback
  }

  async run(): Promise<void> {
    const { softTimeoutMs } = this.#request.rules
    const softTimer = Number.isFinite(softTimeoutMs)
      ? this.#environment.clock.setTimer(() => this.#loseOfPatience(), softTimeoutMs)
      : undefined
    try {
      if (await this.#lookBelow()) return
      const lease = await this.#turn()
      if (lease) await this.#loadFromSource(lease)
    } catch (error) {
      this.#flight.reject(error)
    } finally {
      softTimer?.cancel()
    }
  }

  /** Whether the shared tier has ended the flight. A stale entry answers the waiters, and the load goes on. */
  async #lookBelow(): Promise<boolean> {
    const { tiers, clock } = this.#environment
    const { key, rules, replaces, readsShared } = this.#request
    const entry = readsShared ? await tiers.readShared(key) : undefined
    if (!entry || !(await this.#fitsSchema(entry.value))) return false
    tiers.hold(key, entry)
    const now = clock.monotonic()
    const freshness = entry.freshness(now, rules)
    if (replaces && entry.bornAt <= replaces.bornAt + CLOCK_GRAIN_MS) return false
    const found = { value: entry.value, tier: 'l2', ageMs: now - entry.bornAt } as const
    if (freshness === 'fresh') this.#flight.resolve({ ...found, outcome: 'hit' })
    else if (freshness === 'stale') {
      this.#flight.resolveStale({ ...found, outcome: 'stale' })
      this.#flight.keepRunning()
    }
    if (!this.#fallback || entry.bornAt >= this.#fallback.bornAt) this.#fallback = entry
    if (this.#isImpatient) this.#serveFallback()
    return freshness === 'fresh'
  }

  /** A lease that is taken must be given back, whatever goes wrong. */
  async #lookBelowUnder(lease: Lease | undefined): Promise<boolean> {
    try {
      return await this.#lookBelow()
    } catch (error) {
      await lease?.end('failed')
      throw error
    }
  }

  async #fitsSchema(value: unknown): Promise<boolean> {
    const { schema } = this.#request
    if (!schema || value === undefined) return true
    const { issues } = await schema['~standard'].validate(value)
    if (issues) this.#environment.observer?.on({ type: 'unreadable-entry', cause: 'schema' })
    return !issues
  }

  /** The leave to load; `undefined` when another process has loaded meanwhile and the flight is over. */
  async #turn(): Promise<Lease | undefined> {
    const { leases, invalidations } = this.#environment
    const { key, tags, onWaiting } = this.#request
    const { signal } = this.#flight.controller
    for (;;) {
      signal.throwIfAborted()
      const stamp = invalidations.stamp(tags, 0)
      if (!leases || !stamp) return { end: async () => {} }
      const notBefore = invalidations.newestDeletion(key, tags)
      const turn = await leases.turn({ key, stamp, notBefore, signal, onWaiting })
      if (turn.lookAgain && (await this.#lookBelowUnder(turn.lease))) {
        await turn.lease?.end('kept')
        return undefined
      }
      if (turn.lease) return turn.lease
    }
  }

  async #loadFromSource(lease: Lease): Promise<void> {
    const { clock, stats, invalidations, isolation } = this.#environment
    const { key, rules, tags } = this.#request
    const start = invalidations.now()
    const startedAt = clock.monotonic()
    // Whoever joins may still get what the flight has answered already, which is as old as its beginning.
    if (!this.#flight.answered) this.#flight.moment = start
    const offered = this.#staleEntry()
    const harvest = new Harvest({ rules, tags, start, startedAt }, this.#environment)
    try {
      const loaded = await this.#runLoader(harvest, offered)
      const loadMs = clock.monotonic() - startedAt
      stats.done('load', loadMs)
      const { value, bytes } = isolation.take(loaded === notModified ? valueOf(offered) : loaded)
      const etag = loaded === notModified ? offered?.etag : undefined
      const kept = harvest.keep(key, { value, bytes }, loadMs, etag)
      // The shared write goes on behind the answer.
      void kept.then((isShared) => lease.end(isShared ? 'kept' : 'failed'))
      this.#flight.resolve({ value, outcome: 'load', tier: 'source', ageMs: 0 })
    } catch (error) {
      void lease.end('failed')
      this.#fail(error)
    }
  }

  #runLoader(harvest: Harvest, offered: MemoryEntry | undefined): Promise<unknown> {
    const { clock, loadPolicy } = this.#environment
    const { loader, rules } = this.#request
    const limit = deadline({ ms: rules.hardTimeoutMs, clock, label: 'load' })
    const { signal } = this.#flight.controller
    const load = async (context: { readonly signal?: AbortSignal | undefined }) =>
      loader(this.#contextOf(context.signal ?? signal, harvest, offered))
    return limit.execute((inner) => (loadPolicy ? loadPolicy.execute(load, inner) : load(inner)), { signal })
  }

  #contextOf(signal: AbortSignal, harvest: Harvest, stale: MemoryEntry | undefined): LoaderContext {
    const { clock } = this.#environment
    return {
      signal,
      stale: stale && { value: stale.value, ageMs: clock.monotonic() - stale.bornAt, etag: stale.etag },
      adapt: (adaptation) => harvest.adapt(adaptation),
      keepAlso: (key, value, options) => harvest.alongside(key, value, options?.tags),
    }
  }

  /** What the loader may find to be still right: not what was invalidated meanwhile. */
  #staleEntry(): MemoryEntry | undefined {
    const { clock, invalidations } = this.#environment
    const { key, replaces } = this.#request
    const entry = this.#validFallback() ?? replaces
    return entry && invalidations.check(key, entry, clock.monotonic()) ? entry : undefined
  }

  #fail(error: unknown): void {
    const { stats, observer } = this.#environment
    stats.error('load', error instanceof CacheError ? error.code : 'LOADER')
    this.#serveFallback()
    if (this.#flight.answered)
      observer?.on({
        type: 'refresh-failed',
        message: error instanceof Error ? error.message : 'The loader failed.',
      })
    this.#flight.reject(error)
  }

  #loseOfPatience(): void {
    this.#isImpatient = true
    this.#serveFallback()
  }

  #serveFallback(): void {
    const fallback = this.#validFallback()
    if (!fallback || this.#flight.answered) return
    const ageMs = this.#environment.clock.monotonic() - fallback.bornAt
    this.#flight.resolveStale({ value: fallback.value, outcome: 'stale', tier: 'l1', ageMs })
  }

  /** The fallback while it may be served: not when it was invalidated since, or its time is over. */
  #validFallback(): MemoryEntry | undefined {
    const { clock, invalidations } = this.#environment
    const { key, rules } = this.#request
    const now = clock.monotonic()
    const fallback = this.#fallback
    if (!fallback || !invalidations.check(key, fallback, now)) return undefined
    return fallback.freshness(now, rules) === 'expired' ? undefined : fallback
  }
}

/** The value that a loader was offered and found to be still right. */
function valueOf(offered: MemoryEntry | undefined): unknown {
  if (offered) return offered.value
  throw new CacheError(
    'INVALID_ARGUMENT',
    'The loader answered notModified although it was given no stale value.',
  )
}
