import type { Cache, Random } from '@larder/cache-core'
import type { VirtualClock } from './virtual-clock.ts'

interface WatchedKey {
  readonly key: string
  /** In the origin. */
  version: number
  /** When the deletion before each version was answered. */
  readonly deletedAt: number[]
  /** Of each version. */
  readonly loads: number[]
}

/** Keys whose every read is held against the origin: how old values may be, and how often each is loaded. */
export class WatchedKeys {
  readonly #clock: VirtualClock
  readonly #random: Random
  readonly #loadMs: number
  readonly #keys: readonly WatchedKey[]
  countsFrom = 0
  reads = 0
  staleReads = 0
  staleWindowMs = 0

  constructor(options: {
    readonly clock: VirtualClock
    readonly random: Random
    readonly count: number
    readonly loadMs: number
  }) {
    this.#clock = options.clock
    this.#random = options.random
    this.#loadMs = options.loadMs
    this.#keys = Array.from({ length: options.count }, (_, index) => ({
      key: `watched:${index}`,
      version: 0,
      deletedAt: [0],
      loads: [0],
    }))
  }

  /** Rejects when the process ends meanwhile. */
  async read(cache: Cache): Promise<void> {
    const watched = this.#any()
    const startedAt = this.#clock.monotonic()
    const expected = watched.version
    const version = await cache.getOrSet(watched.key, () => this.#load(watched), { ttlMs: 600_000 })
    if (startedAt < this.countsFrom) return
    this.reads++
    const deletedAt = watched.deletedAt[version + 1] ?? Number.POSITIVE_INFINITY
    if (version >= expected || deletedAt >= startedAt) return
    this.staleReads++
    this.staleWindowMs = Math.max(this.staleWindowMs, startedAt - deletedAt)
  }

  /** The origin changes, and the process that changed it says so. Rejects when it ends meanwhile. */
  async change(cache: Cache): Promise<void> {
    const watched = this.#any()
    const version = ++watched.version
    watched.loads[version] = 0
    await cache.delete(watched.key)
    watched.deletedAt[version] = this.#clock.monotonic()
  }

  /** Of versions that came after the beginning of the count and were loaded at all. */
  loadsPerColdKey(): { readonly mean: number; readonly max: number } {
    const loads = this.#keys.flatMap(({ loads: own, deletedAt }) =>
      own.filter((count, version) => count > 0 && (deletedAt[version] ?? 0) > this.countsFrom),
    )
    const total = loads.reduce((sum, count) => sum + count, 0)
    return { mean: loads.length === 0 ? 0 : total / loads.length, max: Math.max(0, ...loads) }
  }

  #any(): WatchedKey {
    return this.#keys[Math.floor(this.#random.next() * this.#keys.length)] as WatchedKey
  }

  #load(watched: WatchedKey): Promise<number> {
    const { version } = watched
    watched.loads[version] = (watched.loads[version] ?? 0) + 1
    return new Promise((resolve) => this.#clock.setTimer(() => resolve(version), this.#loadMs))
  }
}
