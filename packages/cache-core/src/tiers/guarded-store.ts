import type { CacheStore, InspectedEntry, StoredEntry } from '../ports/cache-store.ts'
import type { StoreGuard } from './store-guard.ts'

/**
 * A CacheStore behind its guard. No method rejects: a failed read is a reported miss, a failed write or deletion is
 * reported and dropped. Nothing here decides whether an entry may be believed: see Invalidations.
 */
export class GuardedStore {
  readonly #store: CacheStore
  readonly #guard: StoreGuard

  constructor(store: CacheStore, guard: StoreGuard) {
    this.#store = store
    this.#guard = guard
  }

  get(key: string): Promise<StoredEntry | undefined> {
    const target = { node: this.#store.nodeOf(key), side: 'read' } as const
    return this.#guard.run('l2.get', target, () => this.#store.get(key))
  }

  /** One result per key, in order; `undefined` for those whose node cannot say. */
  async getMany(keys: readonly string[]): Promise<readonly (StoredEntry | undefined)[]> {
    const found = new Map<string, StoredEntry | undefined>()
    const reads = this.#byNode(keys).map(async ([node, some]) => {
      const target = { node, side: 'read' } as const
      const entries = await this.#guard.run('l2.getMany', target, () => this.#store.getMany(some))
      for (const [index, key] of some.entries()) found.set(key, entries?.[index])
    })
    await Promise.all(reads)
    return keys.map((key) => found.get(key))
  }

  inspect(key: string): Promise<InspectedEntry | undefined> {
    const target = { node: this.#store.nodeOf(key), side: 'read' } as const
    return this.#guard.run('l2.get', target, () => this.#store.inspect(key))
  }

  /** Whether the store acknowledged the entry. */
  async set(key: string, entry: StoredEntry): Promise<boolean> {
    const target = { node: this.#store.nodeOf(key), side: 'write' } as const
    const done = await this.#guard.run('l2.set', target, async () => {
      await this.#store.set(key, entry)
      return true
    })
    return done ?? false
  }

  /** How many of the keys there were; 0 where the store cannot say. */
  async delete(keys: readonly string[]): Promise<number> {
    const counts = this.#byNode(keys).map(async ([node, some]) => {
      // Not the breaker of writes: a Redis that is out of memory takes deletions, and is the better for them.
      const target = { node, side: 'read' } as const
      return (await this.#guard.run('l2.delete', target, () => this.#store.delete(some))) ?? 0
    })
    return (await Promise.all(counts)).reduce((sum, count) => sum + count, 0)
  }

  #byNode(keys: readonly string[]): readonly (readonly [node: string, keys: readonly string[]])[] {
    const [only, ...others] = this.#store.nodes()
    if (only !== undefined && others.length === 0) return keys.length === 0 ? [] : [[only, keys]]
    const groups = new Map<string, string[]>()
    for (const key of keys) {
      const node = this.#store.nodeOf(key)
      const group = groups.get(node)
      if (group) group.push(key)
      else groups.set(node, [key])
    }
    return [...groups]
  }
}
