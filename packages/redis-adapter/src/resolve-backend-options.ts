import { CacheError, type CacheObserver, guardedObserver } from '@larder/cache-core'
import type { CompressionOptions } from './compression.ts'
import { MAX_DICTIONARY_BYTES, MIN_DICTIONARY_BYTES } from './dictionaries.ts'
import type { LegacyValues } from './legacy-values.ts'
import type { RedisAddress, RedisTarget } from './redis-url.ts'
import type { RedisBackendOptions, RedisTlsOptions } from './redis-backend.ts'

/** Options of a backend with every default filled in. */
export interface RedisBackendConfiguration {
  readonly maxConnections: number
  readonly maxValueBytes: number
  readonly legacyValues: LegacyValues | undefined
  readonly deadlineMs: number
  readonly connectionName: string
  readonly canaryKey: string
  readonly compression: CompressionOptions
  readonly tls: RedisTlsOptions
  readonly natMap: Readonly<Record<string, RedisAddress>>
  readonly observer: CacheObserver | undefined
}

const TLS_OPTIONS = new Set(['ca', 'cert', 'key', 'servername'])
const CODECS = ['none', 'deflate-raw', 'zstd']

/** Lanes of one server, or of each node of a cluster, where the work is spread already. */
const CONNECTIONS = { standalone: 10, sentinel: 10, cluster: 2 }

/** Fills in the defaults. Throws one INVALID_ARGUMENT that lists every bad option. The URL is looked at elsewhere. */
export function resolveBackendOptions(
  options: RedisBackendOptions,
  target: RedisTarget,
): RedisBackendConfiguration {
  const {
    maxConnections = CONNECTIONS[target.topology],
    maxValueBytes = 8 * 2 ** 20,
    deadlineMs = 150,
    connectionName = 'larder',
    canaryKey = 'larder-canary',
    compression = {},
    tls = {},
    natMap = {},
    legacyValues,
    observer,
  } = options
  const { codec = 'zstd', thresholdBytes = 2_048, dictionary, olderDictionaries = [] } = compression
  const problems = [
    ...outside('maxConnections', maxConnections, 1, 1_000),
    ...outside('maxValueBytes', maxValueBytes, 1, 512 * 2 ** 20),
    ...outside('deadlineMs', deadlineMs, 1, 60_000),
    ...outside('compression.thresholdBytes', thresholdBytes, 0, Number.MAX_SAFE_INTEGER),
    ...(CODECS.includes(codec)
      ? []
      : [`compression.codec is ${JSON.stringify(codec)}; it must be one of ${CODECS.join(', ')}`]),
    ...(dictionary === undefined ? [] : badDictionary('compression.dictionary', dictionary)),
    ...badDictionaries(olderDictionaries),
    ...(legacyValues === undefined || legacyValues === 'hex-zlib'
      ? []
      : [`legacyValues is ${JSON.stringify(legacyValues)}; it must be "hex-zlib", or left out`]),
    ...notText('connectionName', connectionName),
    ...notText('canaryKey', canaryKey),
    ...badTls(tls, target),
    ...Object.entries(natMap).flatMap(([from, to]) => badMapping(from, to)),
  ]
  if (problems.length > 0)
    throw new CacheError('INVALID_ARGUMENT', `Bad options of the Redis backend: ${problems.join('; ')}.`)
  return {
    maxConnections,
    maxValueBytes,
    legacyValues,
    deadlineMs,
    connectionName,
    canaryKey,
    compression: { codec, thresholdBytes, dictionary, olderDictionaries },
    tls,
    natMap,
    observer: observer && guardedObserver(observer),
  }
}

function outside(name: string, value: number, min: number, max: number): readonly string[] {
  return Number.isInteger(value) && value >= min && value <= max
    ? []
    : [`${name} is ${String(value)}; it must be a whole number from ${min} to ${max}`]
}

function badDictionary(name: string, dictionary: unknown): readonly string[] {
  const isGood =
    dictionary instanceof Uint8Array &&
    dictionary.length >= MIN_DICTIONARY_BYTES &&
    dictionary.length <= MAX_DICTIONARY_BYTES
  return isGood
    ? []
    : [
        `${name} must be bytes, ${MIN_DICTIONARY_BYTES} to ${MAX_DICTIONARY_BYTES} of them: see trainDictionary`,
      ]
}

function badDictionaries(older: unknown): readonly string[] {
  if (!Array.isArray(older)) return ['compression.olderDictionaries must be an array']
  return older.flatMap((one, index) => badDictionary(`compression.olderDictionaries[${index}]`, one))
}

/** Names travel in commands, where a space would end them. */
function notText(name: string, value: unknown): readonly string[] {
  return typeof value === 'string' && /^[\w:.{}-]{1,128}$/.test(value)
    ? []
    : [`${name} must be 1 to 128 letters, digits, or any of ":", ".", "_", "-", "{", "}"`]
}

function badTls(tls: RedisTlsOptions, target: RedisTarget): readonly string[] {
  const problems = Object.entries(tls).flatMap(([name, value]) =>
    TLS_OPTIONS.has(name)
      ? value === undefined || typeof value === 'string'
        ? []
        : [`tls.${name} must be text, PEM`]
      : [`tls.${name} is not known; certificates are always verified, give your authority as tls.ca`],
  )
  if ((tls.cert === undefined) !== (tls.key === undefined))
    problems.push('tls.cert and tls.key belong together')
  if (Object.keys(tls).length > 0 && !target.tls)
    problems.push('tls is given, but the URL does not begin with rediss')
  return problems
}

function badMapping(from: string, to: RedisAddress): readonly string[] {
  const isAddress =
    typeof to === 'object' &&
    typeof to.host === 'string' &&
    to.host !== '' &&
    to.port >= 1 &&
    to.port <= 65_535
  return isAddress && Number.isInteger(to.port)
    ? []
    : [`natMap[${JSON.stringify(from)}] must be { host, port } with a port from 1 to 65535`]
}
