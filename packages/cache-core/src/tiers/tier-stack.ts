import type { Clock } from '../ports/clock.ts'
import type { Deletion } from './invalidation-journal.ts'
import type { GuardedStore } from './guarded-store.ts'
import type { MemoryEntry, MemoryTier } from './memory-tier.ts'
import type { StoredEntry } from '../ports/cache-store.ts'
import { PendingWrites } from './pending-writes.ts'
import { sealParsed } from '../seal-value.ts'

/** A value ready to be kept: sealed, sized, with its life. */
export interface NewEntry {
  readonly value: unknown
  readonly bytes: number
  readonly ttlMs: number
  readonly staleMs: number
}

/** A deletion and which of the cache's own keys it covers. */
export interface Invalidation {
  readonly deletion: Deletion
  readonly covers: (key: string) => boolean
  /** The only key it covers, where it is one. */
  readonly key?: string | undefined
}

/**
 * Memory over the shared tier, kept in step: what is read below fills memory unless something was invalidated while
 * the answer was on its way, writes of a key reach the store in order, and a deletion outlasts both.
 */
export class TierStack {
  readonly #memory: MemoryTier
  readonly #shared: GuardedStore | undefined
  readonly #prefix: string
  readonly #clock: Clock
  readonly #writes = new PendingWrites()
  /** Counts invalidations: an answer read under an older count may be older than one of them. */
  #epoch = 0

  constructor(memory: MemoryTier, shared: GuardedStore | undefined, namespace: string, clock: Clock) {
    this.#memory = memory
    this.#shared = shared
    this.#prefix = `${namespace}:`
    this.#clock = clock
  }

  /** Grows with every set and invalidation. */
  get epoch(): number {
    return this.#epoch
  }

  /** Whether memory holds a value of the key that was loaded at that instant or later. */
  hasSince(key: string, instant: number): boolean {
    return (this.#memory.peek(key)?.bornAt ?? Number.NEGATIVE_INFINITY) >= instant
  }

  /** The entry from the shared tier, now in memory as well; `undefined` when there is none to be had. */
  async readShared(key: string): Promise<MemoryEntry | undefined> {
    if (!this.#shared) return undefined
    const epoch = this.#epoch
    return this.#fill(key, await this.#shared.get(this.#prefix + key), epoch)
  }

  /** `readShared` for several keys in one round trip. */
  async readSharedMany(keys: readonly string[]): Promise<readonly (MemoryEntry | undefined)[]> {
    if (!this.#shared || keys.length === 0) return keys.map(() => undefined)
    const epoch = this.#epoch
    const found = await this.#shared.getMany(keys.map((key) => this.#prefix + key))
    return keys.map((key, index) => this.#fill(key, found[index], epoch))
  }

  /**
   * Keeps an entry in memory at once and in the shared tier when it acknowledges; resolves to whether it did.
   * `stillValid` is asked again right before the shared write, which may have waited for an earlier one.
   */
  keep(key: string, entry: NewEntry, stillValid: () => boolean = () => true): Promise<boolean> {
    const bornAt = this.#clock.monotonic()
    this.#memory.set(key, toMemoryEntry(entry, bornAt))
    const shared = this.#shared
    if (!shared) return Promise.resolve(true)
    const { value, ttlMs, staleMs } = entry
    const stored: StoredEntry = { value, createdAt: this.#clock.now(), ttlMs, staleMs }
    let acknowledged = false
    const write = async () => {
      acknowledged = stillValid() && (await shared.set(this.#prefix + key, stored))
    }
    return this.#writes.run(key, write).then(() => acknowledged)
  }

  /** `keep` for a value that must not be followed by an older one, even if the shared tier cannot take it now. */
  async supersede(key: string, entry: NewEntry): Promise<void> {
    this.#epoch++
    const acknowledged = await this.keep(key, entry)
    this.#epoch++
    if (!acknowledged) this.#shared?.journal.add({ kind: 'keys', keys: [this.#prefix + key] })
  }

  /**
   * Deletes from both tiers. `fence` is called before and after the shared deletion: a load that began in between
   * may have read what was being deleted. Resolves to how many values were known.
   */
  async invalidate(invalidation: Invalidation, fence: () => void, signal?: AbortSignal): Promise<number> {
    const inMemory = this.#drop(invalidation)
    fence()
    if (!this.#shared) return inMemory
    if (invalidation.key === undefined) await this.#writes.settled(invalidation.covers)
    else await this.#writes.settledKey(invalidation.key)
    const inShared = await this.#shared.delete(this.#withPrefix(invalidation.deletion), signal)
    this.#drop(invalidation)
    fence()
    return Math.max(inMemory, inShared)
  }

  /** Resolves when the shared writes under way have ended. */
  drain(): Promise<void> {
    return this.#writes.settled(() => true)
  }

  #drop({ key, covers }: Invalidation): number {
    this.#epoch++
    if (key === undefined) return this.#memory.deleteWhere(covers)
    return this.#memory.delete(key) ? 1 : 0
  }

  #fill(key: string, stored: StoredEntry | undefined, epoch: number): MemoryEntry | undefined {
    if (!stored) return undefined
    // Clocks of two machines may disagree: an entry from the future counts as new.
    const ageMs = Math.max(0, this.#clock.now() - stored.createdAt)
    const bytes = sealParsed(stored.value)
    const entry = toMemoryEntry({ ...stored, bytes }, this.#clock.monotonic() - ageMs)
    if (epoch === this.#epoch) this.#memory.set(key, entry)
    return entry
  }

  #withPrefix(deletion: Deletion): Deletion {
    if (deletion.kind === 'keys')
      return { kind: 'keys', keys: deletion.keys.map((key) => this.#prefix + key) }
    return { ...deletion, prefix: this.#prefix + deletion.prefix }
  }
}

function toMemoryEntry({ value, bytes, ttlMs, staleMs }: NewEntry, bornAt: number): MemoryEntry {
  return { value, bytes, bornAt, freshUntil: bornAt + ttlMs, usableUntil: bornAt + ttlMs + staleMs }
}
