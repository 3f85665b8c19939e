import { crc32 } from 'node:zlib'

/*
 * CRC-32 of so few bytes that a call into zlib costs more than the work: the polynomial of zlib, reflected, by table
 * (ISO 3309). Everything longer is left to zlib.
 */

const HEADER_BYTES = 36
/** From about this length on, in characters, zlib is quicker. */
const LONGEST_KEY = 100
const POLYNOMIAL = 0xedb88320

const TABLE: Uint32Array = Uint32Array.from({ length: 256 }, (_, byte) => {
  let rest = byte
  for (let bit = 0; bit < 8; bit++) rest = rest & 1 ? (rest >>> 1) ^ POLYNOMIAL : rest >>> 1
  return rest
})

/** The same as `crc32(envelope.subarray(0, 36), before)` of node:zlib. */
export function crc32OfHeader(envelope: Uint8Array, before = 0): number {
  let crc = ~before
  for (let index = 0; index < HEADER_BYTES; index++)
    crc = (TABLE[(crc ^ (envelope[index] as number)) & 0xff] as number) ^ (crc >>> 8)
  return ~crc >>> 0
}

/** The same as `crc32(key)` of node:zlib, which takes the key's UTF-8. */
export function crc32OfKey(key: string): number {
  if (key.length > LONGEST_KEY) return crc32(key)
  let crc = -1
  for (let index = 0; index < key.length; index++) {
    const code = key.charCodeAt(index)
    // Beyond ASCII a character is several bytes.
    if (code > 0x7f) return crc32(key)
    crc = (TABLE[(crc ^ code) & 0xff] as number) ^ (crc >>> 8)
  }
  return ~crc >>> 0
}
