import type { Lookup } from '@larder/cache-core'

/** What can be said of an answer without its value. */
export type AnswerOrigin = Pick<Lookup<unknown>, 'outcome' | 'tier' | 'ageMs'> & {
  /** How long such an answer is fresh, in ms. */
  readonly ttlMs: number
}

/** Why a request was passed on (RFC 9211, section 2.2), and what came back. */
export interface Forwarding {
  readonly reason: 'miss' | 'method' | 'bypass'
  readonly status?: number | undefined
}

/** `Cache-Status` (RFC 9211) and `Age` (RFC 9111) of an answer from the cache: past its ttl, `ttl` is negative. */
export function headersOfCached({ outcome, tier, ageMs, ttlMs }: AnswerOrigin): Record<string, string> {
  const ageS = Math.floor(ageMs / 1_000)
  const ttlS = Math.floor((ttlMs - ageMs) / 1_000)
  const status =
    outcome === 'load'
      ? `larder; fwd=miss; fwd-status=200; stored; ttl=${ttlS}`
      : `larder; hit; ttl=${outcome === 'stale' ? Math.min(ttlS, -1) : Math.max(ttlS, 0)}; detail=${tier}`
  return { 'cache-status': status, age: String(ageS) }
}

export function headersOfForwarded({ reason, status }: Forwarding): Record<string, string> {
  return { 'cache-status': `larder; fwd=${reason}${status === undefined ? '' : `; fwd-status=${status}`}` }
}
