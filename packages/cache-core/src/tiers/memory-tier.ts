import { LRUCache } from 'lru-cache'
import type { MemoryEntry } from './memory-entry.ts'

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
  deleteWhere(matches: (key: string, entry: MemoryEntry) => boolean): number {
    if (!this.#entries) return 0
    const doomed = [...this.#entries.entries()].filter(([key, entry]) => matches(key, entry))
    for (const [key] of doomed) this.#entries.delete(key)
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
