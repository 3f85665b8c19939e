import type { CacheParts } from './cache-parts.ts'
import type { EntryRules } from './entry-rules.ts'
import type { Flight } from './single-flight.ts'
import type { Footing } from '../tiers/footing.ts'
import type { Lease } from '../tiers/lease-keeper.ts'
import type { Loader, LoaderContext } from './options.ts'
import type { MemoryEntry } from '../tiers/memory-entry.ts'
import type { StandardSchema } from '../standard-schema.ts'
import { CacheError } from '../errors.ts'
import { deadline } from '../policies/deadline.ts'
import { Harvest } from './harvest.ts'
import { notModified } from './options.ts'
import { StandIn } from './stand-in.ts'

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
  readonly footing: Footing
  /** See FindContext. */
  readonly onWaiting: (() => void) | undefined
  readonly isBatched: boolean
}

/** An entry of the shared tier is another one than that of memory when it is younger by more than clocks are rounded. */
const CLOCK_GRAIN_MS = 2

/**
 * One load, from the shared tier down to the source. It ends its flight and never rejects itself: fresh below → that;
 * stale below → that, and the load goes on; else under the lease the loader's value, or on its failure the stand-in, or
 * its error.
 */
export class Load {
  readonly #flight: Flight
  readonly #request: LoadRequest
  readonly #parts: CacheParts
  readonly #standIn: StandIn

  constructor(flight: Flight, request: LoadRequest, parts: CacheParts) {
    const { key, rules, fallback } = request
    const { invalidations, configuration } = parts
    this.#flight = flight
    this.#request = request
    this.#parts = parts
    this.#standIn = new StandIn(flight, fallback, { key, rules, invalidations, clock: configuration.clock })
  }

  async run(): Promise<void> {
    const { softTimeoutMs } = this.#request.rules
    const softTimer = Number.isFinite(softTimeoutMs)
      ? this.#parts.configuration.clock.setTimer(() => this.#standIn.serve(), softTimeoutMs)
      : undefined
    try {
      if (await this.#lookBelow()) return
      const lease = await this.#turn()
      if (lease) await this.#loadFromSource(lease)
    } catch (error) {
      this.#fail(error)
    } finally {
      softTimer?.cancel()
    }
  }

  /** Whether the shared tier has ended the flight. A stale entry answers the waiters, and the load goes on. */
  async #lookBelow(): Promise<boolean> {
    const { tiers, configuration } = this.#parts
    const { key, rules, replaces, footing } = this.#request
    const { isKnown, isStrict } = footing
    const entry = isKnown ? await tiers.readShared(key, { isKnown: false, isStrict }) : undefined
    if (!entry || !(await this.#fitsSchema(entry.value))) return false
    const now = configuration.clock.monotonic()
    tiers.hold(key, entry, now)
    const freshness = entry.freshness(now, rules)
    if (replaces && entry.bornAt <= replaces.bornAt + CLOCK_GRAIN_MS) return false
    const found = { value: entry.value, tier: 'l2', ageMs: now - entry.bornAt } as const
    if (freshness === 'fresh')
      this.#flight.resolve({ lookup: { ...found, outcome: 'hit' }, tags: entry.tags })
    else if (freshness === 'stale') {
      this.#flight.resolveStale(entry, { ...found, outcome: 'stale' })
      this.#flight.keepRunning()
    }
    this.#standIn.offer(entry)
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
    const { isolation, configuration } = this.#parts
    const { issues } = await schema['~standard'].validate((isolation.give ?? asItIs)(value))
    if (issues) configuration.observer?.on({ type: 'unreadable-entry', cause: 'schema' })
    return !issues
  }

  /** The leave to load; `undefined` when another process has loaded meanwhile and the flight is over. */
  async #turn(): Promise<Lease | undefined> {
    const { shared, invalidations, configuration } = this.#parts
    const { key, tags, onWaiting, rules } = this.#request
    const { clock } = configuration
    const { signal } = this.#flight.controller
    const waitUntil = clock.monotonic() + rules.hardTimeoutMs
    for (;;) {
      signal.throwIfAborted()
      const stamp = invalidations.stamp(tags)
      if (!shared?.leases || !stamp) return { end: async () => {} }
      if (clock.monotonic() >= waitUntil) throw waitedTooLong(rules.hardTimeoutMs)
      const notBefore = invalidations.newestDeletion(key, tags)
      const turn = await shared.leases.turn({
        key,
        stamp,
        notBefore,
        signal,
        onWaiting,
        waitUntil,
        isBackground: !this.#flight.isAwaited,
        onWanted: () => this.#flight.awaitElsewhere(),
      })
      if (turn.lookAgain && (await this.#lookBelowUnder(turn.lease))) {
        await turn.lease?.end('kept')
        return undefined
      }
      if (turn.lease) return turn.lease
    }
  }

  async #loadFromSource(lease: Lease): Promise<void> {
    const { stats, invalidations, isolation, tiers, configuration } = this.#parts
    const { key, rules, tags } = this.#request
    const { clock, random } = configuration
    const start = invalidations.now()
    const startedAt = clock.monotonic()
    // Whoever joins may still get what the flight has answered already, which is as old as its beginning.
    if (!this.#flight.answered) this.#flight.moment = start
    const offered = this.#staleEntry()
    const harvest = new Harvest({ rules, tags, start, startedAt }, { tiers, isolation, random })
    try {
      const loaded = await this.#runLoader(harvest, offered)
      const loadMs = clock.monotonic() - startedAt
      stats.done('load', loadMs)
      const sealed = isolation.take(loaded === notModified ? valueOf(offered) : loaded)
      const etag = loaded === notModified ? offered?.etag : undefined
      const kept = harvest.keep(key, sealed, loadMs, etag)
      // The shared write goes on behind the answer.
      void kept.then((isShared) => lease.end(isShared ? 'kept' : 'failed'))
      this.#flight.resolve({
        lookup: { value: sealed.value, outcome: 'load', tier: 'source', ageMs: 0 },
        tags: harvest.tags,
      })
    } catch (error) {
      void lease.end('failed')
      throw error
    }
  }

  #runLoader(harvest: Harvest, offered: MemoryEntry | undefined): Promise<unknown> {
    const { loadPolicy, configuration } = this.#parts
    const { clock } = configuration
    const { loader, rules, isBatched } = this.#request
    const limit = deadline({ ms: rules.hardTimeoutMs, clock, label: 'load' })
    const { signal } = this.#flight.controller
    const load = async (context: { readonly signal?: AbortSignal | undefined }) =>
      loader(this.#contextOf(context.signal ?? signal, harvest, offered))
    return limit.execute(
      (inner) => (loadPolicy && !isBatched ? loadPolicy.execute(load, inner) : load(inner)),
      { signal },
    )
  }

  #contextOf(signal: AbortSignal, harvest: Harvest, stale: MemoryEntry | undefined): LoaderContext {
    const { configuration, isolation } = this.#parts
    const { clock } = configuration
    const give = isolation.give ?? asItIs
    const isBackground = !this.#flight.isAwaited
    return {
      signal,
      isBackground,
      whenAwaited: isBackground ? this.#flight.whenAwaited : undefined,
      stale: stale && { value: give(stale.value), ageMs: clock.monotonic() - stale.bornAt, etag: stale.etag },
      adapt: (adaptation) => harvest.adapt(adaptation),
      keepAlso: (key, value, options) => harvest.alongside(key, value, options),
    }
  }

  /** What the loader may find to be still right: not what was invalidated meanwhile. */
  #staleEntry(): MemoryEntry | undefined {
    const { configuration, invalidations } = this.#parts
    const { key, replaces } = this.#request
    const entry = this.#standIn.entry ?? replaces
    return entry && invalidations.check(key, entry, configuration.clock.monotonic()) ? entry : undefined
  }

  #fail(error: unknown): void {
    const { stats, configuration } = this.#parts
    stats.error('load', error instanceof CacheError ? error.code : 'LOADER')
    this.#standIn.serve()
    if (this.#flight.answered)
      configuration.observer?.on({
        type: 'refresh-failed',
        message: error instanceof Error ? error.message : 'The loader failed.',
      })
    this.#flight.reject(error)
  }
}

function asItIs(value: unknown): unknown {
  return value
}

/** The value that a loader was offered and found to be still right. */
function valueOf(offered: MemoryEntry | undefined): unknown {
  if (offered) return offered.value
  throw new CacheError(
    'INVALID_ARGUMENT',
    'The loader answered notModified although it was given no stale value.',
  )
}

function waitedTooLong(ms: number): CacheError {
  return new CacheError(
    'DEADLINE_EXCEEDED',
    `Another process has been loading the value for longer than the ${ms} ms of hardTimeoutMs.`,
    { retryable: true },
  )
}
