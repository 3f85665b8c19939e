import type { CacheErrorCode } from '../errors.ts'

/** What happens inside the cache, for logs and metrics. Events never carry values, and keys only where named. */
export type CacheEvent =
  | {
      readonly type: 'breaker'
      readonly breaker: 'read' | 'write'
      /** The server that it is about. */
      readonly node: string
      readonly from: BreakerState
      readonly to: BreakerState
    }
  | {
      readonly type: 'store-error'
      readonly operation: string
      readonly code: CacheErrorCode
      readonly message: string
    }
  | {
      readonly type: 'store-health'
      readonly node: string
      readonly healthy: boolean
      readonly reason?: string | undefined
    }
  /** The node is no part of the store any more: what was told of its health is over. */
  | { readonly type: 'store-node-gone'; readonly node: string }
  | { readonly type: 'unreadable-entry'; readonly cause: UnreadableCause }
  | { readonly type: 'refresh-failed'; readonly message: string }
  /** An upstream answers nothing more of this scope until `untilAt` (ms since the epoch), or until somebody pays. Told once by all processes. */
  | { readonly type: 'quota-exhausted'; readonly scope: string; readonly untilAt: number }
  /** It answers again. Told once by all processes. */
  | { readonly type: 'quota-restored'; readonly scope: string }

export type BreakerState = 'closed' | 'open' | 'half-open'

/** Why an entry under our key could not be read: all count as a miss. */
export type UnreadableCause =
  | 'foreign-format'
  | 'version'
  | 'checksum'
  | 'length'
  | 'codec'
  | 'decode'
  | 'too-large'
  | 'json'
  | 'wrong-type'
  | 'schema'

export interface CacheObserver {
  /** Must not throw and must return quickly: it runs inside the operation. */
  on(event: CacheEvent): void
}
