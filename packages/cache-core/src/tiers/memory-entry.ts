/** How an entry may be used: past `freshUntil` only within these windows, in ms. */
export interface FreshnessWindows {
  readonly staleWhileRevalidateMs: number
  readonly staleIfErrorMs: number
}

/** `fresh`; `stale`: serve now and refresh; `fallback`: serve only when the loader fails; `expired`: no use. */
export type Freshness = 'fresh' | 'stale' | 'fallback' | 'expired'

/** A whole number, like other instants, and none of them. */
const BEFORE_EVERYTHING = -1

export interface MemoryEntryFields {
  readonly value: unknown
  readonly bytes: number
  readonly tags: readonly string[]
  readonly bornAt: number
  readonly ttlMs: number
  readonly staleMs: number
  readonly refreshAt?: number | undefined
  readonly loadMs: number
  readonly etag: string | undefined
  readonly version: number
  readonly era: number
  readonly term: number
}

/**
 * An entry in memory. Instants are monotonic and in whole ms, so that a jump of the wall clock neither ends nor prolongs
 * a life, and that they take no memory of their own.
 */
export class MemoryEntry {
  /** Sealed: deep-frozen plain JSON, or `undefined` for "not found". */
  readonly value: unknown
  /** Estimated size of the value, in bytes. */
  readonly bytes: number
  readonly tags: readonly string[]
  /** When the value was loaded. */
  readonly bornAt: number
  /** Of no use from this instant on. */
  readonly usableUntil: number
  readonly loadMs: number
  readonly etag: string | undefined
  /** Fresh before this instant. */
  freshUntil: number
  /** Served without a second thought before this instant, refreshed behind from then on. At most `freshUntil`. */
  refreshAt: number
  /** This process's count of invalidations as of which it is known to be valid. */
  version: number
  /** The log's era in which it was known to be valid. */
  era: number
  /** Which of the log's terms that this process has seen it was loaded in, counted from 0; negative for an earlier one. */
  readonly term: number

  constructor(fields: MemoryEntryFields) {
    this.value = fields.value
    this.bytes = fields.bytes
    this.tags = fields.tags
    this.bornAt = Math.floor(fields.bornAt)
    this.freshUntil = this.bornAt + Math.ceil(fields.ttlMs)
    this.usableUntil = this.freshUntil + Math.ceil(fields.staleMs)
    this.refreshAt = Math.min(this.freshUntil, Math.floor(fields.refreshAt ?? this.freshUntil))
    this.loadMs = Math.ceil(fields.loadMs)
    this.etag = fields.etag
    this.version = fields.version
    this.era = fields.era
    this.term = fields.term
  }

  /** Not fresh from `at` on; when it becomes of no use stays as it is. */
  expire(at: number): void {
    this.freshUntil = Math.min(this.freshUntil, Math.floor(at))
    this.refreshAt = Math.min(this.refreshAt, this.freshUntil)
  }

  /** Stale by order, now. Hits of a burst look at the clock together, at an instant that may be before this one: it is none any more. */
  outdate(now: number): void {
    this.expire(now)
    this.refreshAt = BEFORE_EVERYTHING
  }

  /** How it may be used now by a call with these windows; never longer than it was kept for. */
  freshness(now: number, windows: FreshnessWindows): Freshness {
    if (now < this.freshUntil) return 'fresh'
    if (now >= this.usableUntil) return 'expired'
    const pastMs = now - this.freshUntil
    if (pastMs < windows.staleWhileRevalidateMs) return 'stale'
    return pastMs < windows.staleIfErrorMs ? 'fallback' : 'expired'
  }
}
