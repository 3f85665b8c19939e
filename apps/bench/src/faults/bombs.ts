import { crc32, deflateRawSync, zstdCompressSync } from 'node:zlib'
import type { Admin } from './admin.ts'
import type { Spoiler } from './spoilers.ts'

const MIB = 2 ** 20
/** What each of them becomes. */
export const INFLATED_BYTES: number = 50 * MIB
const ZEROS = Buffer.alloc(INFLATED_BYTES)

/** Numbers of the codecs, and places of the fields, in envelope version 1. */
const CODEC = { deflate: 1, zstd: 2 }
const CODEC_AT = 4
const HEADER_LENGTH_AT = 8
const RAW_LENGTH_AT = 28
const CRC_AT = 36
const FIELDS_AT = 40

export const bombs: readonly Spoiler[] = [
  bomb('zstd, honest', CODEC.zstd, zstdCompressSync(ZEROS), INFLATED_BYTES),
  bomb('zstd, said to be 1 KiB', CODEC.zstd, zstdCompressSync(ZEROS), 1_024),
  bomb('zstd, said to be 8 MiB', CODEC.zstd, zstdCompressSync(ZEROS), 8 * MIB),
  bomb('deflate, honest', CODEC.deflate, deflateRawSync(ZEROS), INFLATED_BYTES),
  bomb('deflate, said to be 1 KiB', CODEC.deflate, deflateRawSync(ZEROS), 1_024),
  bomb('deflate, said to be 8 MiB', CODEC.deflate, deflateRawSync(ZEROS), 8 * MIB),
]

/** A right envelope in every other way: the stamp is the one of the entry that was there, and the checksum is right. */
function bomb(name: string, codec: number, payload: Buffer, rawLength: number): Spoiler {
  return {
    name: `bomb by ${name}`,
    async spoil(admin: Admin, key: string) {
      const entry = await admin.bytes(key)
      if (!entry) throw new Error(`Redis has no ${key} to make a bomb of.`)
      const head = Buffer.from(entry.subarray(0, entry.readUInt16LE(HEADER_LENGTH_AT)))
      head[CODEC_AT] = codec
      head.writeUInt32LE(rawLength, RAW_LENGTH_AT)
      const bytes = Buffer.concat([head, payload])
      bytes.writeUInt32LE(crc32(bytes.subarray(FIELDS_AT), crc32(bytes.subarray(0, CRC_AT))), CRC_AT)
      await admin.run('SET', key, bytes, 'KEEPTTL')
    },
  }
}
