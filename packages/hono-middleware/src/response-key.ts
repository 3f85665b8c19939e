import { createHash } from 'node:crypto'
import { buildKey } from '@larder/cache-core'

/**
 * Keys of one URL, all below one prefix, so that one invalidation covers them. Below it answers to those who show who
 * they are stand apart (`a` from `p`): neither the marks nor the responses of one get to the other.
 */
export function prefixOf(host: string, target: string): string {
  return `${buildKey('http', host, target)}:`
}

/** By a key of the application's own. */
export function prefixOfKey(key: string): string {
  return `${buildKey('http-key', key)}:`
}

export function rootKey(prefix: string, isAuthorized: boolean): string {
  return `${prefix}${isAuthorized ? 'a' : 'p'}`
}

/**
 * Of the variant that a request selects by these headers. An absent header matches nothing but an absent one. Keys are
 * listed and logged, and a header may be a cookie: they hold a digest.
 */
export function variantKey(key: string, vary: readonly string[], request: Headers): string {
  const selected = vary.map((name) => [name, request.get(name)?.trim().replaceAll(/\s+/g, ' ') ?? null])
  return `${key}:${createHash('sha256').update(JSON.stringify(selected)).digest('base64url')}`
}

/** Host with its port, and path with its query, as the key takes them. */
export function partsOf(url: string): { readonly host: string; readonly target: string } {
  const { host, pathname, search } = new URL(url)
  return { host, target: `${pathname}${search}` }
}
