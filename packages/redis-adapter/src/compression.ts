import { constants, deflateRaw, deflateRawSync, inflateRaw, inflateRawSync } from 'node:zlib'
import * as zlib from 'node:zlib'
import { promisify } from 'node:util'
import { Dictionaries } from './dictionaries.ts'

export type CompressionCodec = 'none' | 'deflate-raw' | 'zstd'

export interface CompressionOptions {
  /** Default `zstd`, or `deflate-raw` where this Node has no zstd. */
  readonly codec?: CompressionCodec | undefined
  /** Smaller JSON is stored as it is, in bytes. Default 2,048. */
  readonly thresholdBytes?: number | undefined
  /**
   * What small values have in common, 64 to 32,506 bytes (see trainDictionary): with it JSON of 128 bytes to 8 KB is packed,
   * whatever the threshold. All readers must have it: to those that do not, what it has packed is a miss. Default: none.
   */
  readonly dictionary?: Uint8Array | undefined
  /** Those used before, to read what is still there. */
  readonly olderDictionaries?: readonly Uint8Array[] | undefined
}

/** Up to this size (bytes, raw) work is done at once; above it, on libuv's threads, so that nobody waits. */
const SYNC_MAX_BYTES = 64 * 1024

/** Jobs on libuv's threads at a time: there are four, and DNS and files need some. */
const MAX_JOBS = 2

/** A stored form larger than this share of the raw one is not worth decoding. */
const WORTHWHILE_RATIO = 0.9

const hasZstd = typeof zlib.zstdCompressSync === 'function'
const ZSTD_OPTIONS = { params: { [constants.ZSTD_c_compressionLevel]: 3 } }
const DEFLATE_OPTIONS = { level: 1 }

/** Turns bytes into fewer bytes when that pays, and back within a bound. */
export class Compression {
  readonly codec: CompressionCodec
  readonly thresholdBytes: number
  readonly #dictionaries: Dictionaries
  readonly #jobs = new Semaphore(MAX_JOBS)

  constructor(options: CompressionOptions = {}) {
    const { codec = 'zstd', thresholdBytes = 2_048, dictionary, olderDictionaries } = options
    this.codec = codec === 'zstd' && !hasZstd ? 'deflate-raw' : codec
    this.thresholdBytes = thresholdBytes
    this.#dictionaries = new Dictionaries(dictionary, olderDictionaries)
  }

  /** The stored form: `none` when compression is off, not worth it, or the value small. A promise only for large values. */
  compress(raw: Buffer): Compressed | Promise<Compressed> {
    if (this.#dictionaries.takes(raw.length))
      return ifWorthwhile(raw, { codec: 'deflate-raw', ...this.#dictionaries.pack(raw) })
    if (this.codec === 'none' || raw.length < this.thresholdBytes) return asItIs(raw)
    const { codec } = this
    if (raw.length <= SYNC_MAX_BYTES)
      return ifWorthwhile(raw, { codec, dictionary: 0, bytes: COMPRESS_SYNC[codec](raw) })
    return this.#jobs.run(async () =>
      ifWorthwhile(raw, { codec, dictionary: 0, bytes: await COMPRESS[codec](raw) }),
    )
  }

  /** Whether it has been told of the dictionary, and this Node can read what the codec wrote. */
  canDecompress(codec: CompressionCodec, dictionary: number): boolean {
    if (dictionary !== 0) return codec === 'deflate-raw' && this.#dictionaries.knows(dictionary)
    return codec !== 'zstd' || hasZstd
  }

  /** The raw form of at most `rawLength` bytes. Throws, or rejects for large values, when it would be longer or is damaged. */
  decompress({ bytes, codec, dictionary }: Compressed, rawLength: number): Buffer | Promise<Buffer> {
    if (codec === 'none') return bytes
    // One buffer that holds it all: the default gathers it in pieces of 16 KB.
    const options = { maxOutputLength: Math.max(1, rawLength), chunkSize: Math.max(64, rawLength + 1) }
    if (dictionary !== 0) return this.#dictionaries.unpack(bytes, dictionary, options)
    if (rawLength <= SYNC_MAX_BYTES * 4) return DECOMPRESS_SYNC[codec](bytes, options)
    return this.#jobs.run(() => DECOMPRESS[codec](bytes, options))
  }
}

export interface Compressed {
  readonly codec: CompressionCodec
  /** Name of the dictionary that it takes; 0: none. */
  readonly dictionary: number
  readonly bytes: Buffer
}

type Packed = Exclude<CompressionCodec, 'none'>
interface Bounded {
  readonly maxOutputLength: number
  readonly chunkSize: number
}

const COMPRESS_SYNC: Readonly<Record<Packed, (raw: Buffer) => Buffer>> = {
  zstd: (raw) => zlib.zstdCompressSync(raw, ZSTD_OPTIONS),
  'deflate-raw': (raw) => deflateRawSync(raw, DEFLATE_OPTIONS),
}
const zstdCompress = promisify<Buffer, object, Buffer>(zlib.zstdCompress)
const zstdDecompress = promisify<Buffer, object, Buffer>(zlib.zstdDecompress)
const deflateRawAsync = promisify<Buffer, object, Buffer>(deflateRaw)
const inflateRawAsync = promisify<Buffer, object, Buffer>(inflateRaw)
const COMPRESS: Readonly<Record<Packed, (raw: Buffer) => Promise<Buffer>>> = {
  zstd: (raw) => zstdCompress(raw, ZSTD_OPTIONS),
  'deflate-raw': (raw) => deflateRawAsync(raw, DEFLATE_OPTIONS),
}
const DECOMPRESS_SYNC: Readonly<Record<Packed, (bytes: Buffer, options: Bounded) => Buffer>> = {
  zstd: (bytes, options) => zlib.zstdDecompressSync(bytes, options),
  'deflate-raw': (bytes, options) => inflateRawSync(bytes, options),
}
const DECOMPRESS: Readonly<Record<Packed, (bytes: Buffer, options: Bounded) => Promise<Buffer>>> = {
  zstd: (bytes, options) => zstdDecompress(bytes, options),
  'deflate-raw': (bytes, options) => inflateRawAsync(bytes, options),
}

function ifWorthwhile(raw: Buffer, packed: Compressed): Compressed {
  return packed.bytes.length <= raw.length * WORTHWHILE_RATIO ? packed : asItIs(raw)
}

function asItIs(raw: Buffer): Compressed {
  return { codec: 'none', dictionary: 0, bytes: raw }
}

/** Lets so many jobs run at a time; the others wait in order. */
class Semaphore {
  #free: number
  readonly #waiting: (() => void)[] = []

  constructor(permits: number) {
    this.#free = permits
  }

  async run<T>(job: () => Promise<T>): Promise<T> {
    if (this.#free > 0) this.#free--
    else await new Promise<void>((resolve) => this.#waiting.push(resolve))
    try {
      return await job()
    } finally {
      const next = this.#waiting.shift()
      if (next) next()
      else this.#free++
    }
  }
}
