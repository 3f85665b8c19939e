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
    return this.#guard.run('l2.get', this.#guard.reads, () => this.#store.get(key))
  }

  /** One result per key, in order; all `undefined` when the store cannot say. */
  async getMany(keys: readonly string[]): Promise<readonly (StoredEntry | undefined)[]> {
    const entries = await this.#guard.run('l2.getMany', this.#guard.reads, () => this.#store.getMany(keys))
    return entries ?? keys.map(() => undefined)
  }

  inspect(key: string): Promise<InspectedEntry | undefined> {
    return this.#guard.run('l2.get', this.#guard.reads, () => this.#store.inspect(key))
  }

  /** Whether the store acknowledged the entry. */
  async set(key: string, entry: StoredEntry): Promise<boolean> {
    const done = await this.#guard.run('l2.set', this.#guard.writes, async () => {
      await this.#store.set(key, entry)
      return true
    })
    return done ?? false
  }

  /** How many of the keys there were; 0 when the store cannot say. */
  async delete(keys: readonly string[]): Promise<number> {
    // Not the breaker of writes: a Redis that is out of memory takes deletions, and is the better for them.
    return (await this.#guard.run('l2.delete', this.#guard.reads, () => this.#store.delete(keys))) ?? 0
  }
}
