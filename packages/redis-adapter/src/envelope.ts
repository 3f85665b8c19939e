import { crc32 } from 'node:zlib'
import type { EntryStamp, StoredEntry, UnreadableCause } from '@larder/cache-core'
import { crc32OfHeader, crc32OfKey } from './short-crc32.ts'
import { decodeFields, encodeFields, type EnvelopeFields } from './envelope-fields.ts'
import type { Compressed, Compression, CompressionCodec } from './compression.ts'

/**
 * Envelope v2, little-endian; 40 bytes, then fields (see envelope-fields.ts), then the payload:
 *
 *   0–1 magic F5 C1 (invalid UTF-8, so never text)   2 version        3 flags (bit 0: "not found")
 *   4 compression    5 serializer (0: JSON, 1: text of the codec that a field names)
 *   6–7 dictionary, low half   8–9 header length   10–11 dictionary, high half
 *   12–19 createdAt, ms, f64                         20–23 ttl, ms    24–27 stale time, ms
 *   28–31 raw length, bytes                          32–35 era        36–39 CRC-32, see below
 *
 * The checksum covers the key (UTF-8), the header and the payload as written, in this order: a flipped bit in a compressed
 * payload may otherwise decode to wrong data without an error, and a reply that got to the wrong reader, or an entry that was
 * renamed or copied, is somebody else's value. Version 1 is the same without the key.
 */
const HEADER_BYTES = 40
const CRC_OFFSET = 36
const MAGIC = 0xc1f5
const VERSION = 2
const VERSION_WITHOUT_KEY = 1
const FLAG_NOT_FOUND = 1
const SERIALIZER_JSON = 0
const SERIALIZER_TEXT = 1
const CODECS: readonly CompressionCodec[] = ['none', 'deflate-raw', 'zstd']

/** How much of an entry `readStamp` wants to see, in bytes: header and fields, unless these are unusually long. */
export const STAMP_BYTES = 1_024

const EMPTY = Buffer.alloc(0)

/** An entry that could be read, or why not. */
export type Decoded = StoredEntry | { readonly unreadable: UnreadableCause }

/** Writes and reads entries as Redis keeps them. A promise is returned only where large values are (de)compressed. */
export class Envelope {
  readonly #compression: Compression
  readonly #maxValueBytes: number

  constructor(compression: Compression, maxValueBytes: number) {
    this.#compression = compression
    this.#maxValueBytes = maxValueBytes
  }

  /** `undefined` when the JSON or text is larger than `maxValueBytes`. */
  encode(entry: StoredEntry, key: string): Buffer | undefined | Promise<Buffer> {
    const raw = rawOf(entry)
    if (raw.length > this.#maxValueBytes) return undefined
    const compressed = this.#compression.compress(raw)
    if (compressed instanceof Promise)
      return compressed.then((done) => assemble(entry, key, raw.length, done))
    return assemble(entry, key, raw.length, compressed)
  }

  decode(bytes: Buffer, key: string): Decoded | Promise<Decoded> {
    const header = this.#readHeader(bytes, key)
    if ('unreadable' in header) return header
    const { codec, dictionary, rawLength, headerLength } = header
    if (codec === 'none') return parse(bytes, headerLength, bytes, headerLength)
    try {
      const raw = this.#compression.decompress(
        { codec, dictionary, bytes: bytes.subarray(headerLength) },
        rawLength,
      )
      if (raw instanceof Promise)
        return raw.then((done) => parse(bytes, headerLength, done, 0)).catch(damaged)
      return parse(bytes, headerLength, raw, 0)
    } catch {
      return damaged()
    }
  }

  /** Length of the entry's JSON or text in bytes, as its header says; of what has none, its own. */
  rawLength(bytes: Buffer): number {
    return bytes.length < HEADER_BYTES || bytes.readUInt16LE(0) !== MAGIC
      ? bytes.length
      : bytes.readUInt32LE(28)
  }

  #readHeader(bytes: Buffer, key: string): Header | { readonly unreadable: UnreadableCause } {
    if (bytes.length < HEADER_BYTES || bytes.readUInt16LE(0) !== MAGIC)
      return { unreadable: 'foreign-format' }
    if (!isKnownVersion(bytes)) return { unreadable: 'version' }
    const headerLength = bytes.readUInt16LE(8)
    if (headerLength < HEADER_BYTES || headerLength > bytes.length) return { unreadable: 'length' }
    if (checksum(bytes, key) !== bytes.readUInt32LE(CRC_OFFSET)) return { unreadable: 'checksum' }
    const codec = CODECS[bytes[4] ?? 255]
    const dictionary = bytes.readUInt16LE(6) + bytes.readUInt16LE(10) * 2 ** 16
    if (
      codec === undefined ||
      (bytes[5] ?? 255) > SERIALIZER_TEXT ||
      !this.#compression.canDecompress(codec, dictionary)
    ) {
      return { unreadable: 'codec' }
    }
    const rawLength = bytes.readUInt32LE(28)
    if (rawLength > this.#maxValueBytes) return { unreadable: 'too-large' }
    return { codec, dictionary, rawLength, headerLength }
  }
}

interface Header {
  readonly codec: CompressionCodec
  readonly dictionary: number
  readonly rawLength: number
  readonly headerLength: number
}

/** A codec's text; "not found" is the same whatever the codec. */
function isText({ value, codec }: StoredEntry): boolean {
  return codec !== undefined && value !== undefined
}

function rawOf(entry: StoredEntry): Buffer {
  if (entry.value === undefined) return EMPTY
  return Buffer.from(isText(entry) ? (entry.value as string) : JSON.stringify(entry.value))
}

function assemble(
  entry: StoredEntry,
  key: string,
  rawLength: number,
  { codec, dictionary, bytes }: Compressed,
): Buffer {
  const fields = encodeFields(entry)
  const headerLength = HEADER_BYTES + fields.length
  const envelope = Buffer.allocUnsafe(headerLength + bytes.length)
  envelope.writeUInt16LE(MAGIC, 0)
  envelope[2] = VERSION
  envelope[3] = entry.value === undefined ? FLAG_NOT_FOUND : 0
  envelope[4] = CODECS.indexOf(codec)
  envelope[5] = isText(entry) ? SERIALIZER_TEXT : SERIALIZER_JSON
  envelope.writeUInt16LE(dictionary & 0xffff, 6)
  envelope.writeUInt16LE(headerLength, 8)
  envelope.writeUInt16LE(dictionary >>> 16, 10)
  envelope.writeDoubleLE(entry.createdAt, 12)
  envelope.writeUInt32LE(Math.round(entry.ttlMs), 20)
  envelope.writeUInt32LE(Math.round(entry.staleMs), 24)
  envelope.writeUInt32LE(rawLength, 28)
  envelope.writeUInt32LE(entry.stamp.era, 32)
  fields.copy(envelope, HEADER_BYTES)
  bytes.copy(envelope, headerLength)
  envelope.writeUInt32LE(checksum(envelope, key), CRC_OFFSET)
  return envelope
}

/**
 * The stamp of an entry of which only the head is at hand: unchecked, good enough to find what can be freed. Tags beyond
 * the head are missing. `undefined` for what is no entry of ours, `other version` for one that another release wrote.
 */
export function readStamp(head: Buffer | undefined): EntryStamp | 'other version' | undefined {
  if (!head || head.length < HEADER_BYTES || head.readUInt16LE(0) !== MAGIC) return undefined
  if (!isKnownVersion(head)) return 'other version'
  const headerLength = head.readUInt16LE(8)
  if (headerLength < HEADER_BYTES) return undefined
  const { seq, tags } = decodeFields(head, HEADER_BYTES, Math.min(headerLength, head.length))
  return { era: head.readUInt32LE(32), seq, tags }
}

function isKnownVersion(envelope: Buffer): boolean {
  return envelope[2] === VERSION || envelope[2] === VERSION_WITHOUT_KEY
}

function checksum(envelope: Buffer, key: string): number {
  const before = envelope[2] === VERSION_WITHOUT_KEY ? 0 : crc32OfKey(key)
  return crc32(envelope.subarray(HEADER_BYTES), crc32OfHeader(envelope, before))
}

/** Of an envelope, and of its JSON or text, which begins at `start` of `raw`. */
function parse(envelope: Buffer, headerLength: number, raw: Buffer, start: number): Decoded {
  if (raw.length - start !== envelope.readUInt32LE(28)) return { unreadable: 'length' }
  const fields = decodeFields(envelope, HEADER_BYTES, headerLength)
  if (((envelope[3] ?? 0) & FLAG_NOT_FOUND) !== 0) return entryOf(envelope, fields, undefined)
  const text = raw.toString('utf8', start)
  if (envelope[5] === SERIALIZER_TEXT)
    return fields.codec === undefined
      ? { unreadable: 'codec' }
      : { ...entryOf(envelope, fields, text), codec: fields.codec }
  try {
    return entryOf(envelope, fields, JSON.parse(text))
  } catch {
    return { unreadable: 'json' }
  }
}

/** Without an etag it has no such member: what comes back is what was given. */
function entryOf(envelope: Buffer, { seq, tags, loadMs, etag }: EnvelopeFields, value: unknown): StoredEntry {
  const entry = {
    value,
    createdAt: envelope.readDoubleLE(12),
    ttlMs: envelope.readUInt32LE(20),
    staleMs: envelope.readUInt32LE(24),
    stamp: { era: envelope.readUInt32LE(32), seq, tags },
    loadMs,
  }
  return etag === undefined ? entry : { ...entry, etag }
}

function damaged(): Decoded {
  return { unreadable: 'length' }
}
