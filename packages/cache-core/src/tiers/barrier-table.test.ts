import { describe, expect, test } from 'vitest'
import type { Barrier } from '../ports/invalidation-log.ts'
import { BarrierTable } from './barrier-table.ts'

const barrier = (kind: Barrier['kind'], target: string, more: Partial<Barrier> = {}): Barrier => ({
  kind,
  target,
  effect: 'delete',
  token: 0,
  ...more,
})
const stamp = (seq: number, tags: readonly string[] = [], token = 0) => ({ era: 1, seq, token, tags })

const COVERING: readonly (readonly [string, Barrier])[] = [
  ['its key', barrier('key', 'mesa:1')],
  ['a tag of it', barrier('tag', 'mesas')],
  ['a prefix of its key', barrier('prefix', 'mesa:')],
  ['the prefix of everything', barrier('prefix', '')],
  ['a pattern', barrier('pattern', 'm?sa:*')],
]
const OTHERS: readonly Barrier[] = [
  barrier('key', 'mesa:11'),
  barrier('tag', 'mesa:1'),
  barrier('prefix', 'mesa:11'),
  barrier('pattern', 'mesa:??'),
]

describe.each(COVERING)('a deletion of %s', (_name, covering) => {
  test('covers what was loaded before it took effect here, and nothing later', () => {
    const table = new BarrierTable()
    const before = table.version

    table.apply([covering], 7)

    expect(table.deletedSince('mesa:1', ['mesas'], before)).toBe(true)
    expect(table.deletedSince('mesa:1', ['mesas'], table.version)).toBe(false)
    expect(table.mayBeOldSince('mesa:1', before)).toBe(true)
  })

  test('covers what is stamped below its number, and nothing else', () => {
    const table = new BarrierTable()
    table.apply([covering], 7)

    expect(table.deletes('mesa:1', stamp(6, ['mesas']))).toBe(true)
    expect(table.deletes('mesa:1', stamp(7, ['mesas']))).toBe(false)
    expect(table.newestDeletion('mesa:1', ['mesas'])).toBe(7)
  })

  test('covers everything shared while it has no number yet', () => {
    const table = new BarrierTable()
    table.request([covering])
    expect(table.deletes('mesa:1', stamp(1_000, ['mesas']))).toBe(true)

    table.confirm([covering], 8)

    expect(table.deletes('mesa:1', stamp(7, ['mesas']))).toBe(true)
    expect(table.deletes('mesa:1', stamp(8, ['mesas']))).toBe(false)
  })

  test('asked for twice, it waits for both numbers', () => {
    const table = new BarrierTable()
    table.request([covering])
    table.request([covering])
    table.confirm([covering], 8)
    expect(table.deletes('mesa:1', stamp(8, ['mesas']))).toBe(true)

    table.withdraw([covering])

    expect(table.deletes('mesa:1', stamp(8, ['mesas']))).toBe(false)
  })

  test('is still in effect here after the log began a new era, and holds nothing against the new numbers', () => {
    const table = new BarrierTable()
    const before = table.version
    table.apply([covering], 700)

    table.beginEra()

    expect(table.deletedSince('mesa:1', ['mesas'], before)).toBe(true)
    expect(table.deletes('mesa:1', stamp(1, ['mesas']))).toBe(false)
  })
})

test('barriers on something else cover nothing', () => {
  const table = new BarrierTable()
  const before = table.version
  table.apply(OTHERS, 7)

  expect(table.deletedSince('mesa:1', ['mesas'], before)).toBe(false)
  expect(table.deletes('mesa:1', stamp(1, ['mesas']))).toBe(false)
  expect(table.newestDeletion('mesa:1', ['mesas'])).toBe(0)
})

test('a load whose tags are not known yet may be covered by any tag', () => {
  const table = new BarrierTable()
  const before = table.version

  table.apply([barrier('tag', 'whatever')], 1)

  expect(table.deletedSince('mesa:1', [], before)).toBe(false)
  expect(table.mayBeOldSince('mesa:1', before)).toBe(true)
})

test('an expiration does not delete', () => {
  const table = new BarrierTable()
  const before = table.version

  table.apply([barrier('key', 'k', { effect: 'expire' })], 3)

  expect(table.expiredSince('k', [], before)).toBe(true)
  expect(table.mayBeOldSince('k', before)).toBe(true)
  expect(table.expires('k', stamp(2))).toBe(true)
  expect(table.expires('k', stamp(3))).toBe(false)
  expect(table.deletedSince('k', [], before) || table.deletes('k', stamp(2))).toBe(false)
})

describe('a replacement', () => {
  const replaced = (token: number) => barrier('key', 'k', { effect: 'replace', token })

  test('covers every older value but the one that its token names', () => {
    const table = new BarrierTable()
    table.apply([replaced(5)], 9)

    expect(table.deletes('k', stamp(8))).toBe(true)
    expect(table.deletes('k', stamp(8, [], 4))).toBe(true)
    expect(table.deletes('k', stamp(8, [], 5))).toBe(false)
    expect(table.deletes('k', stamp(9))).toBe(false)
  })

  test('of two, the one with the higher number wrote what stands, in whatever order they are learnt of', () => {
    const table = new BarrierTable()
    table.request([replaced(5)])
    table.request([replaced(6)])
    table.confirm([replaced(6)], 11)
    table.confirm([replaced(5)], 10)

    expect(table.deletes('k', stamp(9, [], 5))).toBe(true)
    expect(table.deletes('k', stamp(9, [], 6))).toBe(false)
  })

  test('does not outlast a deletion that came later', () => {
    const table = new BarrierTable()
    table.apply([replaced(5)], 9)
    table.apply([barrier('key', 'k')], 10)

    expect(table.deletes('k', stamp(8, [], 5))).toBe(true)
  })

  test('forgotten for room, it takes nothing with it', () => {
    const table = new BarrierTable(2)
    for (const key of ['a', 'b', 'c']) table.apply([barrier('key', key, { effect: 'replace', token: 1 })], 9)

    expect(table.deletes('z', stamp(1))).toBe(false)
  })
})

test('a deletion forgotten for room takes with it the right to believe what is older', () => {
  const table = new BarrierTable(2)
  const before = table.version
  table.apply([barrier('key', 'a')], 1)
  table.apply([barrier('key', 'b')], 2)
  const between = table.version
  table.apply([barrier('key', 'c')], 3)

  expect(table.deletes('z', stamp(0))).toBe(true)
  expect(table.deletes('z', stamp(1))).toBe(false)
  expect(table.deletedSince('z', [], before)).toBe(true)
  expect(table.deletedSince('z', [], between)).toBe(false)
})

test('what nobody has acknowledged yet is not forgotten for room', () => {
  const table = new BarrierTable(1)
  table.request([barrier('key', 'a')])
  table.apply([barrier('key', 'b')], 2)

  expect(table.deletes('a', stamp(1_000))).toBe(true)
})

test('owing a barrier has no new effect on what this process holds', () => {
  const table = new BarrierTable()
  table.apply([barrier('key', 'other')], 1)
  const version = table.version

  table.owe([barrier('key', 'k')], version)

  expect(table.deletedSince('k', [], version)).toBe(false)
  expect(table.deletes('k', stamp(1_000))).toBe(true)
})
