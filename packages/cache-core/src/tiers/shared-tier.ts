import type { BreakerState, CacheObserver } from '../ports/observer.ts'
import type { CacheConfiguration } from '../cache/resolve-options.ts'
import type { CacheHealth } from '../cache/health.ts'
import type { BreakerStats, OperationRecorder } from '../metrics/cache-stats.ts'
import type { CacheStore } from '../ports/cache-store.ts'
import { CircuitBreaker } from '../policies/circuit-breaker.ts'
import { GuardedStore } from './guarded-store.ts'
import { InvalidationJournal } from './invalidation-journal.ts'
import { StoreProber } from './store-prober.ts'

/** The shared tier (L2) with what keeps it from doing harm: breakers, journal, prober, and its health. */
export class SharedTier {
  readonly guarded: GuardedStore
  readonly #store: CacheStore
  readonly #reads: CircuitBreaker
  readonly #writes: CircuitBreaker
  readonly #prober: StoreProber

  constructor(store: CacheStore, configuration: CacheConfiguration, record: OperationRecorder) {
    const { clock, observer, storeDeadlineMs: deadlineMs } = configuration
    this.#store = store
    this.#reads = createBreaker('read', configuration)
    this.#writes = createBreaker('write', configuration)
    const journal = new InvalidationJournal(`${configuration.namespace}:`)
    this.guarded = new GuardedStore({
      store,
      journal,
      reads: this.#reads,
      writes: this.#writes,
      deadlineMs,
      clock,
      observer,
      record,
    })
    this.#prober = new StoreProber({
      store,
      reads: this.#reads,
      writes: this.#writes,
      recover: () => this.guarded.replayJournal(),
      deadlineMs,
      clock,
      observer,
    })
    this.#prober.start()
  }

  breakers(): { readonly read: BreakerStats; readonly write: BreakerStats } {
    return {
      read: { state: this.#reads.state, failures: this.#reads.failures },
      write: { state: this.#writes.state, failures: this.#writes.failures },
    }
  }

  health(): CacheHealth {
    const reason = this.#trouble()
    return {
      status: reason === undefined ? 'healthy' : 'degraded',
      reason,
      latencyMs: this.#prober.last?.latencyMs ?? 0,
      breakers: { read: this.#reads.state, write: this.#writes.state },
      connections: this.#store.status().connections,
      journalSize: this.guarded.journal.size,
    }
  }

  async close(): Promise<void> {
    this.#prober.stop()
    await this.#store.close()
  }

  #trouble(): string | undefined {
    const last = this.#prober.last
    if (!last) return `The store ${this.#store.name} has not been reached yet.`
    if (!last.healthy) return last.reason
    const open = [
      this.#reads.state === 'closed' ? [] : ['read'],
      this.#writes.state === 'closed' ? [] : ['write'],
    ].flat()
    if (open.length > 0)
      return `The ${open.join(' and ')} breaker is not closed: the store ${this.#store.name} failed repeatedly.`
    return undefined
  }
}

function createBreaker(name: 'read' | 'write', configuration: CacheConfiguration): CircuitBreaker {
  const { breakerThreshold: threshold, breakerMaxOpenMs: maxOpenMs, clock, random, observer } = configuration
  return new CircuitBreaker({ threshold, maxOpenMs, clock, random, onChange: report(name, observer) })
}

function report(
  breaker: 'read' | 'write',
  observer: CacheObserver | undefined,
): (from: BreakerState, to: BreakerState) => void {
  return (from, to) => observer?.on({ type: 'breaker', breaker, from, to })
}
