import type { CacheParts } from './cache-parts.ts'
import type { MemoryEntry } from '../tiers/memory-entry.ts'
import type { ReadOptions } from './options.ts'
import type { Footing } from '../tiers/footing.ts'
import { footingOf, useOf } from './footing.ts'

/** Reads without a loader that are not plain hits in memory. */
export class Reads {
  readonly #parts: CacheParts

  constructor(parts: CacheParts) {
    this.#parts = parts
  }

  /** The value that may be returned; an empty tuple when there is none. */
  async get(key: string, options: ReadOptions | undefined): Promise<readonly [unknown?]> {
    const { tiers } = this.#parts
    const footing = await footingOf(this.#parts, options)
    const entry = tiers.recall(key, footing)
    if (this.#isServable(entry, footing)) return this.#served('get', entry, 'l1')
    const below = footing.isKnown ? await tiers.readShared(key, footing) : undefined
    if (below) tiers.hold(key, below)
    return this.#served('get', this.#isServable(below, footing) ? below : undefined, 'l2')
  }

  async getMany(keys: readonly string[], options: ReadOptions | undefined): Promise<readonly unknown[]> {
    const { tiers } = this.#parts
    const footing = await footingOf(this.#parts, options)
    const inMemory = keys.map((key) => tiers.recall(key, footing))
    const wanted = footing.isKnown
      ? keys.filter((_, index) => !this.#isServable(inMemory[index], footing))
      : []
    const found = await tiers.readSharedMany(wanted, footing)
    const below = new Map(wanted.map((key, index) => [key, found[index]]))
    for (const [key, entry] of below) if (entry) tiers.hold(key, entry)
    return keys.map((key, index) => {
      const entry = inMemory[index]
      if (this.#isServable(entry, footing)) return this.#served('getMany', entry, 'l1')[0]
      const other = below.get(key)
      return this.#served('getMany', this.#isServable(other, footing) ? other : undefined, 'l2')[0]
    })
  }

  /** Fresh, or stale within the cache's own staleWhileRevalidateMs where the read is not strict. */
  #isServable(entry: MemoryEntry | undefined, footing: Footing): entry is MemoryEntry {
    if (!entry) return false
    const use = useOf(this.#parts, entry, this.#parts.configuration.rules, footing)
    return use === 'fresh' || use === 'due' || (use === 'stale' && !footing.isStrict)
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
}
