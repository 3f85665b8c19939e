import type { Cache } from './cache.ts'
import type { CacheOptions } from './options.ts'
import { resolveOptions } from './resolve-options.ts'
import { TieredCache } from './tiered-cache.ts'

/**
 * Makes a cache: memory alone, or memory in front of `options.shared`, which it then probes in the
 * background; call `close` to stop. Throws CacheError INVALID_ARGUMENT that lists every bad option.
 *
 * @example
 * const cache = createCache({ ttlMs: 30_000, staleIfErrorMs: 3_600_000 })
 * const menu = await cache.getOrSet('menu', () => fetchMenu())
 */
export function createCache(options: CacheOptions = {}): Cache {
  return new TieredCache(resolveOptions(options))
}
