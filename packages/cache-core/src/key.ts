import { createHash } from 'node:crypto'
import { CacheError } from './errors.ts'

/** Two such texts may have the same bytes in UTF-8, and would be one key in Redis. */
const ILL_FORMED =
  'A cache key holds half of a surrogate pair, which UTF-8 cannot carry: build it from whole characters.'

/** Longest key part kept as it is; a longer one is replaced by its SHA-256, so that keys stay short in Redis. */
export const KEY_PART_MAX_BYTES = 200

/** Longest key the cache accepts, in bytes. */
export const KEY_MAX_BYTES = 1024

/**
 * Joins parts with `:` so that different parts never give the same key: `: { } % * ? [ ] \` and controls are
 * percent-encoded in each part, which also keeps users from forcing a Redis Cluster slot or writing a glob.
 */
export function buildKey(...parts: readonly (string | number)[]): string {
  let key = ''
  for (let at = 0; at < parts.length; at++) key += (at === 0 ? '' : ':') + encodePart(textOf(parts[at]))
  return key
}

/** Anything else would give the same text for different things. */
function textOf(part: unknown): string {
  if (typeof part === 'string' || (typeof part === 'number' && Number.isFinite(part))) return String(part)
  const received = typeof part === 'number' ? String(part) : typeof part
  throw new CacheError(
    'INVALID_ARGUMENT',
    `A part of a key must be a string or a finite number; received ${received}.`,
  )
}

/** Most parts: nothing to encode, nothing to measure. */
const PLAIN = new RegExp(`^[\\w.-]{0,${KEY_PART_MAX_BYTES}}$`)

function encodePart(part: string): string {
  if (PLAIN.test(part)) return part
  if (!part.isWellFormed()) throw new CacheError('INVALID_ARGUMENT', ILL_FORMED)
  const encoded = part.replaceAll(/[:{}%*?[\]\\\p{Cc}]/gu, percentEncode)
  // `%h` is not a percent-encoded byte, so no literal part can look like a hashed one.
  return Buffer.byteLength(encoded) <= KEY_PART_MAX_BYTES
    ? encoded
    : `%h${createHash('sha256').update(part).digest('base64url')}`
}

function percentEncode(character: string): string {
  return `%${character.charCodeAt(0).toString(16).padStart(2, '0').toUpperCase()}`
}

/** Throws INVALID_ARGUMENT unless `key` is a string of 1 to KEY_MAX_BYTES bytes. Arrays would be options to Redis. */
export function assertKey(key: unknown): asserts key is string {
  if (typeof key !== 'string') {
    throw new CacheError(
      'INVALID_ARGUMENT',
      `A cache key must be a string; received ${Array.isArray(key) ? 'an array' : typeof key}.`,
    )
  }
  if (!key.isWellFormed()) throw new CacheError('INVALID_ARGUMENT', ILL_FORMED)
  if (key.length === 0) throw new CacheError('INVALID_ARGUMENT', 'A cache key must not be empty.')
  if (key.length * 3 > KEY_MAX_BYTES && Buffer.byteLength(key) > KEY_MAX_BYTES) {
    throw new CacheError(
      'INVALID_ARGUMENT',
      `A cache key is ${Buffer.byteLength(key)} bytes long; the limit is ${KEY_MAX_BYTES}. Build it with buildKey, which hashes long parts.`,
    )
  }
}

/** Throws INVALID_ARGUMENT unless `prefix` may begin a key; the empty one begins all. */
export function assertPrefix(prefix: unknown): asserts prefix is string {
  if (prefix !== '') assertKey(prefix)
}
