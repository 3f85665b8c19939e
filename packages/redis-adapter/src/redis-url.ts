import { CacheError } from '@larder/cache-core'

export interface RedisAddress {
  readonly host: string
  readonly port: number
}

/** Where a Redis is and how to log in. Never log it whole: `describeRedisTarget` leaves the secrets out. */
export interface RedisTarget {
  /** One server; the master that sentinels name; or the masters of a cluster, whoever they are. */
  readonly topology: 'standalone' | 'sentinel' | 'cluster'
  /** The server, the sentinels, or some nodes of the cluster that are asked for the others: at least one. */
  readonly addresses: readonly [RedisAddress, ...RedisAddress[]]
  /** What the sentinels call the master; with `sentinel` only. */
  readonly masterName: string | undefined
  readonly tls: boolean
  readonly username: string | undefined
  readonly password: string | undefined
  /** Database index, 0 to 15 unless the server is set otherwise; 0 in a cluster. */
  readonly db: number
}

const EXAMPLES =
  'redis://127.0.0.1:6379, rediss://user:password@cache.example.com:6380/0, redis+sentinel://a:26379,b:26379,c:26379/mymaster or redis+cluster://a:6379,b:6379,c:6379'

const URL_PARTS = /^([a-z+]+):\/\/(?:([^@/]*)@)?([^/?#]*)(\/[^?#]*)?(.*)$/is
const SCHEME = /^(redis|rediss)(?:\+(sentinel|cluster))?$/

const DEFAULT_PORT = { standalone: 6379, sentinel: 26379, cluster: 6379 }

/**
 * Parses `redis://host`, `redis+sentinel://a,b,c/mymaster` and `redis+cluster://a,b,c`, each with TLS as `rediss`. Throws
 * INVALID_ARGUMENT that says what is wrong and never repeats the password. Query parameters are refused: they would
 * become options of the client.
 */
export function parseRedisUrl(text: string): RedisTarget {
  const [whole, scheme = '', login = '', hosts = '', path = '', rest = ''] = URL_PARTS.exec(text) ?? []
  if (whole === undefined) throw invalid('cannot be parsed: it has to begin with redis:// or rediss://')
  const [, protocol, kind] = SCHEME.exec(scheme) ?? []
  if (protocol === undefined)
    throw invalid(
      `begins with ${scheme}://, which is not supported; it must be redis:// or rediss://, if need be with +sentinel or +cluster`,
    )
  if (rest !== '') throw invalid('has a query or fragment; options are set by variables of their own')
  const topology = kind === 'sentinel' || kind === 'cluster' ? kind : 'standalone'
  const colon = login.includes(':') ? login.indexOf(':') : login.length
  return {
    topology,
    addresses: addressesOf(hosts, topology),
    ...placeOf(path.slice(1), topology),
    tls: protocol === 'rediss',
    username: decoded(login.slice(0, colon)),
    password: decoded(login.slice(colon + 1)),
  }
}

/** The URL without user and password. */
export function describeRedisTarget({ topology, addresses, masterName, tls, db }: RedisTarget): string {
  const scheme = `${tls ? 'rediss' : 'redis'}${topology === 'standalone' ? '' : `+${topology}`}`
  const path = [masterName, db === 0 ? undefined : db].filter((part) => part !== undefined)
  return `${scheme}://${[addresses.map(describeRedisAddress).join(','), ...path].join('/')}`
}

/** `host:port`, with brackets around an IPv6 address. */
export function describeRedisAddress({ host, port }: RedisAddress): string {
  return `${host.includes(':') ? `[${host}]` : host}:${port}`
}

function addressesOf(hosts: string, topology: RedisTarget['topology']): RedisTarget['addresses'] {
  const [first, ...others] = hosts.split(',')
  if (first === undefined || first === '') throw invalid('names no host')
  if (others.length > 0 && topology === 'standalone')
    throw invalid('names several hosts; write redis+sentinel:// or redis+cluster:// to say what they are')
  const toAddress = (host: string) => addressOf(host, DEFAULT_PORT[topology])
  return [toAddress(first), ...others.map(toAddress)]
}

function addressOf(text: string, defaultPort: number): RedisAddress {
  if (text.includes('@')) throw invalid('has a user or password that is not percent-encoded properly')
  const url = URL.canParse(`redis://${text}`) ? new URL(`redis://${text}`) : undefined
  if (!url || url.hostname === '' || url.port === '0')
    throw invalid('has a host or port that cannot be parsed')
  return {
    host: url.hostname.replace(/^\[|\]$/g, ''),
    port: url.port === '' ? defaultPort : Number(url.port),
  }
}

/** What the path says: the database, after the master's name where there are sentinels. */
function placeOf(
  path: string,
  topology: RedisTarget['topology'],
): { readonly masterName: string | undefined; readonly db: number } {
  if (topology !== 'sentinel') {
    if (topology === 'cluster' && !/^0?$/.test(path))
      throw invalid('has a database number, of which a cluster has none but 0')
    return { masterName: undefined, db: databaseOf(path) }
  }
  const [masterName = '', db = '', ...more] = path.split('/')
  if (!/^[\w.-]+$/.test(masterName))
    throw invalid('does not name the master after the sentinels, as in redis+sentinel://a,b,c/mymaster')
  if (more.length > 0) throw invalid('has a path that is not a database number')
  return { masterName, db: databaseOf(db) }
}

function databaseOf(text: string): number {
  if (!/^\d{0,5}$/.test(text)) throw invalid('has a path that is not a database number')
  return Number(text)
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
  return new CacheError('INVALID_ARGUMENT', `The Redis URL ${problem}. For example: ${EXAMPLES}.`)
}
