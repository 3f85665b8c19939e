/** How an entry of a given age may be used, by the windows of the call that reads it. Pure. */
export interface FreshnessWindows {
  readonly staleWhileRevalidateMs: number
  readonly staleIfErrorMs: number
}

/** `fresh`; `stale`: serve now and refresh; `fallback`: serve only when the loader fails; `expired`: no use. */
export type Freshness = 'fresh' | 'stale' | 'fallback' | 'expired'

export function freshnessOf(ageMs: number, ttlMs: number, windows: FreshnessWindows): Freshness {
  const pastMs = ageMs - ttlMs
  if (pastMs < 0) return 'fresh'
  if (pastMs < windows.staleWhileRevalidateMs) return 'stale'
  if (pastMs < windows.staleIfErrorMs) return 'fallback'
  return 'expired'
}
