import type { Clock } from '../ports/clock.ts'
import type {
  CacheStore,
  InspectedEntry,
  StoredEntry,
  StoreStatus,
  SweepOptions,
  SweepPredicate,
} from '../ports/cache-store.ts'
import { ByteMeter } from '../metrics/byte-meter.ts'
import { CacheError, StoreError } from '../errors.ts'

/** Keys looked at in one step of a sweep. */
const STEP_KEYS = 1_000

interface Kept {
  readonly json: string | undefined
  readonly entry: StoredEntry
  readonly expiresAt: number
}

/** A store in this process: several caches given the same one see each other's entries. */
export class InMemoryStore implements CacheStore {
  readonly name = 'memory'
  readonly #clock: Clock
  readonly #entries = new Map<string, Kept>()
  readonly #bytes = new ByteMeter()
  #closed = false

  constructor(clock: Clock) {
    this.#clock = clock
  }

  async get(key: string): Promise<StoredEntry | undefined> {
    this.#assertOpen()
    const kept = this.#living(key)
    if (kept) this.#bytes.read(bytesOf(kept.json), bytesOf(kept.json))
    return kept && { ...kept.entry, value: kept.json === undefined ? undefined : JSON.parse(kept.json) }
  }

  async getMany(keys: readonly string[]): Promise<readonly (StoredEntry | undefined)[]> {
    return Promise.all(keys.map((key) => this.get(key)))
  }

  async inspect(key: string): Promise<InspectedEntry | undefined> {
    const entry = await this.get(key)
    const bytes = this.#entries.get(key)?.json?.length ?? 0
    return entry && { entry, rawBytes: bytes, storedBytes: bytes }
  }

  async set(key: string, entry: StoredEntry): Promise<void> {
    this.#assertOpen()
    const held = this.#living(key)?.entry.stamp
    if (held && held.era === entry.stamp.era && held.seq > entry.stamp.seq) return
    const expiresAt = this.#clock.monotonic() + entry.ttlMs + entry.staleMs
    const json = JSON.stringify(entry.value) as string | undefined
    this.#entries.set(key, { json, entry, expiresAt })
    this.#bytes.wrote(bytesOf(json), bytesOf(json))
  }

  async delete(keys: readonly string[]): Promise<number> {
    this.#assertOpen()
    return keys.filter((key) => this.#entries.delete(key)).length
  }

  async sweep(
    prefix: string,
    isDead: SweepPredicate,
    { signal, onProgress }: SweepOptions = {},
  ): Promise<number> {
    this.#assertOpen()
    const keys = [...this.#entries.keys()].filter((key) => key.startsWith(prefix))
    let removed = 0
    for (let from = 0; from === 0 || from < keys.length; from += STEP_KEYS) {
      if (signal?.aborted) throw new CacheError('ABORTED', `The sweep was aborted after ${removed} keys.`)
      const dead = keys.slice(from, from + STEP_KEYS).filter((key) => {
        const kept = this.#entries.get(key)
        return kept !== undefined && isDead(key, kept.entry.stamp)
      })
      removed += await this.delete(dead)
      onProgress?.(removed)
    }
    return removed
  }

  /** Forgets everything, as FLUSHALL does. */
  flush(): void {
    this.#entries.clear()
  }

  nodes(): readonly string[] {
    return [this.name]
  }

  nodeOf(_key: string): string {
    return this.name
  }

  async check(_node: string): Promise<void> {
    this.#assertOpen()
  }

  status(): StoreStatus {
    return {
      connected: !this.#closed,
      connections: { max: 1, open: this.#closed ? 0 : 1, inFlight: 0 },
      bytes: this.#bytes.total,
    }
  }

  async close(): Promise<void> {
    this.#closed = true
  }

  #living(key: string): Kept | undefined {
    const kept = this.#entries.get(key)
    if (kept && kept.expiresAt > this.#clock.monotonic()) return kept
    this.#entries.delete(key)
    return undefined
  }

  #assertOpen(): void {
    if (this.#closed) throw new StoreError('CLOSED', 'none', 'The in-memory store is closed.')
  }
}

/** Nothing is compressed here. */
function bytesOf(json: string | undefined): number {
  return json === undefined ? 0 : Buffer.byteLength(json)
}
