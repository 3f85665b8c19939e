import { isIP } from 'node:net'
import type { RedisOptions } from 'ioredis'
import { fullJitter, type Random } from '@larder/cache-core'
import type { RedisAddress, RedisTarget } from './redis-url.ts'
import type { RedisTlsOptions } from './redis-backend.ts'

/** Where one connection goes: to a server, or to whichever one the sentinels call the master. */
export type RedisRoute =
  | { readonly address: RedisAddress }
  | { readonly sentinels: readonly RedisAddress[]; readonly masterName: string }

/** What all connections of a backend have in common. */
export interface ConnectionProfile {
  readonly target: RedisTarget
  readonly tls: RedisTlsOptions
  readonly sentinelUsername: string | undefined
  readonly sentinelPassword: string | undefined
  /** See RedisBackendOptions. */
  readonly natMap: Readonly<Record<string, RedisAddress>>
  /** How long a caller waits for one command, in ms; a socket is given up after four times this in silence. */
  readonly deadlineMs: number
  readonly random: Random
}

export interface ClientRequest {
  readonly profile: ConnectionProfile
  readonly route: RedisRoute
  /** Shown by CLIENT LIST. */
  readonly name: string
  /** Whether the sentinels are to tell of failovers: needs a connection to each of them. */
  readonly watchesFailovers: boolean
  /** How long until the next attempt to connect, in ms; `null` ends the client. */
  readonly retryStrategy: (times: number) => number | null
}

/** Longest pause between attempts to reconnect, in ms: recovery is to take less than 1.5 s, handshake and probe included. */
const RECONNECT_CAP_MS = 400
/** How long a sentinel may take to answer, in ms; then the next one is asked. */
const SENTINEL_TIMEOUT_MS = 300

/** Full jitter below the cap: many processes do not come back in one instant. */
export function reconnectPause(random: Random): (times: number) => number {
  const pause = fullJitter({ baseMs: 50, capMs: RECONNECT_CAP_MS, random })
  return (times) => 10 + pause(times)
}

/**
 * Options of the client for a cache: commands are never queued while it is away, and never sent twice. Their wait is ended
 * by SocketWatch. TLS is always verified.
 */
export function clientOptions({
  profile,
  route,
  name,
  watchesFailovers,
  retryStrategy,
}: ClientRequest): RedisOptions & { replyMapping: 'legacy' } {
  const { target } = profile
  return {
    ...placeOptions(profile, route, watchesFailovers),
    db: target.db,
    ...given('username', target.username),
    ...given('password', target.password),
    connectionName: name,
    replyMapping: 'legacy',
    lazyConnect: true,
    enableOfflineQueue: false,
    maxRetriesPerRequest: 0,
    autoResubscribe: false,
    connectTimeout: 1_000,
    disconnectTimeout: 200,
    keepAlive: 10_000,
    noDelay: true,
    maxLoadingRetryTime: 250,
    retryStrategy,
    // Not READONLY: a replica still reads. See RedisNode.lookForMaster.
    reconnectOnError: (error) => /^-?(LOADING|MASTERDOWN)\b/.test(error.message),
  }
}

function placeOptions(
  profile: ConnectionProfile,
  route: RedisRoute,
  watchesFailovers: boolean,
): RedisOptions {
  const { target, random } = profile
  if ('address' in route)
    return { ...route.address, ...(target.tls ? { tls: tlsOptions(profile, route.address.host) } : {}) }
  return {
    sentinels: [...route.sentinels],
    name: route.masterName,
    natMap: { ...profile.natMap },
    failoverDetector: watchesFailovers,
    sentinelCommandTimeout: SENTINEL_TIMEOUT_MS,
    sentinelRetryStrategy: reconnectPause(random),
    sentinelReconnectStrategy: reconnectPause(random),
    ...given('sentinelUsername', profile.sentinelUsername),
    ...given('sentinelPassword', profile.sentinelPassword),
    // Without the flag the client would speak TLS to the sentinels only, and send the password in the clear.
    ...(target.tls
      ? { enableTLSForSentinelMode: true, tls: tlsOptions(profile), sentinelTLS: tlsOptions(profile) }
      : {}),
  }
}

/** Verified against the system's authorities or those given, and against the name that was asked for. */
function tlsOptions({ tls }: ConnectionProfile, host?: string): NonNullable<RedisOptions['tls']> {
  const servername = tls.servername ?? (host !== undefined && isIP(host) === 0 ? host : undefined)
  return {
    minVersion: 'TLSv1.2',
    rejectUnauthorized: true,
    ...given('servername', servername),
    ...given('ca', tls.ca),
    ...given('cert', tls.cert),
    ...given('key', tls.key),
  }
}

function given<Name extends string, Value>(
  name: Name,
  value: Value | undefined,
): { readonly [K in Name]?: Value } {
  return value === undefined ? {} : ({ [name]: value } as { readonly [K in Name]: Value })
}
