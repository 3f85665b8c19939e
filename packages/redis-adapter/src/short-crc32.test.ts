import { crc32 } from 'node:zlib'
import { expect, test } from 'vitest'
import fc from 'fast-check'
import { crc32OfHeader, crc32OfKey } from './short-crc32.ts'

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

test('agrees with zlib on every key, short or long, in ASCII or beyond', () => {
  const key = fc.oneof(fc.string({ maxLength: 300 }), fc.string({ unit: 'binary', maxLength: 60 }))
  fc.assert(
    fc.property(key, (text) => {
      expect(crc32OfKey(text)).toBe(crc32(text))
    }),
    { examples: [[''], ['mesa:ñ'], ['a'.repeat(100)], ['a'.repeat(101)], ['\ud800']] },
  )
})
