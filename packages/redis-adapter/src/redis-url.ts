import { CacheError } from '@larder/cache-core'

/** Where a Redis is and how to log in. Never log it whole: `describeRedisTarget` leaves the secrets out. */
export interface RedisTarget {
  readonly host: string
  readonly port: number
  readonly tls: boolean
  readonly username: string | undefined
  readonly password: string | undefined
  /** Database index, 0 to 15 unless the server is set otherwise. */
  readonly db: number
}

const EXAMPLE = 'for example redis://127.0.0.1:6379 or rediss://user:password@cache.example.com:6380/0'

/**
 * Parses `redis://` and `rediss://` (TLS) URLs. Throws INVALID_ARGUMENT that says what is wrong and never repeats the
 * password. Query parameters are refused: they would become options of the client.
 */
export function parseRedisUrl(text: string): RedisTarget {
  const url = URL.canParse(text) ? new URL(text) : undefined
  if (!url) throw invalid('cannot be parsed')
  if (url.protocol !== 'redis:' && url.protocol !== 'rediss:') {
    throw invalid(`begins with ${url.protocol}//, which is not supported; it must be redis:// or rediss://`)
  }
  if (url.search !== '' || url.hash !== '')
    throw invalid('has a query or fragment; options are set by variables of their own')
  if (url.hostname === '') throw invalid('names no host')
  const path = url.pathname.replace(/^\//, '')
  if (!/^\d{0,5}$/.test(path)) throw invalid('has a path that is not a database number')
  return {
    host: url.hostname.replace(/^\[|\]$/g, ''),
    port: url.port === '' ? 6379 : Number(url.port),
    tls: url.protocol === 'rediss:',
    username: decoded(url.username),
    password: decoded(url.password),
    db: Number(path),
  }
}

/** The URL without user and password. */
export function describeRedisTarget({ host, port, tls, db }: RedisTarget): string {
  return `${tls ? 'rediss' : 'redis'}://${host.includes(':') ? `[${host}]` : host}:${port}${db === 0 ? '' : `/${db}`}`
}

function decoded(part: string): string | undefined {
  if (part === '') return undefined
  try {
    return decodeURIComponent(part)
  } catch {
    throw invalid('has a user or password that is not percent-encoded properly')
  }
}

function invalid(problem: string): CacheError {
  return new CacheError('INVALID_ARGUMENT', `The Redis URL ${problem}, ${EXAMPLE}.`)
}
