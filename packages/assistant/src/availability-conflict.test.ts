import { SeededRandom } from '@larder/cache-core/testing'
import { expect, test } from 'vitest'
import { isSeatingFree } from './availability-conflict.ts'
import { aHouse, aTable, taken } from './availability-fixture.ts'
import { describeCase, randomCase } from './availability-random-fixture.ts'
import { findAvailability } from './availability.ts'

const seating = {
  tables: ['a', 'b'],
  startsAt: '2026-11-27T21:00:00+01:00',
  endsAt: '2026-11-27T23:00:00+01:00',
}

test('what is offered is free for the book, and no longer when somebody has it', () => {
  const random = new SeededRandom(5)
  let offered = 0
  for (let index = 0; index < 2_000; index++) {
    const one = randomCase(random)
    const { request, occupancies, house, now, nextDays } = one
    const found = findAvailability(request, occupancies, house, now, { nextDays })
    for (const free of [found.seating, ...found.alternatives]) {
      if (!free) continue
      offered++
      const [somebody] = free.tables
      const later = [...occupancies, taken([somebody as string], free.startsAt, free.endsAt, 'R-99999')]

      expect(isSeatingFree(free, occupancies, house, request.instead), describeCase(index, one)).toBe(true)
      expect(isSeatingFree(free, later, house, request.instead), describeCase(index, one)).toBe(false)
    }
  }
  expect(offered).toBeGreaterThan(500)
})

test.each([
  ['a table out of service', { ...seating, tables: ['a', 'out'] }],
  ['a table that is not there', { ...seating, tables: ['a', 'nobody'] }],
  ['no table', { ...seating, tables: [] }],
  ['an end before the beginning', { ...seating, endsAt: seating.startsAt }],
  ['times that are none', { ...seating, startsAt: 'soon' }],
])('%s is not free', (_name, wanted) => {
  const house = aHouse({
    tables: [aTable('a', 2), aTable('b', 2), aTable('out', 2, { isOutOfService: true })],
  })

  expect(isSeatingFree(seating, [], house)).toBe(true)
  expect(isSeatingFree(wanted, [], house)).toBe(false)
})

test('each table of a set has to be free, whatever is at others', () => {
  const house = aHouse()
  const at = (table: string) => [taken([table], seating.startsAt, seating.endsAt)]

  expect(['a', 'b', 'c'].map((table) => isSeatingFree(seating, at(table), house))).toEqual([
    false,
    false,
    true,
  ])
  expect(isSeatingFree(seating, at('a'), house, 'R-10001')).toBe(true)
})

test('in a house of more tables than a word has bits', () => {
  const tables = Array.from({ length: 70 }, (_, index) => aTable(`t${index}`, 2))
  const house = aHouse({ tables })
  const others = tables.slice(0, -1).map(({ id }) => id)
  const last = { ...seating, tables: ['t69'] }

  expect(isSeatingFree(last, [taken(others, seating.startsAt, seating.endsAt)], house)).toBe(true)
  expect(isSeatingFree(last, [taken(['t69'], seating.startsAt, seating.endsAt)], house)).toBe(false)
  const request = { date: '2026-11-27', time: '21:00', people: 2 }
  const found = findAvailability(
    request,
    [taken(others, seating.startsAt, seating.endsAt)],
    house,
    Date.parse('2026-11-27T12:00:00+01:00'),
  )
  expect(found.seating?.tables).toEqual(['t69'])
})
