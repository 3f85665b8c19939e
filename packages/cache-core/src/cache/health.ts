import type { BreakerState } from '../ports/observer.ts'
import type { StoreStatus } from '../ports/cache-store.ts'

/** `healthy`: the shared tier reads and writes; `degraded`: memory serves alone or in part; `disabled`: there is no shared tier. */
export interface CacheHealth {
  readonly status: 'healthy' | 'degraded' | 'disabled'
  /** Why it is not healthy. */
  readonly reason?: string | undefined
  /** Round trip of the last probe that passed, in ms. */
  readonly latencyMs: number
  readonly breakers: { readonly read: BreakerState; readonly write: BreakerState }
  readonly connections: StoreStatus['connections']
  readonly journalSize: number
}
