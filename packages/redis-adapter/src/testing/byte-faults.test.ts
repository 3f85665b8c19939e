import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { SeededRandom } from '@larder/cache-core/testing'
import { ByteFaults } from './byte-faults.ts'
import type { DirectionSettings } from './chaos-settings.ts'

/** What comes out of chunks, and the endings on the way. */
function through(settings: DirectionSettings, chunks: readonly string[], seed = 1) {
  const faults = new ByteFaults(settings, new SeededRandom(seed))
  const taken = chunks.map((chunk) => faults.take(Buffer.from(chunk, 'latin1')))
  return {
    text: taken.map(({ bytes }) => bytes.toString('latin1')).join(''),
    endings: taken.flatMap(({ ending }) => ending ?? []),
  }
}

const bytes = (text: string) => Buffer.from(text)

describe('at an offset', () => {
  test.each<[string, DirectionSettings, string, readonly string[]]>([
    ['nothing', {}, '0123456789', []],
    ['bytes are replaced', { corrupt: { at: 3, bytes: bytes('xyz') } }, '012xyz6789', []],
    ['bytes are put in', { insert: { at: 4, bytes: bytes('xyz') } }, '0123xyz456789', []],
    ['bytes are put before the first', { insert: { at: 0, bytes: bytes('x') } }, 'x0123456789', []],
    ['the rest is swallowed', { dropAfterBytes: 4 }, '0123', []],
    ['the direction ends', { truncateAfterBytes: 4 }, '0123', ['end']],
    ['the connection breaks', { resetAfterBytes: 10 }, '0123456789', ['reset']],
    ['the first limit holds', { resetAfterBytes: 5, truncateAfterBytes: 2 }, '01', ['end']],
    [
      'edits keep to the offsets of what was sent',
      { insert: { at: 2, bytes: bytes('x') }, corrupt: { at: 3, bytes: bytes('y') }, dropAfterBytes: 5 },
      '01x2y4',
      [],
    ],
  ])('%s', (_name, settings, text, endings) => {
    expect(through(settings, ['0123456789'])).toEqual({ text, endings })
    expect(through(settings, '0123456789'.split(''))).toEqual({ text, endings })
  })
})

test('random bytes differ from those they replace, and follow from the seed', () => {
  const settings = { corrupt: { at: [0, 20], bytes: 8 }, insert: { at: [0, 29], bytes: 4 } } as const
  const text = 'x'.repeat(30)

  const one = through({ corrupt: settings.corrupt }, [text])

  expect(one.text.replaceAll('x', '')).toHaveLength(8)
  expect(through(settings, [text])).toEqual(through(settings, [text]))
  expect(through(settings, [text])).not.toEqual(through(settings, [text], 2))
})

test('how the bytes are cut into chunks changes nothing', () => {
  const offset = fc.nat(40)
  const settings = fc.record(
    {
      corrupt: fc.record({ at: offset, bytes: fc.nat(5) }),
      insert: fc.record({ at: offset, bytes: fc.nat(5) }),
      dropAfterBytes: offset,
      truncateAfterBytes: offset,
      resetAfterBytes: offset,
    },
    { requiredKeys: [] },
  )
  const chunks = fc.array(fc.string({ minLength: 1, maxLength: 9 }), { minLength: 1, maxLength: 10 })

  fc.assert(
    fc.property(settings, chunks, (faults, cut) => {
      expect(through(faults, cut)).toEqual(through(faults, [cut.join('')]))
    }),
  )
})
