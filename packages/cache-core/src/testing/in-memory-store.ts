import type { Clock } from '../ports/clock.ts'
import type { BulkDeleteOptions, CacheStore, StoredEntry, StoreStatus } from '../ports/cache-store.ts'
import { StoreError } from '../errors.ts'
import { parseGlob } from '../glob.ts'

/** A shared tier in this process: several caches given the same one see each other's entries. */
export class InMemoryStore implements CacheStore {
  readonly name = 'memory'
  readonly #clock: Clock
  readonly #entries = new Map<
    string,
    { readonly json: string | undefined; readonly entry: StoredEntry; readonly expiresAt: number }
  >()
  #closed = false

  constructor(clock: Clock) {
    this.#clock = clock
  }

  async get(key: string): Promise<StoredEntry | undefined> {
    this.#assertOpen()
    const kept = this.#entries.get(key)
    if (!kept || kept.expiresAt <= this.#clock.monotonic()) {
      this.#entries.delete(key)
      return undefined
    }
    return { ...kept.entry, value: kept.json === undefined ? undefined : JSON.parse(kept.json) }
  }

  async getMany(keys: readonly string[]): Promise<readonly (StoredEntry | undefined)[]> {
    return Promise.all(keys.map((key) => this.get(key)))
  }

  async set(key: string, entry: StoredEntry): Promise<void> {
    this.#assertOpen()
    const expiresAt = this.#clock.monotonic() + entry.ttlMs + entry.staleMs
    this.#entries.set(key, { json: JSON.stringify(entry.value), entry, expiresAt })
  }

  async delete(keys: readonly string[]): Promise<number> {
    this.#assertOpen()
    return keys.filter((key) => this.#entries.delete(key)).length
  }

  async deleteByPrefix(prefix: string, options: BulkDeleteOptions = {}): Promise<number> {
    return this.#deleteWhere((key) => key.startsWith(prefix), options)
  }

  async deleteByPattern(prefix: string, pattern: string, options: BulkDeleteOptions = {}): Promise<number> {
    const glob = parseGlob(pattern)
    return this.#deleteWhere(
      (key) => key.startsWith(prefix) && glob.matches(key.slice(prefix.length)),
      options,
    )
  }

  async check(): Promise<void> {
    this.#assertOpen()
  }

  status(): StoreStatus {
    return { connected: !this.#closed, connections: { max: 1, open: this.#closed ? 0 : 1, inFlight: 0 } }
  }

  async close(): Promise<void> {
    this.#closed = true
  }

  async #deleteWhere(matches: (key: string) => boolean, options: BulkDeleteOptions): Promise<number> {
    options.signal?.throwIfAborted()
    return this.delete([...this.#entries.keys()].filter(matches))
  }

  #assertOpen(): void {
    if (this.#closed) throw new StoreError('CLOSED', 'none', 'The in-memory store is closed.')
  }
}
