import type { Cache, Invalidation } from '@larder/cache-core'
import { partsOf, prefixOf } from './response-key.ts'

/**
 * Forgets what `larderCache` has stored for a URL, all variants of it, for good and in every process. The URL is absolute,
 * as clients ask for it; one with another query is another URL. Rejects with TypeError for what is no URL. Not for
 * middleware with a `key` of its own: there, tags do.
 *
 * @example
 * await purgeUrl(cache, 'https://example.com/menu?lang=es')
 */
export async function purgeUrl(cache: Cache, url: string): Promise<Invalidation> {
  const { host, target } = partsOf(url)
  return cache.deleteByPrefix(prefixOf(host, target))
}
