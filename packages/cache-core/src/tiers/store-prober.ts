import type { BreakerPair, NodeBreakers } from './node-breakers.ts'
import type { BreakerState, CacheObserver } from '../ports/observer.ts'
import type { CacheStore } from '../ports/cache-store.ts'
import type { Clock, Timer } from '../ports/clock.ts'
import type { CircuitBreaker } from '../policies/circuit-breaker.ts'
import { CacheError, StoreError } from '../errors.ts'
import { HealthNews, type NodeFinding } from './health-news.ts'
import { DeadlineQueue } from '../policies/deadline-queue.ts'

export interface StoreProberOptions {
  readonly store: CacheStore
  readonly breakers: NodeBreakers
  /** The node that has the log now. */
  readonly logNode: () => string
  /** Brings both sides up to date before the store is read again; a rejection keeps it out of service. */
  readonly recover: () => Promise<void>
  readonly deadlineMs: number
  readonly clock: Clock
  readonly observer: CacheObserver | undefined
  /** Time between probes of a healthy store, in ms. Default 500. */
  readonly intervalMs?: number | undefined
  /** Time between probes of a store in trouble, in ms; less until it has been reached for the first time. Default 200. */
  readonly troubledIntervalMs?: number | undefined
  /** Time until the next probe after one that passed while a breaker waits for more of them, in ms. Default 50. */
  readonly confirmIntervalMs?: number | undefined
}

export interface ProbeResult extends NodeFinding {
  /** Round trip of the last successful probe, in ms. */
  readonly latencyMs: number
}

interface Check {
  /** Without the time in which this process stood still. */
  readonly latencyMs: number
  /** What it rejected with. */
  readonly trouble?: unknown
  /**
   * What is wrong with the canary alone (no right to it, another type): the server answers, and of the rest its traffic
   * has to tell.
   */
  readonly objection?: unknown
}

/** A node that is being probed. */
interface Probe extends Check {
  readonly node: string
  readonly pair: BreakerPair
  readonly permits: { readonly read: number; readonly write: number }
}

/**
 * Asks each node of the store in the background whether it reads and writes, so that no user's call has to find out. A
 * probe that passes does the recovery, and a second one right after it closes the breakers; one that fails counts as a
 * failed call. Passing probes do not reset the failures of real traffic: a store may pass its check and fail its work.
 */
export class StoreProber {
  readonly #options: StoreProberOptions
  readonly #deadlines: DeadlineQueue
  readonly #news: HealthNews
  #last: ReadonlyMap<string, ProbeResult> = new Map()
  #timer: Timer | undefined
  #stopped = false
  /** Of the next probe while the store has never been reached, in ms. */
  #firstIntervalMs = 10

  constructor(options: StoreProberOptions) {
    this.#options = options
    this.#news = new HealthNews(options.observer)
    this.#deadlines = new DeadlineQueue(options.clock, options.deadlineMs)
  }

  /** The last result of each node; empty before the first probes have ended. */
  get last(): ReadonlyMap<string, ProbeResult> {
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
    const results = await this.#probeAll()
    if (this.#stopped) return
    this.#news.take(results)
    this.#last = results
    this.#timer = this.#options.clock.setTimer(() => void this.#run(), this.#pauseMs(results))
    this.#timer.unref()
  }

  #pauseMs(results: ReadonlyMap<string, ProbeResult>): number {
    const { intervalMs = 500, troubledIntervalMs = 200, confirmIntervalMs = 50 } = this.#options
    const up = [...results].filter(([, { healthy }]) => healthy)
    const states = new Set(up.flatMap(([node]) => this.#statesOf(node)))
    if (states.has('half-open')) return confirmIntervalMs
    if (states.has('open') && !this.#options.breakers.isIsolated) return troubledIntervalMs
    if ([...results.values()].every(({ healthy }) => healthy)) {
      this.#firstIntervalMs = troubledIntervalMs
      return intervalMs
    }
    this.#firstIntervalMs = Math.min(2 * this.#firstIntervalMs, troubledIntervalMs)
    return this.#firstIntervalMs
  }

  #statesOf(node: string): readonly BreakerState[] {
    const { read, write } = this.#options.breakers.of(node)
    return [read.state, write.state]
  }

  async #probeAll(): Promise<ReadonlyMap<string, ProbeResult>> {
    const nodes = this.#options.store.nodes()
    this.#options.breakers.retain(nodes)
    const probes = await Promise.all(nodes.map((node) => this.#probe(node)))
    const isAnyUp = probes.some(({ trouble }) => trouble === undefined || isOfWrites(trouble))
    // Deletions may be taken even by a store that takes no values; if not, they go on waiting.
    const setback = isAnyUp ? await this.#recover() : undefined
    return new Map(probes.map((probe) => [probe.node, this.#settle(probe, setback)]))
  }

  async #probe(node: string): Promise<Probe> {
    const pair = this.#options.breakers.of(node)
    const permits = { read: pair.read.tryAcquireProbe(), write: pair.write.tryAcquireProbe() }
    return { node, pair, permits, ...(await this.#check(node)) }
  }

  async #check(node: string): Promise<Check> {
    const { deadlineMs, store, clock } = this.#options
    const message = `The store ${store.name} did not answer its probe within ${deadlineMs} ms.`
    const { promise, resolve, reject } = Promise.withResolvers<void>()
    const late = () => reject(new StoreError('DEADLINE_EXCEEDED', 'all', message))
    const deadline = this.#deadlines.add(clock.monotonic(), late)
    const latencyMs = () => deadline.elapsedMs(clock.monotonic())
    store.check(node).then(resolve, reject)
    try {
      await promise
      return { latencyMs: latencyMs() }
    } catch (error) {
      const isAnswer = error instanceof StoreError && error.scope === 'none' && error.code !== 'CLOSED'
      return isAnswer
        ? { latencyMs: latencyMs(), objection: error }
        : { latencyMs: latencyMs(), trouble: error ?? new Error('rejected') }
    } finally {
      deadline.end()
    }
  }

  async #recover(): Promise<unknown> {
    try {
      await this.#options.recover()
      return undefined
    } catch (error) {
      return error ?? new Error('rejected')
    }
  }

  #settle(probe: Probe, setback: unknown): ProbeResult {
    const { node, pair, permits, latencyMs, trouble, objection } = probe
    const { store, logNode } = this.#options
    if (trouble === undefined && setback === undefined) {
      recordSuccess(pair.read, permits.read, latencyMs)
      recordSuccess(pair.write, permits.write, latencyMs)
      if (objection === undefined) return { healthy: true, latencyMs }
    } else this.#recordFailure(probe, node === logNode())
    const lastMs = this.#last.get(node)?.latencyMs ?? 0
    return {
      healthy: false,
      latencyMs: lastMs,
      reason: reasonOf(trouble ?? setback ?? objection, store.name),
    }
  }

  /** A node that passed its check but not the recovery stays as it was, unless it is the one that should have recovered. */
  #recordFailure({ pair, permits, latencyMs, trouble }: Probe, isOfLog: boolean): void {
    if (isOfWrites(trouble)) recordSuccess(pair.read, permits.read, latencyMs)
    else if (trouble !== undefined || isOfLog || pair.read.state !== 'closed')
      pair.read.record('failure', permits.read)
    if (trouble !== undefined || isOfLog || pair.write.state !== 'closed')
      pair.write.record('failure', permits.write)
  }
}

/** Whether all that does not work is writing. */
function isOfWrites(trouble: unknown): boolean {
  return trouble instanceof StoreError && trouble.scope === 'writes'
}

/** Neutral while closed: a passing probe must not hide calls that fail. */
function recordSuccess(breaker: CircuitBreaker, permit: number, latencyMs: number): void {
  breaker.record(breaker.state === 'closed' ? 'neutral' : 'success', permit, latencyMs)
}

function reasonOf(error: unknown, name: string): string {
  return error instanceof CacheError
    ? error.message
    : `The store ${name} failed its probe in an unforeseen way.`
}
