/** What became of a request in the cache, in the terms of RFC 9211. */
export type CacheStatus =
  | { readonly hit: true; readonly ttlMs: number }
  | {
      readonly hit?: undefined
      /** Why it went to the handler. */
      readonly fwd: 'uri-miss' | 'vary-miss' | 'stale' | 'bypass' | 'method' | 'request'
      readonly fwdStatus?: number | undefined
      /** What is left of the life of what it got or was served, in ms. */
      readonly ttlMs?: number | undefined
      readonly stored?: boolean | undefined
      /** It waited for the answer to another request. */
      readonly collapsed?: boolean | undefined
      readonly detail?: string | undefined
    }

/** One member of the list in `Cache-Status`; the name is a token, or is written in quotes. */
export function cacheStatus(name: string, status: CacheStatus): string {
  const parameters = status.hit
    ? ['hit', `ttl=${seconds(status.ttlMs)}`]
    : [
        `fwd=${status.fwd}`,
        ...(status.fwdStatus === undefined ? [] : [`fwd-status=${status.fwdStatus}`]),
        ...(status.stored ? ['stored'] : []),
        ...(status.collapsed ? ['collapsed'] : []),
        ...(status.ttlMs === undefined ? [] : [`ttl=${seconds(status.ttlMs)}`]),
        ...(status.detail === undefined ? [] : [`detail=${status.detail}`]),
      ]
  return [name, ...parameters].join('; ')
}

/** Negative as soon as it is stale, and only then. */
function seconds(ms: number): number {
  return Math.floor(ms / 1_000)
}
