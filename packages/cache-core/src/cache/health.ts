import type { BreakerState } from '../ports/observer.ts'
import type { StoreStatus } from '../ports/cache-store.ts'

/** `healthy`: the shared tier reads and writes; `degraded`: memory serves alone or in part; `disabled`: there is no shared tier. */
export interface NodeHealth {
  /** Its URL without secrets; in a cluster its host and port. */
  readonly node: string
  readonly status: 'healthy' | 'degraded'
  /** What its last probe failed with. */
  readonly reason?: string | undefined
  /** Round trip of its last probe that passed, in ms. */
  readonly latencyMs: number
  readonly breakers: { readonly read: BreakerState; readonly write: BreakerState }
  /** Commands under way on each connection that is open, in the order in which they are filled. */
  readonly lanes: readonly number[]
}

export interface CacheHealth {
  readonly status: 'healthy' | 'degraded' | 'disabled'
  /** Why it is not healthy. */
  readonly reason?: string | undefined
  /** Whether `isolate()` holds it out of service. */
  readonly isIsolated: boolean
  /** Round trip of the last probe that passed, in ms; of the slowest node. */
  readonly latencyMs: number
  /** Of the worst node. */
  readonly breakers: { readonly read: BreakerState; readonly write: BreakerState }
  /** Each server behind the shared tier: one, or the masters of a cluster. */
  readonly nodes: readonly NodeHealth[]
  readonly connections: StoreStatus['connections']
  readonly journalSize: number
  /**
   * How long ago it was last proven that no invalidation of another process was missed, in ms: a second at most in full
   * service. `undefined` when it never was, and without a shared tier.
   */
  readonly logLagMs: number | undefined
}
