/** Why a call to the cache, a policy or a store failed. `switch (error.code)` narrows. */
export type CacheErrorCode =
  | 'ABORTED'
  | 'BULKHEAD_FULL'
  | 'CIRCUIT_OPEN'
  | 'CLOSED'
  | 'DEADLINE_EXCEEDED'
  | 'INVALID_ARGUMENT'
  | 'RATE_LIMITED'
  | 'STORE_MISCONFIGURED'
  | 'STORE_REJECTED'
  | 'STORE_UNAVAILABLE'
  | 'VALUE_NOT_CARRIABLE'
  | 'VALUE_TOO_LARGE'

export interface CacheErrorOptions {
  /** Whether the same call may succeed later without anybody changing it. */
  readonly retryable?: boolean
  readonly cause?: unknown
  /** When the caller may try again, in ms from now, where that is known. */
  readonly retryAfterMs?: number | undefined
}

/** The one error family of Larder. Messages state the limit that was hit and the remedy, never a cached value or a secret. */
export class CacheError extends Error {
  override readonly name: string = 'CacheError'
  readonly code: CacheErrorCode
  readonly retryable: boolean
  readonly retryAfterMs: number | undefined

  constructor(code: CacheErrorCode, message: string, options: CacheErrorOptions = {}) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause })
    this.code = code
    this.retryable = options.retryable ?? false
    this.retryAfterMs = options.retryAfterMs
  }
}

/** Which breaker a failed store call counts for; `none` is a fault of one key or of the configuration. */
export type StoreErrorScope = 'all' | 'writes' | 'none'

export interface StoreErrorOptions extends CacheErrorOptions {
  /** The connection broke while the call was under way: on another one the same call may succeed at once. Default false. */
  readonly wasUnderWay?: boolean
}

/** A store could not answer. Adapters translate their vendor's errors into this, once, without secrets or payloads. */
export class StoreError extends CacheError {
  override readonly name: string = 'StoreError'
  readonly scope: StoreErrorScope
  readonly wasUnderWay: boolean

  constructor(
    code: CacheErrorCode,
    scope: StoreErrorScope,
    message: string,
    options: StoreErrorOptions = {},
  ) {
    super(code, message, options)
    this.scope = scope
    this.wasUnderWay = options.wasUnderWay ?? false
  }
}
