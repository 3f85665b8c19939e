import type { CacheObserver } from '../ports/observer.ts'
import type { CacheStore } from '../ports/cache-store.ts'
import type { Clock, Timer } from '../ports/clock.ts'
import type { CircuitBreaker } from '../policies/circuit-breaker.ts'
import { CacheError, StoreError } from '../errors.ts'
import { DeadlineQueue } from '../policies/deadline-queue.ts'

export interface StoreProberOptions {
  readonly store: CacheStore
  readonly reads: CircuitBreaker
  readonly writes: CircuitBreaker
  /** Brings both sides up to date before the store is read again; a rejection keeps it out of service. */
  readonly recover: () => Promise<void>
  readonly deadlineMs: number
  readonly clock: Clock
  readonly observer: CacheObserver | undefined
  /** Time between probes of a healthy store, in ms. Default 500. */
  readonly intervalMs?: number | undefined
  /** Time between probes of a store in trouble, in ms. Default 200. */
  readonly troubledIntervalMs?: number | undefined
}

export interface ProbeResult {
  readonly healthy: boolean
  /** Round trip of the last successful probe, in ms. */
  readonly latencyMs: number
  readonly reason?: string | undefined
}

/**
 * Asks the store in the background whether it reads and writes, so that no user's call has to find out. A probe that
 * passes does the recovery and closes the breakers; one that fails counts as a failed call. Passing probes do not
 * reset the failures of real traffic: a store may pass its check and fail its work.
 */
export class StoreProber {
  readonly #options: StoreProberOptions
  readonly #deadlines: DeadlineQueue
  #last: ProbeResult | undefined
  #timer: Timer | undefined
  #stopped = false

  constructor(options: StoreProberOptions) {
    this.#options = options
    this.#deadlines = new DeadlineQueue(options.clock, options.deadlineMs)
  }

  /** The last probe's result; `undefined` before the first one has ended. */
  get last(): ProbeResult | undefined {
    return this.#last
  }

  start(): void {
    void this.#run()
  }

  stop(): void {
    this.#stopped = true
    this.#timer?.cancel()
  }

  async #run(): Promise<void> {
    const result = await this.#probe()
    if (this.#stopped) return
    if (result.healthy !== this.#last?.healthy) {
      this.#options.observer?.on({ type: 'store-health', healthy: result.healthy, reason: result.reason })
    }
    this.#last = result
    const { intervalMs = 500, troubledIntervalMs = 200 } = this.#options
    this.#timer = this.#options.clock.setTimer(
      () => void this.#run(),
      result.healthy ? intervalMs : troubledIntervalMs,
    )
    this.#timer.unref()
  }

  async #probe(): Promise<ProbeResult> {
    const { store, reads, writes, clock, recover } = this.#options
    const permits = { reads: probePermit(reads), writes: probePermit(writes) }
    const startedAt = clock.monotonic()
    try {
      await this.#check(store)
      const latencyMs = clock.monotonic() - startedAt
      await recover()
      recordSuccess(reads, permits.reads)
      recordSuccess(writes, permits.writes)
      return { healthy: true, latencyMs }
    } catch (error) {
      const readsWork = error instanceof StoreError && error.scope === 'writes'
      if (readsWork) {
        recordSuccess(reads, permits.reads)
        // Deletions may be taken even so; if not, they go on waiting.
        await recover().catch(() => {})
      } else reads.record('failure', permits.reads)
      writes.record('failure', permits.writes)
      return { healthy: false, latencyMs: this.#last?.latencyMs ?? 0, reason: reasonOf(error, store.name) }
    }
  }

  async #check(store: CacheStore): Promise<void> {
    const { deadlineMs } = this.#options
    await this.#deadlines.race(
      store.check(),
      () =>
        new StoreError(
          'DEADLINE_EXCEEDED',
          'all',
          `The store ${store.name} did not answer its probe within ${deadlineMs} ms.`,
        ),
    )
    if (!store.status().connected) {
      throw new StoreError(
        'STORE_UNAVAILABLE',
        'all',
        `The store ${store.name} answers its probe but is not connected for work yet.`,
      )
    }
  }
}

function probePermit(breaker: CircuitBreaker): number {
  return breaker.state === 'closed' ? breaker.tryAcquire() : breaker.tryAcquireProbe()
}

/** Neutral while closed: a passing probe must not hide calls that fail. */
function recordSuccess(breaker: CircuitBreaker, permit: number): void {
  breaker.record(breaker.state === 'closed' ? 'neutral' : 'success', permit)
}

function reasonOf(error: unknown, name: string): string {
  return error instanceof CacheError
    ? error.message
    : `The store ${name} failed its probe in an unforeseen way.`
}
