import { describe, expect, test } from 'vitest'
import fc from 'fast-check'
import { MemoryEntry } from './memory-entry.ts'
import { MemoryTier } from './memory-tier.ts'

const entryOf = (bytes: number) =>
  new MemoryEntry({
    value: bytes,
    bytes,
    tags: [],
    bornAt: 0,
    ttlMs: 1,
    staleMs: 0,
    loadMs: 0,
    etag: undefined,
    version: 0,
    era: 0,
    term: 0,
  })

/** Room for so many entries of one-letter keys and 100 bytes. */
const tierFor = (count: number) => new MemoryTier(count * 301)
const KEYS = 'abcdefgh'.split('')
const holds = (tier: MemoryTier, keys: string) =>
  keys
    .split('')
    .filter((key) => tier.peek(key) !== undefined)
    .join('')

test('the oldest leaves first when none was used', () => {
  const tier = tierFor(3)

  for (const key of 'abcde') tier.set(key, entryOf(100))

  expect(holds(tier, 'abcde')).toBe('cde')
  expect(tier.stats()).toMatchObject({ entries: 3, evictions: 2 })
})

test('what was used stays once, and what was only looked at does not', () => {
  const tier = tierFor(3)
  for (const key of 'abc') tier.set(key, entryOf(100))
  tier.get('a')
  tier.peek('b')

  tier.set('d', entryOf(100))

  expect(holds(tier, 'abcd')).toBe('acd')
})

test('the hand goes on from where it was, and a scan does not push out what is in use', () => {
  const tier = tierFor(4)
  for (const key of 'abcd') tier.set(key, entryOf(100))
  for (const key of 'ab') tier.get(key)

  for (const key of 'ABCDEFGHIJ') {
    tier.set(key, entryOf(100))
    tier.get('a')
    tier.get('b')
  }

  expect(holds(tier, 'ab')).toBe('ab')
})

test('everything used: the hand goes round, and somebody leaves all the same', () => {
  const tier = tierFor(3)
  for (const key of 'abc') tier.set(key, entryOf(100))
  for (const key of 'abc') tier.get(key)

  tier.set('d', entryOf(100))

  expect(holds(tier, 'abcd')).toBe('bcd')
})

test('one entry may take the place of several; one larger than the tier is not kept, nor what it replaces', () => {
  const tier = tierFor(4)
  for (const key of 'abcd') tier.set(key, entryOf(100))

  tier.set('e', entryOf(500))
  expect(holds(tier, 'abcde')).toBe('de')
  tier.set('d', entryOf(5_000))

  expect(holds(tier, 'abcde')).toBe('e')
})

test('a tier of no size holds nothing', () => {
  const tier = new MemoryTier(0)

  tier.set('a', entryOf(0))

  expect(tier.get('a')).toBeUndefined()
})

describe('whatever happens', () => {
  test('its bytes are those of its entries and within the bound', () => {
    const operation = fc.record({
      kind: fc.constantFrom('set', 'set', 'get', 'delete', 'deleteWhere', 'clear'),
      key: fc.constantFrom(...KEYS),
      bytes: fc.constantFrom(0, 100, 100, 400, 2_000),
    })
    fc.assert(
      fc.property(fc.array(operation, { maxLength: 80 }), (operations) => {
        const tier = tierFor(4)
        for (const { kind, key, bytes } of operations) {
          if (kind === 'set') tier.set(key, entryOf(bytes))
          else if (kind === 'get') tier.get(key)
          else if (kind === 'delete') tier.delete(key)
          else if (kind === 'clear' && bytes === 2_000) tier.clear()
          else if (kind === 'deleteWhere') tier.deleteWhere((other) => other < key).next()
          const held = KEYS.flatMap((one) => tier.peek(one) ?? [])
          const expected = held.reduce((sum, entry) => sum + entry.bytes + 201, 0)
          expect(tier.stats()).toMatchObject({ entries: held.length, bytes: expected })
          expect(expected).toBeLessThanOrEqual(tier.maxBytes)
        }
      }),
      { numRuns: 500 },
    )
  })
})
