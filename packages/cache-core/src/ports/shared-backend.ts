import type { CacheStore } from './cache-store.ts'
import type { InvalidationLog } from './invalidation-log.ts'
import type { LeaseBroker } from './lease-broker.ts'

/** What several processes share: one backend gives all three, on connections of its own. */
export interface SharedBackend {
  readonly store: CacheStore
  /** The log of a namespace: 1 to 64 letters, digits, `_`, `-` or `.`. */
  openLog(namespace: string): InvalidationLog
  openLeases(namespace: string): LeaseBroker
  /** Releases connections at once; calls in flight reject. Idempotent. */
  close(): Promise<void>
}
