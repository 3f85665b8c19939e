import type { CacheObserver } from '../ports/observer.ts'
import type { CacheStore, StoredEntry } from '../ports/cache-store.ts'
import type { Clock } from '../ports/clock.ts'
import type { CacheErrorCode } from '../errors.ts'
import type { OperationRecorder } from '../metrics/cache-stats.ts'
import { CacheError, StoreError } from '../errors.ts'
import type { CircuitBreaker } from '../policies/circuit-breaker.ts'
import { DeadlineWheel } from '../policies/deadline-wheel.ts'
import type { InvalidationJournal, Deletion } from './invalidation-journal.ts'

/** Longest a bulk deletion may run before it counts as failed, in ms; each of its steps is bounded by the store. */
const BULK_DEADLINE_MS = 30_000

export interface GuardedStoreOptions {
  readonly store: CacheStore
  readonly journal: InvalidationJournal
  readonly reads: CircuitBreaker
  readonly writes: CircuitBreaker
  /** How long one call may hold up a caller, in ms. */
  readonly deadlineMs: number
  readonly clock: Clock
  readonly observer: CacheObserver | undefined
  readonly record: OperationRecorder
}

/**
 * A CacheStore behind a deadline and two breakers, for reads and for writes. No method rejects: a failed read is a
 * reported miss, a failed write is reported and dropped, a failed deletion waits in the journal and is replayed
 * before what it covers is read again.
 */
export class GuardedStore {
  readonly journal: InvalidationJournal
  readonly #store: CacheStore
  readonly #options: GuardedStoreOptions
  readonly #wheel: DeadlineWheel

  constructor(options: GuardedStoreOptions) {
    this.journal = options.journal
    this.#store = options.store
    this.#options = options
    this.#wheel = new DeadlineWheel(options.clock)
  }

  /**
   * The entry, or `undefined` when there is none, it was deleted, or the store cannot say. The journal is asked before
   * the store: the answer may be older than a deletion that is replayed while it is on its way.
   */
  async get(key: string): Promise<StoredEntry | undefined> {
    if (this.journal.covers(key)) return undefined
    return this.#guard('l2.get', this.#options.reads, () => this.#store.get(key))
  }

  /** `get` for several keys, in their order. */
  async getMany(keys: readonly string[]): Promise<readonly (StoredEntry | undefined)[]> {
    const deleted = keys.map((key) => this.journal.covers(key))
    const entries = await this.#guard('l2.getMany', this.#options.reads, () => this.#store.getMany(keys))
    return keys.map((_, index) => (deleted[index] ? undefined : entries?.[index]))
  }

  /** Whether the store acknowledged the entry. */
  async set(key: string, entry: StoredEntry): Promise<boolean> {
    const done = await this.#guard('l2.set', this.#options.writes, async () => {
      await this.#store.set(key, entry)
      return true
    })
    return done ?? false
  }

  /** How many keys there were; 0 when the store cannot say, and the deletion is then kept for later. */
  async delete(deletion: Deletion, signal?: AbortSignal): Promise<number> {
    const deadlineMs = deletion.kind === 'keys' ? this.#options.deadlineMs : BULK_DEADLINE_MS
    const stop = new AbortController()
    const either = signal ? AbortSignal.any([signal, stop.signal]) : stop.signal
    // Not the breaker of writes: a Redis that is out of memory takes deletions, and is the better for them.
    const { reads } = this.#options
    const count = await this.#guard('l2.delete', reads, () => this.#apply(deletion, either), deadlineMs)
    if (count !== undefined) return count
    this.journal.add(deletion)
    stop.abort()
    return 0
  }

  /** Applies deletions that were not acknowledged; rejects when the store still cannot take them. */
  replayJournal(): Promise<void> {
    return this.journal.replay(async (deletion) => {
      const stop = new AbortController()
      try {
        await this.#race(this.#apply(deletion, stop.signal), BULK_DEADLINE_MS)
      } finally {
        // A pass that was given up must not run on beside the next one.
        stop.abort()
      }
    })
  }

  #apply(deletion: Deletion, signal: AbortSignal): Promise<number> {
    if (deletion.kind === 'keys') return this.#store.delete(deletion.keys)
    if (deletion.kind === 'prefix') return this.#store.deleteByPrefix(deletion.prefix, { signal })
    return this.#store.deleteByPattern(deletion.prefix, deletion.pattern, { signal })
  }

  /** `undefined` when the call failed or was not made. */
  async #guard<T>(
    operation: GuardedOperation,
    breaker: CircuitBreaker,
    call: () => Promise<T>,
    deadlineMs: number = this.#options.deadlineMs,
  ): Promise<T | undefined> {
    const permit = breaker.tryAcquire()
    if (permit === 0) {
      this.#options.record.error(operation, 'CIRCUIT_OPEN')
      return undefined
    }
    const startedAt = this.#options.clock.monotonic()
    try {
      const result = await this.#race(call(), deadlineMs)
      breaker.record('success', permit)
      this.#options.record.done(operation, this.#options.clock.monotonic() - startedAt)
      return result
    } catch (error) {
      this.#settleFailure(operation, breaker, permit, error)
      return undefined
    }
  }

  #settleFailure(operation: GuardedOperation, breaker: CircuitBreaker, permit: number, error: unknown): void {
    const scope = error instanceof StoreError ? error.scope : 'none'
    const counts = scope === 'all' || (scope === 'writes' && breaker === this.#options.writes)
    breaker.record(counts ? 'failure' : 'neutral', permit)
    const code: CacheErrorCode = error instanceof CacheError ? error.code : 'STORE_REJECTED'
    this.#options.record.error(operation, code)
    const message =
      error instanceof CacheError
        ? error.message
        : `The store ${this.#store.name} failed in an unforeseen way.`
    this.#options.observer?.on({ type: 'store-error', operation, code, message })
  }

  #race<T>(call: Promise<T>, deadlineMs: number): Promise<T> {
    return this.#wheel.race(
      call,
      deadlineMs,
      () =>
        new StoreError(
          'DEADLINE_EXCEEDED',
          'all',
          `The store ${this.#store.name} did not answer within ${deadlineMs} ms.`,
          { retryable: true },
        ),
    )
  }
}

export type GuardedOperation = 'l2.get' | 'l2.getMany' | 'l2.set' | 'l2.delete'
