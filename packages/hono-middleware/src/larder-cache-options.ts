import { type Cache, CacheError, type Clock, systemClock } from '@larder/cache-core'
import type { Context } from 'hono'
import { MAX_MS } from './cache-control.ts'
import { tagsOf } from './tags.ts'

export interface LarderCacheOptions {
  /** Where responses are kept. A cache with a shared tier is shared by all processes; a namespace of its own keeps its keys apart. */
  readonly cache: Cache
  /** How long a response is kept that says nothing about it, in ms. Default 0: such a response is not stored. */
  readonly defaultTtlMs?: number | undefined
  /** How long past its life a response is served while it is loaded anew, unless it says so itself, in ms. Default 0. */
  readonly staleWhileRevalidateMs?: number | undefined
  /** How long past its life a response is served because the handler failed, unless it says so itself, in ms. Default 0. */
  readonly staleIfErrorMs?: number | undefined
  /** Largest body that is stored, in bytes. A larger one is passed on as it comes. Default 1 MiB. */
  readonly maxBodyBytes?: number | undefined
  /** What `cache.invalidateTag` finds the responses by, beside those in the header. Default: none. */
  readonly tags?: readonly string[] | ((context: Context) => readonly string[]) | undefined
  /** Response header with tags, separated by commas or spaces; clients do not see it. Default `Cache-Tag`. */
  readonly tagHeader?: string | undefined
  /** What tells two requests apart, beside `Vary`. Default: the host, the path and the query, as they came. */
  readonly key?: ((context: Context) => string) | undefined
  /** How long requests are passed on without waiting for each other, after one response that may not be stored, in ms. Default 5,000. */
  readonly passMs?: number | undefined
  /** Whether a successful POST, PUT, PATCH or DELETE ends what is stored for its URL (RFC 9111, section 4.4). Default true. */
  readonly invalidateOnWrite?: boolean | undefined
  /** What this cache is called in `Cache-Status`: a token. Default `larder`. */
  readonly name?: string | undefined
  /** Default: the system's clock. */
  readonly clock?: Pick<Clock, 'now'> | undefined
}

/** Options with every default filled in. */
export interface LarderCacheConfiguration {
  readonly cache: Cache
  readonly defaultTtlMs: number
  readonly staleWhileRevalidateMs: number
  readonly staleIfErrorMs: number
  readonly maxBodyBytes: number
  readonly tags: (context: Context) => readonly string[]
  readonly tagHeader: string
  readonly key: ((context: Context) => string) | undefined
  readonly passMs: number
  readonly invalidateOnWrite: boolean
  readonly name: string
  readonly clock: Pick<Clock, 'now'>
}

const TOKEN = /^[A-Za-z*][\w!#$%&'*+.^`|~:/-]{0,63}$/
const FIELD_NAME = /^[\w!#$%&'*+.^`|~-]{1,64}$/

/** Fills in the defaults. Throws one INVALID_ARGUMENT that lists every bad option. */
export function resolveLarderCacheOptions(options: LarderCacheOptions): LarderCacheConfiguration {
  const {
    cache,
    defaultTtlMs = 0,
    staleWhileRevalidateMs = 0,
    staleIfErrorMs = 0,
    maxBodyBytes = 2 ** 20,
    tags = [],
    tagHeader = 'Cache-Tag',
    key,
    passMs = 5_000,
    invalidateOnWrite = true,
    name = 'larder',
    clock = systemClock,
  } = options ?? {}
  const problems = [
    ...(typeof cache?.lookup === 'function' ? [] : ['cache must be a Cache, as createCache makes it']),
    ...outside('defaultTtlMs', defaultTtlMs, MAX_MS),
    ...outside('staleWhileRevalidateMs', staleWhileRevalidateMs, MAX_MS),
    ...outside('staleIfErrorMs', staleIfErrorMs, MAX_MS),
    ...outside('maxBodyBytes', maxBodyBytes, 256 * 2 ** 20),
    ...outside('passMs', passMs, MAX_MS),
    ...(typeof tags === 'function' || (Array.isArray(tags) && tagsOf(tags, null) !== undefined)
      ? []
      : ['tags must be a list of at most 64 tags of 1 to 256 bytes, or a function that gives one']),
    ...(key === undefined || typeof key === 'function' ? [] : ['key must be a function']),
    ...(typeof invalidateOnWrite === 'boolean' ? [] : ['invalidateOnWrite must be true or false']),
    ...(typeof clock?.now === 'function' ? [] : ['clock must be a Clock']),
    ...(typeof tagHeader === 'string' && FIELD_NAME.test(tagHeader)
      ? []
      : [`tagHeader is ${JSON.stringify(tagHeader)}; it must be the name of a header`]),
    ...(typeof name === 'string' && TOKEN.test(name)
      ? []
      : [`name is ${JSON.stringify(name)}; it must be a token of at most 64 characters`]),
  ]
  if (problems.length > 0)
    throw new CacheError('INVALID_ARGUMENT', `Bad options of larderCache: ${problems.join('; ')}.`)
  return {
    cache,
    defaultTtlMs,
    staleWhileRevalidateMs,
    staleIfErrorMs,
    maxBodyBytes,
    tags: typeof tags === 'function' ? tags : () => tags,
    tagHeader,
    key,
    passMs,
    invalidateOnWrite,
    name,
    clock,
  }
}

function outside(name: string, value: number, max: number): readonly string[] {
  return Number.isInteger(value) && value >= 0 && value <= max
    ? []
    : [`${name} is ${String(value)}; it must be a whole number from 0 to ${max}`]
}
