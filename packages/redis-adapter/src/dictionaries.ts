import { crc32, deflateRawSync, inflateRawSync } from 'node:zlib'

/** What is left of deflate's window of 32 KB when the longest match is taken off: beyond it a dictionary is out of reach, in bytes. */
export const MAX_DICTIONARY_BYTES: number = 32 * 1024 - 262
/** A shorter one than this finds nothing, in bytes. */
export const MIN_DICTIONARY_BYTES = 64

/** What is as small as this has nothing to lose, and in what is larger a dictionary matters little, in bytes of JSON. */
const MIN_BYTES = 128
const MAX_BYTES = 8 * 1024

/** Level 3 is as fast as 1 on so little; less memory takes less time to set up. */
const DEFLATE_OPTIONS = { level: 3, memLevel: 6 }

/**
 * Bytes that small values have in common, known to whoever reads: a value then says only what is its own. They are named by
 * their checksum, so that two cannot be taken for each other. Deflate, and not zstd: Node gives zstd a dictionary anew for each
 * value, which takes it twice as long to read one.
 */
export class Dictionaries {
  readonly #current: Uint8Array | undefined
  readonly #currentName: number
  readonly #byName = new Map<number, Uint8Array>()

  /** `current` packs what is written; the older ones are only read. */
  constructor(current?: Uint8Array, older: readonly Uint8Array[] = []) {
    this.#current = current
    this.#currentName = current ? nameOf(current) : 0
    for (const dictionary of [...older, ...(current ? [current] : [])])
      this.#byName.set(nameOf(dictionary), dictionary)
  }

  /** Whether a value of so many bytes is packed with a dictionary. */
  takes(rawLength: number): boolean {
    return this.#current !== undefined && rawLength >= MIN_BYTES && rawLength <= MAX_BYTES
  }

  knows(name: number): boolean {
    return this.#byName.has(name)
  }

  pack(raw: Buffer): { readonly dictionary: number; readonly bytes: Buffer } {
    const bytes = deflateRawSync(raw, { ...DEFLATE_OPTIONS, dictionary: this.#current })
    return { dictionary: this.#currentName, bytes }
  }

  /** At most `maxOutputLength` bytes. Throws when there would be more, when the bytes are damaged or the name is unknown. */
  unpack(bytes: Buffer, name: number, bounds: { maxOutputLength: number; chunkSize: number }): Buffer {
    const dictionary = this.#byName.get(name)
    if (!dictionary || bounds.maxOutputLength > MAX_BYTES)
      throw new RangeError('No entry of ours: its dictionary is not known, or it is too large for one.')
    return inflateRawSync(bytes, { ...bounds, dictionary })
  }
}

/** Its CRC-32; 0 stands for no dictionary. */
function nameOf(dictionary: Uint8Array): number {
  return crc32(dictionary) || 1
}
