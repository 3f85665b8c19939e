import { describe, expect, test } from 'vitest'
import type { Barrier } from '../ports/invalidation-log.ts'
import { BarrierTable } from './barrier-table.ts'

const barrier = (kind: Barrier['kind'], target: string, more: Partial<Barrier> = {}): Barrier => ({
  kind,
  target,
  effect: 'delete',
  ...more,
})
const stamp = (seq: number, tags: readonly string[] = []) => ({ era: 1, seq, tags })

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
  const replaced = barrier('key', 'k', { effect: 'replace' })

  test('covers every value stamped below its number, and not the one that was set', () => {
    const table = new BarrierTable()
    table.apply([replaced], 9)

    expect(table.deletes('k', stamp(8))).toBe(true)
    expect(table.deletes('k', stamp(9))).toBe(false)
  })

  test('forgotten for room, it takes nothing shared with it', () => {
    const table = new BarrierTable({ maxBarriers: 2 })
    for (const key of ['a', 'b', 'c']) table.apply([barrier('key', key, { effect: 'replace' })], 9)

    expect(table.deletes('z', stamp(1))).toBe(false)
  })

  test('forgotten for room, it overtakes every load that began before it, and nothing in memory', () => {
    const table = new BarrierTable({ maxBarriers: 2 })
    const before = table.version
    table.apply([barrier('key', 'a', { effect: 'replace' })], 9)
    const since = table.version
    for (const key of ['b', 'c']) table.apply([barrier('key', key, { effect: 'replace' })], 9)

    expect(table.overtookSince('a', [], before)).toBe(true)
    expect(table.overtookSince('z', [], since)).toBe(false)
    expect(table.deletedSince('z', [], before)).toBe(false)
  })
})

test('every key whose older values are gone is told of', () => {
  const gone: string[] = []
  const table = new BarrierTable({ onKeyGone: (key) => gone.push(key) })

  table.request([barrier('key', 'deleted here'), barrier('tag', 't')])
  table.apply([barrier('key', 'set there', { effect: 'replace' })], 4)
  table.apply([barrier('key', 'stale', { effect: 'expire' }), barrier('prefix', 'p')], 5)

  expect(gone).toEqual(['deleted here', 'set there'])
})

test('an expiration that nobody could number does not make running loads look younger', () => {
  const table = new BarrierTable()
  const before = table.version
  table.apply([barrier('tag', 't')], 1)

  table.owe([barrier('tag', 'u')])

  expect(table.mayBeOldSince('k', before)).toBe(true)
})

describe('more than 100 patterns', () => {
  const many = Array.from({ length: 150 }, (_, index) => barrier('pattern', `m${index}:*:x`))

  test('go on as the prefixes that the oldest begin with', () => {
    const table = new BarrierTable()
    const before = table.version
    many.forEach((one, index) => table.apply([one], index + 1))

    expect(table.deletes('m3:a:x', stamp(3))).toBe(true)
    expect(table.deletes('m3:a:y', stamp(3))).toBe(true)
    expect(table.deletes('m3:a:y', stamp(4))).toBe(false)
    expect(table.deletedSince('m3:a:y', [], before)).toBe(true)
    expect(table.deletes('m149:a:x', stamp(149))).toBe(true)
    expect(table.deletes('m149:a:y', stamp(1))).toBe(false)
  })

  test('stay what they are while somebody waits for them', () => {
    const table = new BarrierTable()
    table.request(many)
    expect(table.deletes('m0:a:x', stamp(1_000))).toBe(true)

    table.confirm(many, 7)

    for (const { target } of many) {
      expect(table.deletes(target.replace('*', 'a'), stamp(6))).toBe(true)
      expect(table.deletes(target.replace('*', 'a'), stamp(7))).toBe(false)
    }
  })
})

test('a deletion forgotten for room takes with it the right to believe what is older', () => {
  const table = new BarrierTable({ maxBarriers: 2 })
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
  const table = new BarrierTable({ maxBarriers: 1 })
  table.request([barrier('key', 'a')])
  table.apply([barrier('key', 'b')], 2)

  expect(table.deletes('a', stamp(1_000))).toBe(true)
})

test('owing a barrier has no new effect on what this process holds', () => {
  const table = new BarrierTable()
  table.apply([barrier('key', 'other')], 1)
  const version = table.version

  table.owe([barrier('key', 'k')])

  expect(table.deletedSince('k', [], version)).toBe(false)
  expect(table.deletes('k', stamp(1_000))).toBe(true)
})
