import { crc32 } from 'node:zlib'
import { expect, test } from 'vitest'
import fc from 'fast-check'
import { crc32OfHeader } from './crc32-of-header.ts'

test('agrees with zlib on every header', () => {
  fc.assert(
    fc.property(fc.uint8Array({ minLength: 36, maxLength: 60 }), fc.string(), (bytes, key) => {
      expect(crc32OfHeader(bytes)).toBe(crc32(bytes.subarray(0, 36)))
      expect(crc32OfHeader(bytes, crc32(key))).toBe(
        crc32(Buffer.concat([Buffer.from(key), bytes.subarray(0, 36)])),
      )
    }),
  )
})
