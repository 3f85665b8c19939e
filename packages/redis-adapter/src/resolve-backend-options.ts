import { CacheError, type CacheObserver, guardedObserver } from '@larder/cache-core'
import type { CompressionOptions } from './compression.ts'
import type { RedisBackendOptions } from './redis-backend.ts'

/** Options of a backend with every default filled in. */
export interface RedisBackendConfiguration {
  readonly maxConnections: number
  readonly maxValueBytes: number
  readonly deadlineMs: number
  readonly connectionName: string
  readonly canaryKey: string
  readonly compression: CompressionOptions
  readonly observer: CacheObserver | undefined
}

const CODECS = ['none', 'deflate-raw', 'zstd']

/** Fills in the defaults. Throws one INVALID_ARGUMENT that lists every bad option. The URL is looked at elsewhere. */
export function resolveBackendOptions(options: RedisBackendOptions): RedisBackendConfiguration {
  const {
    maxConnections = 10,
    maxValueBytes = 8 * 2 ** 20,
    deadlineMs = 150,
    connectionName = 'larder',
    canaryKey = 'larder-canary',
    compression = {},
    observer,
  } = options
  const { codec = 'zstd', thresholdBytes = 2_048 } = compression
  const problems = [
    ...outside('maxConnections', maxConnections, 1, 1_000),
    ...outside('maxValueBytes', maxValueBytes, 1, 512 * 2 ** 20),
    ...outside('deadlineMs', deadlineMs, 1, 60_000),
    ...outside('compression.thresholdBytes', thresholdBytes, 0, Number.MAX_SAFE_INTEGER),
    ...(CODECS.includes(codec)
      ? []
      : [`compression.codec is ${JSON.stringify(codec)}; it must be one of ${CODECS.join(', ')}`]),
    ...notText('connectionName', connectionName),
    ...notText('canaryKey', canaryKey),
  ]
  if (problems.length > 0)
    throw new CacheError('INVALID_ARGUMENT', `Bad options of the Redis backend: ${problems.join('; ')}.`)
  return {
    maxConnections,
    maxValueBytes,
    deadlineMs,
    connectionName,
    canaryKey,
    compression: { codec, thresholdBytes },
    observer: observer && guardedObserver(observer),
  }
}

function outside(name: string, value: number, min: number, max: number): readonly string[] {
  return Number.isInteger(value) && value >= min && value <= max
    ? []
    : [`${name} is ${String(value)}; it must be a whole number from ${min} to ${max}`]
}

/** Names travel in commands, where a space would end them. */
function notText(name: string, value: unknown): readonly string[] {
  return typeof value === 'string' && /^[\w:.{}-]{1,128}$/.test(value)
    ? []
    : [`${name} must be 1 to 128 letters, digits, or any of ":", ".", "_", "-", "{", "}"`]
}
