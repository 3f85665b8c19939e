import { readFileSync } from 'node:fs'
import { crc32, deflateRawSync, zstdCompressSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import fc from 'fast-check'
import type { StoredEntry } from '@larder/cache-core'
import { Compression, type CompressionCodec, type CompressionOptions } from './compression.ts'
import { Envelope, readStamp } from './envelope.ts'

const CODECS: readonly CompressionCodec[] = ['none', 'deflate-raw', 'zstd']
const MAX = 1_000_000
const KEY = 'larder:ñandú'

const envelopeOf = (codec: CompressionCodec, thresholdBytes = 0, maxValueBytes = MAX) =>
  new Envelope(new Compression({ codec, thresholdBytes }), maxValueBytes)
const entryOf = (value: unknown): StoredEntry => ({
  value,
  createdAt: 1_767_225_600_123.5,
  ttlMs: 60_000,
  staleMs: 5_000,
  stamp: { era: 4_000_000_001, seq: 2 ** 40 + 1, tags: ['mesas', 'ñandú'] },
  loadMs: 250,
  etag: 'W/"7"',
})
/** What an entry without fields says of itself. */
const UNSTAMPED = { stamp: { era: 0, seq: 0, tags: [] }, loadMs: 0 }
const page = {
  records: Array.from({ length: 20 }, (_, index) => ({
    id: `rec${index}`,
    fields: { Nombre: `Mesa ${index}`, Zona: 'Terraza', Notas: 'ñandú €' },
  })),
}

/** The page as a codec would write it. */
const codedPage = (): StoredEntry => ({ ...entryOf(JSON.stringify(page)), codec: 'rich-1' })

async function encoded(envelope: Envelope, entry: StoredEntry): Promise<Buffer> {
  const bytes = await envelope.encode(entry, KEY)
  if (!bytes) throw new Error('The entry was refused.')
  return bytes
}

describe.each(CODECS)('%s', (codec) => {
  test('gives back every JSON value with its times', async () => {
    const envelope = envelopeOf(codec)
    await fc.assert(
      fc.asyncProperty(fc.json(), fc.nat(), fc.nat(), async (json, ttlMs, staleMs) => {
        const entry = {
          ...entryOf(JSON.parse(json)),
          ttlMs,
          staleMs,
        }

        expect(await envelope.decode(await encoded(envelope, entry), KEY)).toEqual(entry)
      }),
    )
  })

  test('gives back values so large that they are packed on other threads', async () => {
    const envelope = envelopeOf(codec)
    const entry = entryOf({
      text: Array.from({ length: 60_000 }, (_, index) => `palabra ${index}`)
        .join(' ')
        .slice(0, 900_000),
    })

    expect(await envelope.decode(await encoded(envelope, entry), KEY)).toEqual(entry)
  })

  test('a flipped bit anywhere is never wrong data', async () => {
    const envelope = envelopeOf(codec)
    const bytes = await encoded(envelope, entryOf(page))
    for (let bit = 0; bit < bytes.length * 8; bit++) {
      const damaged = Buffer.from(bytes)
      damaged[bit >> 3] = (damaged[bit >> 3] ?? 0) ^ (1 << (bit & 7))

      expect(await envelope.decode(damaged, KEY), `bit ${bit}`).toHaveProperty('unreadable')
    }
  })

  test('a cut anywhere, and bytes behind it, are never data', async () => {
    const envelope = envelopeOf(codec)
    const bytes = await encoded(envelope, entryOf(page))
    for (let length = 0; length < bytes.length; length++)
      expect(await envelope.decode(bytes.subarray(0, length), KEY)).toHaveProperty('unreadable')

    expect(await envelope.decode(Buffer.concat([bytes, Buffer.from('x')]), KEY)).toHaveProperty('unreadable')
  })

  /** Each was written by a release. It is read by every later one. */
  test('the golden files of version 1 are read for ever, with fields and without', async () => {
    const { value, createdAt, ttlMs, staleMs } = entryOf(page)

    expect(await envelopeOf(codec).decode(golden(`envelope-v1-${codec}`), KEY)).toEqual({
      value,
      createdAt,
      ttlMs,
      staleMs,
      ...UNSTAMPED,
    })
    expect(await envelopeOf(codec).decode(golden(`envelope-v1-stamped-${codec}`), KEY)).toEqual(entryOf(page))
  })

  test('gives back the text of a codec with its name, and refuses it without', async () => {
    const envelope = envelopeOf(codec)
    const entry = { ...entryOf('[{"at":1},["Date","2026-01-10"]] '.repeat(200)), codec: 'rich-1' }
    const bytes = await encoded(envelope, entry)
    const unnamed = Buffer.from(await encoded(envelope, entryOf('x'.repeat(3_000))))
    unnamed[5] = 1

    expect(await envelope.decode(bytes, KEY)).toEqual(entry)
    expect(readStamp(bytes)).toEqual(entry.stamp)
    expect(await envelope.decode(withChecksum(unnamed), KEY)).toEqual({ unreadable: 'codec' })
    unnamed[5] = 2
    expect(await envelope.decode(withChecksum(unnamed), KEY)).toEqual({ unreadable: 'codec' })
  })

  test('the golden file of a text of version 1 is read for ever', async () => {
    const text = codedPage()

    expect(await envelopeOf(codec).decode(golden(`envelope-v1-text-${codec}`), KEY)).toEqual(text)
  })

  test('the golden files of version 2 are read for ever, under their key', async () => {
    const envelope = envelopeOf(codec)

    expect(await envelope.decode(golden(`envelope-v2-${codec}`), KEY)).toEqual(entryOf(page))
    expect(await envelope.decode(golden(`envelope-v2-text-${codec}`), KEY)).toEqual(codedPage())
    expect(readStamp(golden(`envelope-v2-${codec}`))).toEqual(entryOf(page).stamp)
  })

  test('what was written under another key is not read', async () => {
    const envelope = envelopeOf(codec)
    const bytes = await encoded(envelope, entryOf(page))
    await fc.assert(
      fc.asyncProperty(fc.string(), async (key) => {
        fc.pre(key !== KEY)

        expect(await envelope.decode(bytes, key)).toEqual({ unreadable: 'checksum' })
      }),
    )
  })

  test('the stamp can be read from the head alone', () => {
    const head = golden(`envelope-v1-stamped-${codec}`).subarray(0, 100)

    expect(readStamp(head)).toEqual(entryOf(page).stamp)
    expect(readStamp(head.subarray(0, 60))).toEqual({ ...entryOf(page).stamp, tags: [] })
    expect(readStamp(Buffer.from([...head.subarray(0, 2), 9, ...head.subarray(3)]))).toBe('other version')
    expect(readStamp(Buffer.from('{"legacy":true, "longer": "than a header would be"}'))).toBeUndefined()
  })
})

describe('with a dictionary', () => {
  const dictionary = golden('dictionary-1')
  const other = Buffer.from('{"id":"rec1","fields":{"Nombre":"Mesa 1","Zona":"Interior"}}'.repeat(2))
  const withDictionary = (options: CompressionOptions = { dictionary }, maxValueBytes = MAX): Envelope =>
    new Envelope(new Compression(options), maxValueBytes)
  const record = { id: 'rec7', fields: { Nombre: 'Mesa 7', Zona: 'Terraza', Notas: 'ñandú €'.repeat(9) } }

  test('gives back every JSON value of every size', async () => {
    const envelope = withDictionary()
    await fc.assert(
      fc.asyncProperty(fc.json({ maxDepth: 4 }), fc.nat({ max: 900 }), async (json, times) => {
        const entry = entryOf([JSON.parse(json), 'Mesa '.repeat(times)])

        expect(await envelope.decode(await encoded(envelope, entry), KEY)).toEqual(entry)
      }),
    )
  })

  test('small values shrink, tiny ones stay, and large ones are packed as without', async () => {
    const [envelope, plain] = [withDictionary(), withDictionary({})]
    const [tiny, large] = [entryOf({ id: 'rec7' }), entryOf(Array.from({ length: 100 }, () => page))]
    const packed = await encoded(envelope, entryOf(record))

    expect(packed.length).toBeLessThan(0.75 * (await encoded(plain, entryOf(record))).length)
    for (const entry of [tiny, large])
      expect(await encoded(envelope, entry)).toEqual(await encoded(plain, entry))
  })

  test('the golden file is read for ever', async () => {
    expect(await withDictionary().decode(golden('envelope-v2-dictionary-1'), KEY)).toEqual(entryOf(record))
  })

  test('an older dictionary is read and not written', async () => {
    const before = await encoded(withDictionary({ dictionary: other }), entryOf(record))
    const now = withDictionary({ dictionary, olderDictionaries: [other] })

    expect(await now.decode(before, KEY)).toEqual(entryOf(record))
    expect(await encoded(now, entryOf(record))).toEqual(await encoded(withDictionary(), entryOf(record)))
  })

  test('without its dictionary, or with another, an entry is somebody else’s', async () => {
    const bytes = await encoded(withDictionary(), entryOf(record))
    const changed = Buffer.from(dictionary)
    changed[100] = (changed[100] ?? 0) ^ 1

    for (const options of [{}, { dictionary: other }, { dictionary: changed }])
      expect(await withDictionary(options).decode(bytes, KEY)).toEqual({ unreadable: 'codec' })
  })

  test('a flipped bit and a cut anywhere are never wrong data', async () => {
    const envelope = withDictionary()
    const bytes = await encoded(envelope, entryOf(record))
    for (let bit = 0; bit < bytes.length * 8; bit++) {
      const damaged = Buffer.from(bytes)
      damaged[bit >> 3] = (damaged[bit >> 3] ?? 0) ^ (1 << (bit & 7))

      expect(await envelope.decode(damaged, KEY), `bit ${bit}`).toHaveProperty('unreadable')
    }
    for (let length = 0; length < bytes.length; length++)
      expect(await envelope.decode(bytes.subarray(0, length), KEY)).toHaveProperty('unreadable')
  })

  test('a bomb stays packed, whatever length it claims', async () => {
    const envelope = withDictionary()
    const honest = await encoded(envelope, entryOf(record))
    const payload = deflateRawSync(Buffer.alloc(5_000_000), { dictionary })
    for (const claimed of [100, 8_000, MAX]) {
      const bytes = Buffer.concat([honest.subarray(0, honest.readUInt16LE(8)), payload])
      bytes.writeUInt32LE(claimed, 28)

      expect(await envelope.decode(withChecksum(bytes), KEY)).toHaveProperty('unreadable')
    }
  })
})

test('random bytes are never data', () => {
  const envelope = envelopeOf('none')
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 200 }), fc.boolean(), (random, withMagic) => {
      const bytes = Buffer.concat([
        withMagic ? Buffer.from('f5c101', 'hex') : Buffer.alloc(0),
        Buffer.from(random),
      ])

      expect(envelope.decode(bytes, KEY)).toHaveProperty('unreadable')
    }),
    { numRuns: 2_000 },
  )
})

test('"not found" is not the same as null', async () => {
  const envelope = envelopeOf('none')

  expect(await envelope.decode(await encoded(envelope, entryOf(undefined)), KEY)).toEqual(entryOf(undefined))
  expect(await envelope.decode(await encoded(envelope, entryOf(null)), KEY)).toEqual(entryOf(null))
})

test('small values stay as they are, large ones shrink, and what does not shrink stays too', async () => {
  const envelope = envelopeOf('zstd', 2_048)
  const small = await encoded(envelope, entryOf('x'.repeat(1_000)))
  const large = await encoded(envelope, entryOf('x'.repeat(10_000)))
  const random = await encoded(
    envelope,
    entryOf(
      Array.from({ length: 6_000 }, (_, index) =>
        String.fromCharCode(33 + ((index * 7_919 * (index % 89)) % 90)),
      ).join(''),
    ),
  )

  expect([small[4], large[4]]).toEqual([0, 2])
  expect(large.length).toBeLessThan(200)
  expect(random.length).toBeLessThanOrEqual(6_000 + 100 + 700)
})

test('a value beyond the limit is refused before it is compressed', () => {
  expect(envelopeOf('zstd', 0, 1_000).encode(entryOf('x'.repeat(1_000)), KEY)).toBeUndefined()
})

describe('bombs', () => {
  const zeros = Buffer.alloc(50_000_000)
  test.each([
    ['zstd', zstdCompressSync(zeros)],
    ['deflate-raw', deflateRawSync(zeros)],
  ] as const)(
    '%s: 50 MB in a few kilobytes stay packed, whatever length they claim',
    async (codec, payload) => {
      const envelope = envelopeOf(codec)
      for (const claimed of [100, MAX, 50_000_000]) {
        const honest = await encoded(envelope, entryOf('x'.repeat(5_000)))
        const bytes = Buffer.concat([honest.subarray(0, honest.readUInt16LE(8)), payload])
        bytes.writeUInt32LE(claimed, 28)

        expect(await envelope.decode(withChecksum(bytes), KEY)).toHaveProperty('unreadable')
      }
    },
  )
})

function golden(name: string): Buffer {
  return Buffer.from(readFileSync(new URL(`./fixtures/${name}.hex`, import.meta.url), 'utf8').trim(), 'hex')
}

/** The bytes with a checksum that fits them, as an attacker would make it. */
function withChecksum(bytes: Buffer): Buffer {
  bytes.writeUInt32LE(crc32(bytes.subarray(40), crc32(bytes.subarray(0, 36), crc32(KEY))), 36)
  return bytes
}
