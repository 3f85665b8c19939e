import { crc32 } from 'node:zlib'
import { expect, test } from 'vitest'
import fc from 'fast-check'
import type { Barrier } from '@larder/cache-core'
import { barriersFromPayload, barriersToPayload, UNREADABLE } from './barriers-payload.ts'

const barrier = fc.record<Barrier>({
  effect: fc.constantFrom('delete', 'expire', 'replace'),
  kind: fc.constantFrom('key', 'tag', 'prefix'),
  target: fc.string({ unit: 'grapheme' }),
})

test('gives back every barrier', () => {
  fc.assert(
    fc.property(fc.array(barrier), (barriers) => {
      expect(barriersFromPayload(barriersToPayload(barriers))).toEqual(barriers)
    }),
  )
})

test('a flipped bit or a cut anywhere is never another barrier: it covers everything', () => {
  const bytes = Buffer.from(barriersToPayload([{ effect: 'delete', kind: 'key', target: 'mesa-ñ' }]))
  for (let bit = 0; bit < bytes.length * 8; bit++) {
    const damaged = Buffer.from(bytes)
    damaged[bit >> 3] = (damaged[bit >> 3] ?? 0) ^ (1 << (bit & 7))

    expect(barriersFromPayload(damaged.toString()), `bit ${bit}`).toBe(UNREADABLE)
  }
  for (let length = 0; length < bytes.length; length++)
    expect(barriersFromPayload(bytes.toString('utf8', 0, length))).toBe(UNREADABLE)
})

test.each([['["xkfoo"]'], ['[1]'], ['[[]]'], ['["dga*b*c*"]'], ['[null]'], ['[']])(
  'what a later version may write covers everything: %s',
  (json) => {
    expect(barriersFromPayload(crc32(json).toString(36) + json)).toBe(UNREADABLE)
  },
)
