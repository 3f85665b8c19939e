import type { CacheObserver } from '../ports/observer.ts'
import type { Clock } from '../ports/clock.ts'
import type { Footing } from './footing.ts'
import type { GuardedStore } from './guarded-store.ts'
import type { Invalidations, Moment } from './invalidations.ts'
import type { Isolation, KeptValue } from '../isolation.ts'
import type { MemoryTier } from './memory-tier.ts'
import type { Random } from '../ports/random.ts'
import type { EntryStamp, StoredEntry } from '../ports/cache-store.ts'
import { MemoryEntry } from './memory-entry.ts'

/** A value ready to be kept: sealed, sized, with its life. */
export interface NewEntry extends KeptValue {
  readonly ttlMs: number
  readonly staleMs: number
  readonly tags: readonly string[]
  /** How long the load took, in ms. */
  readonly loadMs: number
  readonly etag?: string | undefined
}

export interface TierStackOptions {
  readonly memory: MemoryTier
  readonly shared: GuardedStore | undefined
  readonly invalidations: Invalidations
  readonly isolation: Isolation
  /** Of every key in the shared tier. */
  readonly prefix: string
  /** 0 turns early refresh off. */
  readonly earlyRefreshBeta: number
  readonly clock: Clock
  readonly random: Random
  readonly observer: CacheObserver | undefined
}

/** Keys that one call to the shared tier is about: more would be late because of each other. */
export const STEP_KEYS = 1_000

const NOTHING = Promise.resolve(undefined)

/** Memory over the shared tier. Whatever comes out of either, or goes in, is held against what is known of invalidations. */
export class TierStack {
  readonly #options: TierStackOptions

  constructor(options: TierStackOptions) {
    this.#options = options
  }

  /**
   * The entry of memory unless it was invalidated, or a strict read may not rely on it; fresh or not. `now` is the instant
   * at which the caller judges it: what is stale by order would be fresh for one instant earlier.
   */
  recall(key: string, { isKnown, isStrict }: Footing, now: number): MemoryEntry | undefined {
    const { memory, invalidations } = this.#options
    const entry = memory.get(key)
    if (!entry) return undefined
    if (invalidations.check(key, entry, now))
      return !isStrict || (isKnown && invalidations.isOfThisTerm(entry)) ? entry : undefined
    memory.delete(key)
    return undefined
  }

  /** Whether memory holds a value of the key that was loaded at that instant or later. */
  hasSince(key: string, instant: number): boolean {
    const bornAt = this.#options.memory.peek(key)?.bornAt
    return bornAt !== undefined && bornAt >= Math.floor(instant)
  }

  /** Keeps an entry of the shared tier in memory, unless that has a younger one or it was invalidated meanwhile. */
  hold(key: string, entry: MemoryEntry, now: number): void {
    const { memory, invalidations } = this.#options
    const held = memory.peek(key)
    const isOlder = held !== undefined && held.bornAt > entry.bornAt && invalidations.check(key, held, now)
    if (!isOlder && invalidations.check(key, entry, now)) memory.set(key, entry)
  }

  /** The entry of the shared tier, not yet in memory; `undefined` when there is none to be had or believed. */
  readShared(key: string, { isKnown, isStrict }: Footing): Promise<MemoryEntry | undefined> {
    const { shared, prefix } = this.#options
    if (!shared) return NOTHING
    if (!isKnown) return this.#readWhenTrusted(key, isStrict)
    return shared.get(prefix + key).then((stored) => this.#admit(key, stored, isStrict))
  }

  async #readWhenTrusted(key: string, isStrict: boolean): Promise<MemoryEntry | undefined> {
    return (await this.#isTrusted()) ? this.readShared(key, { isKnown: true, isStrict }) : undefined
  }

  /** `readShared` for several keys in one round trip, or in several when they are very many. */
  async readSharedMany(
    keys: readonly string[],
    { isKnown, isStrict }: Footing,
  ): Promise<readonly (MemoryEntry | undefined)[]> {
    const { shared, prefix } = this.#options
    if (!shared || keys.length === 0 || !(isKnown || (await this.#isTrusted())))
      return keys.map(() => undefined)
    const admitted: (MemoryEntry | undefined)[] = []
    for (let from = 0; from < keys.length; from += STEP_KEYS) {
      const some = keys.slice(from, from + STEP_KEYS)
      const found = await shared.getMany(some.map((key) => prefix + key))
      for (const [index, key] of some.entries()) admitted.push(this.#admit(key, found[index], isStrict))
    }
    return admitted
  }

  /**
   * Keeps what was loaded since `start`, unless it was invalidated since: in memory at once, in the shared tier behind.
   * Resolves to whether the shared tier has it.
   */
  async keep(key: string, loaded: NewEntry, start: Moment): Promise<boolean> {
    const { shared, prefix, memory, invalidations, clock } = this.#options
    if (invalidations.overtook(key, loaded.tags, start)) return false
    const isOutdated = invalidations.outdated(key, loaded.tags, start)
    if (isOutdated && loaded.staleMs === 0) return false
    const entry = isOutdated ? { ...loaded, ttlMs: 0 } : loaded
    const kept = this.#toMemory(entry, start)
    invalidations.check(key, kept, clock.monotonic())
    memory.set(key, kept)
    // A load that began in another era stands nowhere in this one.
    const stamp = invalidations.isOfThisEra(start) ? invalidations.stamp(entry.tags) : undefined
    return shared && stamp ? shared.set(prefix + key, this.#toStored(entry, stamp)) : false
  }

  /** Keeps a value that was set, whatever there was before: in memory at once, in the shared tier when the log has its number. */
  async replace(key: string, entry: NewEntry): Promise<void> {
    const { shared, prefix, memory, invalidations } = this.#options
    const numbered = invalidations.replace(key)
    const moment = invalidations.now()
    memory.set(key, this.#toMemory(entry, moment))
    const place = await numbered
    // Two sets may share a record: the later one is stored.
    if (!shared || !place || invalidations.overtook(key, entry.tags, moment)) return
    const stored = this.#toStored(entry, { ...place, tags: entry.tags })
    if (!(await shared.set(prefix + key, stored))) invalidations.renounce(key)
  }

  /** Whether the table of invalidations is up to date enough to believe the shared tier. */
  #isTrusted(): Promise<boolean> | boolean {
    const { invalidations, clock } = this.#options
    return invalidations.regainTrust(clock.monotonic())
  }

  #admit(key: string, stored: StoredEntry | undefined, isStrict: boolean): MemoryEntry | undefined {
    const { invalidations, clock, isolation, observer } = this.#options
    const verdict = stored && invalidations.judge(key, stored.stamp)
    if (!stored || !verdict) return undefined
    const place = { era: verdict.era, term: verdict.term }
    if (isStrict && !invalidations.isOfThisTerm(place)) return undefined
    // Clocks of two machines may disagree: an entry from the future counts as new.
    const ageMs = Math.max(0, clock.now() - stored.createdAt)
    const kept = isolation.takeStored(stored)
    if ('unreadable' in kept) {
      observer?.on({ type: 'unreadable-entry', cause: kept.unreadable })
      return undefined
    }
    const { value, bytes } = kept
    const { ttlMs, staleMs, loadMs, etag } = stored
    const fields = { value, bytes, ttlMs, staleMs, loadMs, etag, tags: stored.stamp.tags }
    const entry = this.#toMemory(fields, place, ageMs)
    if (verdict.expired) entry.outdate(clock.monotonic())
    return entry
  }

  #toMemory(entry: NewEntry, { era, term }: Pick<Moment, 'era' | 'term'>, ageMs = 0): MemoryEntry {
    const { invalidations, clock } = this.#options
    const bornAt = clock.monotonic() - ageMs
    return new MemoryEntry({
      value: entry.value,
      bytes: entry.bytes,
      tags: entry.tags,
      bornAt,
      ttlMs: entry.ttlMs,
      staleMs: entry.staleMs,
      refreshAt: bornAt + entry.ttlMs - this.#earlyMs(entry.loadMs),
      loadMs: entry.loadMs,
      etag: entry.etag,
      version: invalidations.version,
      era,
      term,
    })
  }

  /**
   * How long before its end an entry is refreshed: exponentially distributed around the load time, so that of many
   * processes one is first (Vattani, Chierichetti, Lowenstein: Optimal Probabilistic Cache Stampede Prevention, 2015;
   * drawn once per entry and process instead of at each read).
   */
  #earlyMs(loadMs: number): number {
    const { earlyRefreshBeta, random } = this.#options
    return earlyRefreshBeta === 0 || loadMs === 0
      ? 0
      : -Math.log(1 - random.next()) * loadMs * earlyRefreshBeta
  }

  #toStored({ value, text, bytes, ttlMs, staleMs, loadMs, etag }: NewEntry, stamp: EntryStamp): StoredEntry {
    const { clock, isolation } = this.#options
    const entry = { value, bytes, createdAt: clock.now(), ttlMs, staleMs, loadMs, etag, stamp }
    return text === undefined ? entry : { ...entry, value: text, codec: isolation.codecName }
  }
}
