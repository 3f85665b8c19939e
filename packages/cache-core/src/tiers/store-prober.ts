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
  /** Time until the next probe after one that passed while a breaker waits for more of them, in ms. Default 50. */
  readonly confirmIntervalMs?: number | undefined
}

export interface ProbeResult {
  readonly healthy: boolean
  /** Round trip of the last successful probe, in ms. */
  readonly latencyMs: number
  readonly reason?: string | undefined
}

/**
 * Asks the store in the background whether it reads and writes, so that no user's call has to find out. A probe that
 * passes does the recovery, and a second one right after it closes the breakers; one that fails counts as a failed call. Passing probes do not
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

  /** Probes now, unless a probe is out. */
  hurry(): void {
    if (this.#timer === undefined || this.#stopped) return
    this.#timer.cancel()
    void this.#run()
  }

  async #run(): Promise<void> {
    this.#timer = undefined
    const result = await this.#probe()
    if (this.#stopped) return
    if (result.healthy !== this.#last?.healthy) {
      this.#options.observer?.on({ type: 'store-health', healthy: result.healthy, reason: result.reason })
    }
    this.#last = result
    this.#timer = this.#options.clock.setTimer(() => void this.#run(), this.#pauseMs(result))
    this.#timer.unref()
  }

  #pauseMs({ healthy }: ProbeResult): number {
    const {
      reads,
      writes,
      intervalMs = 500,
      troubledIntervalMs = 200,
      confirmIntervalMs = 50,
    } = this.#options
    if (!healthy) return troubledIntervalMs
    if (reads.state === 'half-open' || writes.state === 'half-open') return confirmIntervalMs
    return [reads, writes].some(isWaiting) ? troubledIntervalMs : intervalMs
  }

  async #probe(): Promise<ProbeResult> {
    const { reads, writes, recover } = this.#options
    const permits = { reads: reads.tryAcquireProbe(), writes: writes.tryAcquireProbe() }
    let tookMs = 0
    const passed = (breaker: CircuitBreaker, permit: number) => recordSuccess(breaker, permit, tookMs)
    try {
      const checked = await this.#check()
      tookMs = checked.tookMs
      await recover()
      passed(reads, permits.reads)
      passed(writes, permits.writes)
      if (checked.objection) return this.#failed(checked.objection)
      return { healthy: true, latencyMs: tookMs }
    } catch (error) {
      const readsWork = error instanceof StoreError && error.scope === 'writes'
      if (readsWork) {
        passed(reads, permits.reads)
        // Deletions may be taken even so; if not, they go on waiting.
        await recover().catch(() => {})
      } else reads.record('failure', permits.reads)
      writes.record('failure', permits.writes)
      return this.#failed(error)
    }
  }

  #failed(error: unknown): ProbeResult {
    const reason = reasonOf(error, this.#options.store.name)
    return { healthy: false, latencyMs: this.#last?.latencyMs ?? 0, reason }
  }

  /**
   * Rejects when the store does not read and write. What is wrong with the canary alone (no right to it, another type) is
   * an objection and no failure: the server answers, and of the rest its traffic has to tell.
   */
  async #check(): Promise<{ readonly tookMs: number; readonly objection?: unknown }> {
    const { store, clock } = this.#options
    const probe = Promise.withResolvers<void>()
    const deadline = this.#deadlines.add(clock.monotonic(), () => probe.reject(this.#late()))
    store.check().then(probe.resolve, probe.reject)
    let objection: unknown
    try {
      await probe.promise
    } catch (error) {
      if (!(error instanceof StoreError) || error.scope !== 'none' || error.code === 'CLOSED') throw error
      objection = error
    } finally {
      deadline.end()
    }
    const tookMs = deadline.elapsedMs(clock.monotonic())
    if (!store.status().connected) {
      throw new StoreError(
        'STORE_UNAVAILABLE',
        'all',
        `The store ${store.name} answers its probe but is not connected for work yet.`,
      )
    }
    return { tookMs, objection }
  }

  #late(): StoreError {
    const { store, deadlineMs } = this.#options
    const message = `The store ${store.name} did not answer its probe within ${deadlineMs} ms.`
    return new StoreError('DEADLINE_EXCEEDED', 'all', message)
  }
}

/** Open, and a probe may close it. */
function isWaiting({ state, isIsolated }: CircuitBreaker): boolean {
  return state === 'open' && !isIsolated
}

/** Neutral while closed: a passing probe must not hide calls that fail. */
function recordSuccess(breaker: CircuitBreaker, permit: number, tookMs: number): void {
  breaker.record(breaker.state === 'closed' ? 'neutral' : 'success', permit, tookMs)
}

function reasonOf(error: unknown, name: string): string {
  return error instanceof CacheError
    ? error.message
    : `The store ${name} failed its probe in an unforeseen way.`
}
