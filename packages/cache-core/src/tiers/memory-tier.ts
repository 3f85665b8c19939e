import { LRUCache } from 'lru-cache'
import { type Freshness, freshnessOf, type FreshnessWindows } from '../entry.ts'

/** An entry in memory. Instants are monotonic, so that a jump of the wall clock neither ends nor prolongs a life. */
export interface MemoryEntry {
  /** Sealed: deep-frozen plain JSON, or `undefined` for "not found". */
  readonly value: unknown
  /** When the value was loaded. */
  readonly bornAt: number
  /** Fresh before this instant. */
  readonly freshUntil: number
  /** Of no use from this instant on. */
  readonly usableUntil: number
  /** Estimated size of the value, in bytes. */
  readonly bytes: number
}

/** How an entry may be used now by a call with these windows; never longer than it was kept for. */
export function freshnessAt(entry: MemoryEntry, now: number, windows: FreshnessWindows): Freshness {
  if (now < entry.freshUntil) return 'fresh'
  if (now >= entry.usableUntil) return 'expired'
  return freshnessOf(now - entry.bornAt, entry.freshUntil - entry.bornAt, windows)
}

/** Memory an entry takes beside its value: key, links and bookkeeping, in bytes. */
const ENTRY_OVERHEAD_BYTES = 200

/** L1: synchronous, bounded in bytes, least recently used out first. */
export class MemoryTier {
  readonly maxBytes: number
  readonly #entries: LRUCache<string, MemoryEntry> | undefined
  #evictions = 0

  constructor(maxBytes: number) {
    this.maxBytes = maxBytes
    if (maxBytes > 0) {
      this.#entries = new LRUCache({
        maxSize: maxBytes,
        sizeCalculation: (entry, key) => entry.bytes + key.length + ENTRY_OVERHEAD_BYTES,
        dispose: (_entry, _key, reason) => {
          if (reason === 'evict') this.#evictions++
        },
      })
    }
  }

  get(key: string): MemoryEntry | undefined {
    return this.#entries?.get(key)
  }

  /** Without counting as a use. */
  peek(key: string): MemoryEntry | undefined {
    return this.#entries?.peek(key)
  }

  /** Keeps the entry; one larger than the whole tier is not kept, and what it would replace is dropped. */
  set(key: string, entry: MemoryEntry): void {
    this.#entries?.set(key, entry)
  }

  delete(key: string): boolean {
    return this.#entries?.delete(key) ?? false
  }

  /** Drops what matches and returns how many there were. */
  deleteWhere(matches: (key: string) => boolean): number {
    if (!this.#entries) return 0
    const doomed = [...this.#entries.keys()].filter(matches)
    for (const key of doomed) this.#entries.delete(key)
    return doomed.length
  }

  clear(): void {
    this.#entries?.clear()
  }

  stats(): MemoryTierStats {
    return {
      entries: this.#entries?.size ?? 0,
      bytes: this.#entries?.calculatedSize ?? 0,
      maxBytes: this.maxBytes,
      evictions: this.#evictions,
    }
  }
}

export interface MemoryTierStats {
  readonly entries: number
  /** Estimated, in bytes. */
  readonly bytes: number
  readonly maxBytes: number
  /** Entries that had to leave for others since the start. */
  readonly evictions: number
}
