import type { CacheParts } from './cache-parts.ts'
import type { Footing } from '../tiers/footing.ts'
import type { MemoryEntry } from '../tiers/memory-entry.ts'
import type { ReadOptions } from './options.ts'
import { footingOf, useOf } from './footing.ts'

type Read = 'get' | 'getMany'

/** Reads without a loader that are not plain hits in memory. They give `undefined` where there is nothing to return. */
export class Reads {
  readonly #parts: CacheParts

  constructor(parts: CacheParts) {
    this.#parts = parts
  }

  // Not async, like everything on the way to the shared tier and back: promises are most of what a read costs.
  get(key: string, options: ReadOptions | undefined): Promise<unknown> {
    const startedAt = this.#parts.configuration.clock.monotonic()
    this.#parts.stats.asked(key, startedAt)
    const footing = footingOf(this.#parts, options, startedAt)
    if (!(footing instanceof Promise)) return this.#get(key, footing, startedAt, startedAt)
    return footing.then((found) =>
      this.#get(key, found, startedAt, this.#parts.configuration.clock.monotonic()),
    )
  }

  #get(key: string, footing: Footing, startedAt: number, now: number): Promise<unknown> {
    const { tiers, configuration } = this.#parts
    const entry = tiers.recall(key, footing, now)
    const isServable = this.#isServable(entry, footing, now)
    if (isServable || !footing.isKnown) {
      const value = this.#served('get', isServable ? entry : undefined, 'l1', now)
      this.#done('get', startedAt, now)
      return Promise.resolve(value)
    }
    return tiers.readShared(key, footing).then((below) => {
      const later = configuration.clock.monotonic()
      if (below) tiers.hold(key, below, later)
      const value = this.#served(
        'get',
        this.#isServable(below, footing, later) ? below : undefined,
        'l2',
        later,
      )
      this.#done('get', startedAt, later)
      return value
    })
  }

  async getMany(keys: readonly string[], options: ReadOptions | undefined): Promise<readonly unknown[]> {
    const { tiers, configuration, stats } = this.#parts
    const startedAt = configuration.clock.monotonic()
    for (const key of keys) stats.asked(key, startedAt)
    const footing = await footingOf(this.#parts, options, startedAt)
    const now = configuration.clock.monotonic()
    const inMemory = keys.map((key) => tiers.recall(key, footing, now))
    const wanted = footing.isKnown
      ? keys.filter((_, index) => !this.#isServable(inMemory[index], footing, now))
      : []
    const found = await tiers.readSharedMany(wanted, footing)
    const later = configuration.clock.monotonic()
    const below = new Map(wanted.map((key, index) => [key, found[index]]))
    for (const [key, entry] of below) if (entry) tiers.hold(key, entry, later)
    this.#done('getMany', startedAt, later)
    return keys.map((key, index) => {
      const entry = inMemory[index]
      if (this.#isServable(entry, footing, now)) return this.#served('getMany', entry, 'l1', now)
      const other = below.get(key)
      return this.#served('getMany', this.#isServable(other, footing, later) ? other : undefined, 'l2', later)
    })
  }

  /** Fresh, or stale within the cache's own staleWhileRevalidateMs where the read is not strict. */
  #isServable(entry: MemoryEntry | undefined, footing: Footing, now: number): entry is MemoryEntry {
    if (!entry) return false
    const use = useOf(this.#parts, entry, { rules: this.#parts.configuration.rules, footing, now })
    return use === 'fresh' || use === 'due' || (use === 'stale' && !footing.isStrict)
  }

  #served(operation: Read, entry: MemoryEntry | undefined, tier: 'l1' | 'l2', now: number): unknown {
    const { stats } = this.#parts
    if (!entry) stats.miss(operation)
    else if (now < entry.freshUntil) stats.hit(operation, tier)
    else stats.staleHit(operation)
    return entry?.value
  }

  #done(operation: Read, startedAt: number, now: number): void {
    this.#parts.stats.done(operation, now - startedAt)
  }
}
