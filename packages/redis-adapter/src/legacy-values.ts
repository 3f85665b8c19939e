import { inflate, inflateSync } from 'node:zlib'
import { promisify } from 'node:util'
import type { StoredEntry } from '@larder/cache-core'
import type { Decoded } from './envelope.ts'

/** What values may look like that another program has left: JSON, packed by zlib and written as hex digits. */
export type LegacyValues = 'hex-zlib'

/** What some programs wrote before the digits. */
const MARKER = Buffer.from('compressed:')

/** Every zlib stream begins so, at any level (deflate, a window of 32 KB). */
const ZLIB = Buffer.from('78')

/** Up to this size (bytes, packed) work is done at once; above it, on libuv's threads. */
const SYNC_MAX_BYTES = 16 * 1024

/** How long memory believes such a value before it looks again whether it is still there: its own end is not told. */
const BELIEVED_MS = 60_000

const TOO_LARGE: Decoded = { unreadable: 'too-large' }

const inflateAsync = promisify<Buffer, object, Buffer>(inflate)

/**
 * Reads a value of a program that this cache takes over from: `compressed:` or nothing, then zlib as hex digits, or plain
 * JSON where the program found nothing to pack. Its age is not known: it counts as loaded now, and as older than every
 * invalidation.
 */
export function decodeLegacy(bytes: Buffer, maxValueBytes: number, now: number): Decoded | Promise<Decoded> {
  const digits = bytes.subarray(0, MARKER.length).equals(MARKER) ? bytes.subarray(MARKER.length) : bytes
  if (!digits.subarray(0, ZLIB.length).equals(ZLIB)) return parse(bytes, maxValueBytes, now)
  const packed = Buffer.from(digits.toString('latin1'), 'hex')
  if (packed.length * 2 !== digits.length) return parse(bytes, maxValueBytes, now)
  const options = { maxOutputLength: maxValueBytes }
  const take = (raw: Buffer) => parse(raw, maxValueBytes, now)
  // Digits that are no zlib may still be a number.
  const otherwise = (error: unknown) => (isTooLarge(error) ? TOO_LARGE : take(bytes))
  if (packed.length > SYNC_MAX_BYTES) return inflateAsync(packed, options).then(take, otherwise)
  try {
    return take(inflateSync(packed, options))
  } catch (error) {
    return otherwise(error)
  }
}

function parse(raw: Buffer, maxValueBytes: number, now: number): Decoded {
  if (raw.length > maxValueBytes) return TOO_LARGE
  try {
    return entryOf(JSON.parse(raw.toString('utf8')), now)
  } catch {
    return { unreadable: 'foreign-format' }
  }
}

function entryOf(value: unknown, now: number): StoredEntry {
  return {
    value,
    createdAt: now,
    ttlMs: BELIEVED_MS,
    staleMs: 0,
    stamp: { era: -1, seq: 0, tags: [] },
    loadMs: 0,
  }
}

function isTooLarge(error: unknown): boolean {
  return (error as { code?: unknown } | undefined)?.code === 'ERR_BUFFER_TOO_LARGE'
}
