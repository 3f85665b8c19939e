import type { MemoryEntry } from './memory-entry.ts'

/** Entries looked at in one step of a long piece of work. */
const STEP_ENTRIES = 5_000

/** Memory an entry takes beside its value: key, links and bookkeeping, in bytes. */
const ENTRY_OVERHEAD_BYTES = 200

/** An entry in its place: newer and older neighbours, and whether it was used since the hand last came by. */
interface Slot {
  readonly key: string
  readonly entry: MemoryEntry
  newer: Slot | undefined
  older: Slot | undefined
  isUsed: boolean
}

/**
 * L1: synchronous, bounded in bytes. Evicts by SIEVE: entries stand in the order they came, and a hand goes from the
 * oldest to the newest, letting out what was not used since it last came by. A hit only sets a mark, which makes it
 * cheaper than moving an entry to the front, and a scan through many keys does not push out those in use (Zhang et al.,
 * "SIEVE is Simpler than LRU", NSDI 2024).
 */
export class MemoryTier {
  readonly maxBytes: number
  readonly #slots = new Map<string, Slot>()
  #newest: Slot | undefined
  #oldest: Slot | undefined
  #hand: Slot | undefined
  #bytes = 0
  #evictions = 0

  constructor(maxBytes: number) {
    this.maxBytes = maxBytes
  }

  get(key: string): MemoryEntry | undefined {
    const slot = this.#slots.get(key)
    if (slot === undefined) return undefined
    slot.isUsed = true
    return slot.entry
  }

  /** Without counting as a use. */
  peek(key: string): MemoryEntry | undefined {
    return this.#slots.get(key)?.entry
  }

  /** Keeps the entry; one larger than the whole tier is not kept, and what it would replace is dropped. */
  set(key: string, entry: MemoryEntry): void {
    this.delete(key)
    const bytes = sizeOf(key, entry)
    if (bytes > this.maxBytes) return
    while (this.#bytes + bytes > this.maxBytes) this.#evict()
    const slot: Slot = { key, entry, newer: undefined, older: this.#newest, isUsed: false }
    if (this.#newest) this.#newest.newer = slot
    this.#newest = slot
    this.#oldest ??= slot
    this.#slots.set(key, slot)
    this.#bytes += bytes
  }

  delete(key: string): boolean {
    const slot = this.#slots.get(key)
    if (slot) this.#remove(slot)
    return slot !== undefined
  }

  /** Drops what matches, in steps between which others may come and go; gives how many there were in each. */
  *deleteWhere(matches: (key: string, entry: MemoryEntry) => boolean): Generator<number, number, void> {
    let left = this.#slots.size
    let [looked, dropped] = [0, 0]
    for (const slot of this.#slots.values()) {
      if (matches(slot.key, slot.entry)) {
        this.#remove(slot)
        dropped++
      }
      if (--left === 0) break
      if (++looked % STEP_ENTRIES !== 0) continue
      yield dropped
      dropped = 0
    }
    return dropped
  }

  clear(): void {
    this.#slots.clear()
    this.#newest = this.#oldest = this.#hand = undefined
    this.#bytes = 0
  }

  stats(): MemoryTierStats {
    return {
      entries: this.#slots.size,
      bytes: this.#bytes,
      maxBytes: this.maxBytes,
      evictions: this.#evictions,
    }
  }

  /** Lets one entry out. There is one: whoever calls has found no room. */
  #evict(): void {
    let slot = this.#hand ?? this.#oldest
    while (slot?.isUsed) {
      slot.isUsed = false
      slot = slot.newer ?? this.#oldest
    }
    if (!slot) return
    this.#hand = slot
    this.#remove(slot)
    this.#evictions++
  }

  #remove(slot: Slot): void {
    if (this.#hand === slot) this.#hand = slot.newer
    if (slot.newer) slot.newer.older = slot.older
    else this.#newest = slot.older
    if (slot.older) slot.older.newer = slot.newer
    else this.#oldest = slot.newer
    this.#slots.delete(slot.key)
    this.#bytes -= sizeOf(slot.key, slot.entry)
  }
}

function sizeOf(key: string, entry: MemoryEntry): number {
  return entry.bytes + key.length + ENTRY_OVERHEAD_BYTES
}

export interface MemoryTierStats {
  readonly entries: number
  /** Estimated, in bytes. */
  readonly bytes: number
  readonly maxBytes: number
  /** Entries that had to leave for others since the start. */
  readonly evictions: number
}
