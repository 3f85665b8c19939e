import { SLOTS } from './cluster-slots.ts'

/** CRC-16/XMODEM, one entry for each byte. */
const TABLE = Uint16Array.from({ length: 256 }, (_, byte) => {
  let crc = byte << 8
  for (let bit = 0; bit < 8; bit++) crc = (crc << 1) ^ (crc & 0x8000 ? 0x1021 : 0)
  return crc
})

// A lone read asks three times in a row: which node, which other keys, and where to.
let lastKey = ''
let lastSlot = 0

/**
 * The slot of a key in a Redis Cluster, from 0 to 16,383, as Redis finds it: of what is between the first `{` and the
 * first `}` after it, unless that is nothing; then of the whole key. On the way of each read, so that it has to be quick.
 */
export function keySlot(key: string): number {
  if (key === lastKey) return lastSlot
  const tagAt = key.indexOf('{') + 1
  const tagEnd = tagAt === 0 ? -1 : key.indexOf('}', tagAt)
  lastSlot = tagEnd > tagAt ? crcOf(key, tagAt, tagEnd) % SLOTS : crcOf(key, 0, key.length) % SLOTS
  lastKey = key
  return lastSlot
}

/** Of a part of the text; only what is not ASCII has to be written down as bytes. */
function crcOf(text: string, from: number, to: number): number {
  let crc = 0
  for (let index = from; index < to; index++) {
    const code = text.charCodeAt(index)
    if (code > 127) return crcOfBytes(Buffer.from(text.slice(from, to)))
    crc = ((crc << 8) & 0xffff) ^ (TABLE[(crc >> 8) ^ code] as number)
  }
  return crc
}

function crcOfBytes(bytes: Uint8Array): number {
  let crc = 0
  for (const byte of bytes) crc = ((crc << 8) & 0xffff) ^ (TABLE[(crc >> 8) ^ byte] as number)
  return crc
}
