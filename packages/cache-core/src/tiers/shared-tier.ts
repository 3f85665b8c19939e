import type { BreakerState, CacheObserver } from '../ports/observer.ts'
import type { BreakerStats, OperationRecorder } from '../metrics/cache-stats.ts'
import type { CacheConfiguration } from '../cache/resolve-options.ts'
import type { CacheHealth } from '../cache/health.ts'
import type { EntryStamp, StoreBytes, SweepOptions } from '../ports/cache-store.ts'
import type { InvalidationLog } from '../ports/invalidation-log.ts'
import type { SharedBackend } from '../ports/shared-backend.ts'
import { CacheError } from '../errors.ts'
import { CircuitBreaker } from '../policies/circuit-breaker.ts'
import { GuardedStore } from './guarded-store.ts'
import type { Invalidations } from './invalidations.ts'
import { LeaseKeeper } from './lease-keeper.ts'
import { messageOf, StoreGuard } from './store-guard.ts'
import { NodeBreakers, type Side } from './node-breakers.ts'
import { Reclaimer } from './reclaimer.ts'
import { StoreProber } from './store-prober.ts'

/** Probes per span of trust: an answer may be lost now and then. */
const PROBES_PER_TRUST = 4

/** The shared tier (L2) with what keeps it from doing harm: guard, prober, leases, and its health. */
export class SharedTier {
  readonly guard: StoreGuard
  readonly guarded: GuardedStore
  readonly log: InvalidationLog
  /** `undefined` when leases are turned off. */
  readonly leases: LeaseKeeper | undefined
  readonly #backend: SharedBackend
  readonly #configuration: CacheConfiguration
  #prober: StoreProber | undefined
  #reclaimer: Reclaimer | undefined
  #invalidations: Invalidations | undefined

  constructor(backend: SharedBackend, configuration: CacheConfiguration, record: OperationRecorder) {
    const { namespace, clock, random, observer, storeDeadlineMs: deadlineMs, leaseMs } = configuration
    this.#backend = backend
    this.#configuration = configuration
    this.guard = new StoreGuard({
      name: backend.store.name,
      breakers: new NodeBreakers((node) => ({
        read: createBreaker('read', node, configuration),
        write: createBreaker('write', node, configuration),
      })),
      deadlineMs,
      clock,
      observer,
      record,
    })
    this.guarded = new GuardedStore(backend.store, this.guard)
    this.log = backend.openLog(namespace)
    this.leases =
      leaseMs === 0
        ? undefined
        : new LeaseKeeper({
            leases: backend.openLeases(namespace),
            guard: this.guard,
            record,
            leaseMs,
            clock,
            random,
          })
  }

  /** Begins to probe the backend, and to follow its log. */
  start(invalidations: Invalidations, isDead: (key: string, stamp: EntryStamp | undefined) => boolean): void {
    const { clock, observer, namespace, propagationLimitMs, storeDeadlineMs } = this.#configuration
    this.#invalidations = invalidations
    invalidations.start()
    this.#reclaimer = new Reclaimer({ store: this.#backend.store, prefix: `${namespace}:`, isDead, clock })
    this.#prober = new StoreProber({
      store: this.#backend.store,
      breakers: this.guard.breakers,
      logNode: () => this.log.node,
      recover: () => invalidations.recover(),
      deadlineMs: storeDeadlineMs,
      intervalMs: Math.min(500, propagationLimitMs / PROBES_PER_TRUST),
      clock,
      observer,
    })
    this.#prober.start()
  }

  get reclaimer(): Reclaimer | undefined {
    return this.#reclaimer
  }

  /** Frees what is dead below the prefix now; resolves to how many entries, 0 when the store cannot. Rejects with ABORTED. */
  async reclaim(prefix: string, options: SweepOptions): Promise<number> {
    if (this.guard.breakers.worst('read').state !== 'closed') return 0
    try {
      return (await this.#reclaimer?.now(prefix, options)) ?? 0
    } catch (error) {
      if (isAborted(error, options.signal)) throw error
      return 0
    }
  }

  /** Shows every living entry below the prefix; resolves to whether it could. Rejects with ABORTED. */
  async visitAlive(
    prefix: string,
    visit: (key: string, tags: readonly string[]) => void,
    signal: AbortSignal | undefined,
  ): Promise<boolean> {
    if (this.isAway || !this.#reclaimer) return false
    try {
      await this.#reclaimer.visitAlive(prefix, visit, signal)
      return true
    } catch (error) {
      if (isAborted(error, signal)) throw error
      return false
    }
  }

  breakers(): { readonly read: BreakerStats; readonly write: BreakerStats } {
    const { breakers } = this.guard
    return { read: breakers.worst('read'), write: breakers.worst('write') }
  }

  /** Whether it, or a part of it, cannot be read. */
  get isAway(): boolean {
    return this.guard.breakers.worst('read').state !== 'closed'
  }

  /** Of what this process has written and read. */
  get bytes(): StoreBytes {
    return this.#backend.store.status().bytes
  }

  isolate(): void {
    this.guard.breakers.isolate()
  }

  rejoin(): void {
    this.guard.breakers.release()
    // Nobody waits for the next probe in turn.
    this.#prober?.hurry()
  }

  health(): CacheHealth {
    const reason = this.#trouble()
    const { read, write } = this.breakers()
    return {
      status: reason === undefined ? 'healthy' : 'degraded',
      reason,
      isIsolated: this.guard.breakers.isIsolated,
      latencyMs: Math.max(0, ...[...(this.#prober?.last.values() ?? [])].map(({ latencyMs }) => latencyMs)),
      breakers: { read: read.state, write: write.state },
      nodes: this.#nodes(),
      connections: this.#backend.store.status().connections,
      journalSize: this.#invalidations?.journalSize ?? 0,
      logLagMs: this.#invalidations?.lagMs,
    }
  }

  /** Lets what is under way end, delivers what others wait to know, and closes the backend: all within a few deadlines. */
  async close(): Promise<void> {
    this.#prober?.stop()
    this.#reclaimer?.stop()
    await this.guard.idle()
    await this.#invalidations?.flush()
    this.leases?.close()
    await this.#backend.close()
  }

  #nodes(): CacheHealth['nodes'] {
    const { lanes = {} } = this.#backend.store.status()
    return this.#backend.store.nodes().map((node) => {
      const { read, write } = this.guard.breakers.of(node)
      const last = this.#prober?.last.get(node)
      const isHealthy = last?.healthy === true && read.state === 'closed' && write.state === 'closed'
      return {
        node,
        status: isHealthy ? 'healthy' : 'degraded',
        reason: last?.reason,
        latencyMs: last?.latencyMs ?? 0,
        breakers: { read: read.state, write: write.state },
        lanes: lanes[node] ?? [],
      }
    })
  }

  #trouble(): string | undefined {
    const { name } = this.#backend.store
    const last = [...(this.#prober?.last.values() ?? [])]
    if (last.length === 0) return `The store ${name} has not been reached yet.`
    const failed = last.find(({ healthy }) => !healthy)
    if (failed) return failed.reason
    const open = Object.entries(this.breakers()).flatMap(([side, { state }]) =>
      state === 'closed' ? [] : [side],
    )
    if (open.length > 0)
      return this.guard.breakers.isIsolated
        ? `The store ${name} is held out of service by isolate() until rejoin().`
        : `The ${open.join(' and ')} breaker is not closed: the store ${name} failed repeatedly or was slow.`
    const logTrouble = this.#invalidations?.trouble
    return logTrouble === undefined
      ? undefined
      : `The invalidation log cannot be read: ${messageOf(logTrouble, name)}`
  }
}

/** The store may have failed just then: that is not what the caller asked for. */
function isAborted(error: unknown, signal: AbortSignal | undefined): boolean {
  return signal?.aborted === true && error instanceof CacheError && error.code === 'ABORTED'
}

/**
 * Only the prober tries a store in trouble. Should it be unable to, although the store serves others, a caller's call
 * does in the end: that is why the first interval is as long as the longest.
 */
function createBreaker(side: Side, node: string, configuration: CacheConfiguration): CircuitBreaker {
  const { breakerThreshold: threshold, breakerMaxOpenMs: maxOpenMs, clock, random, observer } = configuration
  const { breakerMinimumCalls: minimumCalls, breakerRatio, breakerSlowMs: slowMs } = configuration
  return new CircuitBreaker({
    threshold,
    window: { minimumCalls, failureRatio: breakerRatio, slowRatio: breakerRatio, slowMs },
    baseOpenMs: maxOpenMs,
    maxOpenMs,
    clock,
    random,
    onChange: report(side, node, observer),
  })
}

function report(
  breaker: Side,
  node: string,
  observer: CacheObserver | undefined,
): (from: BreakerState, to: BreakerState) => void {
  return (from, to) => observer?.on({ type: 'breaker', breaker, node, from, to })
}
