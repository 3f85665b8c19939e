import type { BreakerState, CacheEvent } from '@larder/cache-core'
import type { CallOutcome } from './call-record.ts'
import type { DrillValue } from './origin.ts'

/** A cache under a drill: Larder, or another one beside it. */
export interface DrillCache {
  /** `A` or `B`. */
  readonly name: string
  /** Whether it tells from which tier a value came, its health and its breakers. */
  readonly tells: boolean
  readonly read: (request: ReadRequest) => Promise<ReadResult>
  /** Resolves to whether every process is bound by it; absent where the cache cannot. */
  readonly set?: (key: string, tag: string | undefined, value: DrillValue, ttlMs?: number) => Promise<boolean>
  readonly delete: (key: string) => Promise<boolean>
  readonly invalidateTag?: (tag: string) => Promise<boolean>
  readonly state: () => CacheState
  readonly close: () => Promise<void>
}

export interface ReadRequest {
  readonly key: string
  readonly tag: string | undefined
  readonly isStrict: boolean
  readonly load: () => Promise<DrillValue>
  readonly ttlMs?: number
}

export interface ReadResult {
  readonly value: unknown
  readonly outcome: Extract<CallOutcome, 'l1' | 'l2' | 'load' | 'stale' | 'cached'>
}

export interface CacheState {
  readonly isHealthy: boolean
  readonly reason: string | undefined
  readonly read: BreakerState
  readonly write: BreakerState
}

/** What a cache told of, and when. */
export interface ToldEvent {
  readonly at: number
  readonly cache: string
  readonly event: Exclude<CacheEvent, { readonly type: 'store-error' }>
}
