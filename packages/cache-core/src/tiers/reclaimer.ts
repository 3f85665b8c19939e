import type { CacheStore, EntryStamp, SweepOptions } from '../ports/cache-store.ts'
import type { Clock, Timer } from '../ports/clock.ts'

export interface ReclaimerOptions {
  readonly store: CacheStore
  /** Of every key of this cache in the store. */
  readonly prefix: string
  /** Whether an entry is covered by a deletion; `stamp` is `undefined` for what cannot be read. */
  readonly isDead: (key: string, stamp: EntryStamp | undefined) => boolean
  readonly clock: Clock
}

/** After a sweep, nothing is swept for so many times as long as it took. */
const REST_FACTOR = 10

/**
 * Frees what deletions left behind in the store, in the background: they hold without it, so it may take its time. All
 * that was asked for meanwhile is done in one pass, which is followed by a rest.
 */
export class Reclaimer {
  readonly #options: ReclaimerOptions
  readonly #stopping = new AbortController()
  /** Where everything begins that waits for the next pass; `undefined` when nothing does. */
  #wanted: string | undefined
  #timer: Timer | undefined
  #dueAt = Number.POSITIVE_INFINITY
  #restUntil = Number.NEGATIVE_INFINITY
  #isSweeping = false
  /** Calls of `now` under way. */
  #urgent = 0

  constructor(options: ReclaimerOptions) {
    this.#options = options
  }

  /** Frees what is dead below the prefix, within about `withinMs`. */
  want(prefix: string, withinMs: number): void {
    this.#wanted = this.#wanted === undefined ? prefix : commonPrefix(this.#wanted, prefix)
    this.#schedule(withinMs)
  }

  /**
   * Frees it now; resolves to how many entries there were. Rejects when the store cannot. No pass in the background begins
   * meanwhile: it would free what is to be counted here.
   */
  async now(prefix: string, options: SweepOptions = {}): Promise<number> {
    this.#urgent++
    try {
      return await this.#free(prefix, options)
    } finally {
      const isLast = --this.#urgent === 0
      if (isLast && this.#wanted !== undefined && this.#dueAt === Number.POSITIVE_INFINITY) this.#schedule(0)
    }
  }

  /** Shows every living entry below the prefix, in no order, perhaps some twice. Rejects when the store cannot say. */
  async visitAlive(
    prefix: string,
    visit: (key: string, tags: readonly string[]) => void,
    signal?: AbortSignal,
  ): Promise<void> {
    const { store, isDead } = this.#options
    const own = this.#options.prefix
    const look = (full: string, stamp: EntryStamp | undefined) => {
      const key = full.slice(own.length)
      if (stamp && !isDead(key, stamp)) visit(key, stamp.tags)
      return false
    }
    await store.sweep(own + prefix, look, { signal: this.#untilStopped(signal) })
  }

  stop(): void {
    this.#timer?.cancel()
    this.#stopping.abort()
  }

  #free(prefix: string, { signal, onProgress }: SweepOptions): Promise<number> {
    const { store, isDead } = this.#options
    const own = this.#options.prefix
    return store.sweep(own + prefix, (key, stamp) => isDead(key.slice(own.length), stamp), {
      signal: this.#untilStopped(signal),
      onProgress,
    })
  }

  #untilStopped(signal: AbortSignal | undefined): AbortSignal {
    return signal ? AbortSignal.any([signal, this.#stopping.signal]) : this.#stopping.signal
  }

  #schedule(withinMs: number): void {
    const now = this.#options.clock.monotonic()
    const dueAt = Math.max(now + withinMs, this.#restUntil)
    if (this.#stopping.signal.aborted || this.#isSweeping || dueAt >= this.#dueAt) return
    this.#timer?.cancel()
    this.#dueAt = dueAt
    this.#timer = this.#options.clock.setTimer(() => void this.#sweep(), dueAt - now)
    this.#timer.unref()
  }

  async #sweep(): Promise<void> {
    const { clock } = this.#options
    this.#dueAt = Number.POSITIVE_INFINITY
    if (this.#urgent > 0) return
    const prefix = this.#wanted ?? ''
    const startedAt = clock.monotonic()
    this.#wanted = undefined
    this.#isSweeping = true
    try {
      await this.#free(prefix, {})
    } catch {
      // What is left dies at the end of its ttl, or with a later pass.
    }
    this.#isSweeping = false
    const now = clock.monotonic()
    this.#restUntil = now + REST_FACTOR * (now - startedAt)
    if (this.#wanted !== undefined) this.#schedule(0)
  }
}

function commonPrefix(one: string, other: string): string {
  let length = 0
  while (length < one.length && one[length] === other[length]) length++
  return one.slice(0, length)
}
