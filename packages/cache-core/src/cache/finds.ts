import type { Answer, Flight } from './single-flight.ts'
import type { CacheParts } from './cache-parts.ts'
import type { GetOrSetOptions, Loader } from './options.ts'
import type { Lookup } from './cache.ts'
import type { MemoryEntry } from '../tiers/memory-entry.ts'
import { assertLoader, assertReadable } from './assert-arguments.ts'
import { CacheError } from '../errors.ts'
import { deadline } from '../policies/deadline.ts'
import { BOUNDED, type Footing } from '../tiers/footing.ts'
import { footingOf, type Reading, useOf } from './footing.ts'
import { Load, type LoadRequest } from './load.ts'
import { type EntryRules, resolveRules, staleMsOf } from './entry-rules.ts'
import { resolveTags } from './resolve-tags.ts'

/** How a key is found beside the options of the call. */
export interface FindContext {
  /** Called when it has to wait for a load that somebody else runs. */
  readonly onWaiting?: (() => void) | undefined
  /** The loader is a seat in a batch: the policy of loads is run around that. */
  readonly isBatched?: boolean | undefined
}

interface Finding extends FindContext {
  readonly key: string
  readonly loader: Loader<unknown>
  readonly options: GetOrSetOptions | undefined
  readonly rules: EntryRules
  readonly tags: readonly string[]
  /** Ends the wait of this caller. */
  readonly signal: AbortSignal | undefined
}

/** A load that runs already. */
interface Joinable {
  readonly flight: Flight
  /** Some tag was invalidated since it began: only its end tells whether its value has that tag. */
  readonly isDoubtful: boolean
}

/** So often a load of others may turn out to be too old before a caller runs one of its own. */
const MAX_JOINED = 3

/** Reads with a loader that are not plain hits in memory. */
export class Finds {
  readonly #parts: CacheParts

  constructor(parts: CacheParts) {
    this.#parts = parts
  }

  /** What memory, the shared tier or the loader has, in that order; counted. */
  async find(
    key: string,
    loader: Loader<unknown>,
    options: GetOrSetOptions | undefined,
    context: FindContext = {},
  ): Promise<Lookup<unknown>> {
    const { configuration, stats } = this.#parts
    const startedAt = configuration.clock.monotonic()
    assertLoader(loader)
    const rules = resolveRules(configuration.rules, options)
    assertReadable(options)
    const tags = resolveTags(options?.tags)
    stats.asked(key, startedAt)
    const finding = { ...context, key, loader, options, rules, tags, signal: options?.signal }
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
    const call = deadline({ ms, clock, label: 'call' })
    return call.execute((inTime) => this.#find({ ...finding, signal: inTime.signal }), { signal })
  }

  async #find(finding: Finding): Promise<Lookup<unknown>> {
    for (let joined = 0; ; joined++) {
      const found = await this.#findOnce(finding, joined < MAX_JOINED)
      if (found) return found
    }
  }

  /** `undefined` when a load was joined that turned out to be too old. */
  async #findOnce(finding: Finding, mayJoin: boolean): Promise<Lookup<unknown> | undefined> {
    const { tiers, stats, configuration, invalidations } = this.#parts
    const { key, options, rules, tags } = finding
    const footing = await footingOf(this.#parts, options, configuration.clock.monotonic())
    const now = configuration.clock.monotonic()
    const entry = tiers.recall(key, footing, now)
    const use = entry ? useOf(this.#parts, entry, { rules, footing, now }) : 'expired'
    if (entry && use === 'fresh') return hitOf(entry, 'hit', now)
    const running = mayJoin ? this.#joinable(finding, footing, now) : undefined
    const flight = running?.flight ?? this.#start(finding, entry, use === 'expired', { footing, now })
    if (entry && (use === 'due' || (use === 'stale' && !footing.isStrict))) {
      flight.keepRunning()
      return hitOf(entry, use === 'due' ? 'hit' : 'stale', now)
    }
    if (running) {
      stats.loadsJoined++
      finding.onWaiting?.()
    }
    const takesStale = staleMsOf(rules) > 0 && !footing.isStrict && !isPast(flight, rules, now)
    const answer = await this.#answerOf(flight, finding, takesStale)
    const isTooOld =
      running?.isDoubtful === true && invalidations.isOld(key, [...tags, ...answer.tags], flight.moment)
    return isTooOld ? undefined : agedBy(now, flight, answer.lookup)
  }

  /** What the flight answers first, unless that is stale beyond what this call allows. */
  async #answerOf(flight: Flight, { signal, rules }: Finding, takesStale: boolean): Promise<Answer> {
    const answer = await flight.wait(signal, takesStale)
    const isStale = takesStale && answer.lookup.outcome === 'stale'
    if (!isStale || !isPast(flight, rules, this.#parts.configuration.clock.monotonic())) return answer
    return flight.wait(signal, false)
  }

  /** The key's running load, unless it is known to be too old. */
  #joinable({ key, tags }: Finding, { isKnown, isStrict }: Footing, now: number): Joinable | undefined {
    const { flights, invalidations } = this.#parts
    const flight = flights.get(key)
    if (!flight || invalidations.isOld(key, tags, flight.moment)) return undefined
    if (isStrict && !(isKnown && (flight.isStrict || invalidations.isUnbroken))) return undefined
    if (isStrict && !invalidations.isOfThisEra(flight.moment)) return undefined
    if (!isKnown && now >= invalidations.joinableUntil(flight.moment)) return undefined
    return { flight, isDoubtful: invalidations.mayBeOld(key, flight.moment) }
  }

  #start(
    { key, loader, options, rules, tags, onWaiting, isBatched = false }: Finding,
    entry: MemoryEntry | undefined,
    isExpired: boolean,
    { footing, now }: Pick<Reading, 'footing' | 'now'>,
  ): Flight {
    const { flights, invalidations } = this.#parts
    const flight = flights.start(key, invalidations.now(), footing.isStrict)
    const request: LoadRequest = {
      key,
      loader,
      rules,
      tags,
      schema: options?.schema,
      onWaiting,
      isBatched,
      footing,
      fallback: isExpired ? undefined : entry,
      replaces: entry ?? this.#parts.tiers.recall(key, BOUNDED, now),
    }
    void new Load(flight, request, this.#parts).run().then(() => flights.end(key, flight))
    return flight
  }

  #count({ outcome, tier }: Lookup<unknown>): void {
    const { stats } = this.#parts
    if (outcome === 'load') stats.miss('get')
    else if (outcome === 'stale') stats.staleHit('get')
    else stats.hit('get', tier === 'l1' ? 'l1' : 'l2')
  }
}

/** Whether what the flight has answered meanwhile is too old by now for a call with these rules. */
function isPast({ staleEntry }: Flight, rules: EntryRules, now: number): boolean {
  return staleEntry?.freshness(now, rules) === 'expired'
}

/** A stale value is older for whoever comes later to the same load. */
function agedBy(now: number, { staleEntry }: Flight, lookup: Lookup<unknown>): Lookup<unknown> {
  if (lookup.outcome !== 'stale' || !staleEntry) return lookup
  return { ...lookup, ageMs: Math.max(lookup.ageMs, now - staleEntry.bornAt) }
}

function hitOf(entry: MemoryEntry, outcome: 'hit' | 'stale', now: number): Lookup<unknown> {
  return { value: entry.value, outcome, tier: 'l1', ageMs: now - entry.bornAt }
}
