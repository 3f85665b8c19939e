import { expect, test } from 'vitest'
import { keySlot } from './key-slot.ts'

/** As CLUSTER KEYSLOT of Redis 7.0 answers. */
const KNOWN = {
  '123456789': 12739,
  foo: 12182,
  'foo{bar}': 5061,
  '{bar}foo': 5061,
  '{bar}{foo}': 5061,
  'foo{}{bar}': 8363,
  '{}foo}': 2045,
  'foo{{bar}}zap': 4015,
  'foo{bar': 15278,
  'foo}{': 8134,
  '{': 4092,
  '}': 12090,
  '{}': 15257,
  'mesa:ñandú': 12547,
  '{ñ}x': 13565,
  日本語: 12788,
  '😀{😀}': 2959,
  éééééééééééééééééééééééééééééééééééééééé: 10132,
  xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx: 5695,
}

test.each(Object.entries(KNOWN))('%j is in slot %i', (key, slot) => {
  expect(keySlot(key)).toBe(slot)
  // Once more, and after another one.
  expect(keySlot(key)).toBe(slot)
  expect(keySlot('')).toBe(0)
  expect(keySlot(key)).toBe(slot)
})
