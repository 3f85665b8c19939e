import { SeededRandom } from '@larder/cache-core/testing'
import { expect, test } from 'vitest'
import { oracle } from './availability-oracle-fixture.ts'
import { describeCase, randomCase, type RandomCase } from './availability-random-fixture.ts'
import type { Availability } from './availability-result.ts'
import { findAvailability } from './availability.ts'
import type { House } from './house.ts'

const CASES = 10_000

const WORDS =
  'available alternatives full closed too-large past offer closed-day closed-hour after-last-seating off-grid too-soon too-far-ahead no-table-that-large zone-full no-accessible-table no-table-for-pets no-table-for-high-chairs no-such-time'.split(
    ' ',
  )

const solve = ({ request, occupancies, house, now, nextDays }: RandomCase): Availability =>
  findAvailability(request, occupancies, house, now, { nextDays })

const answerOf = ({ request, occupancies, house, now, nextDays }: RandomCase): Availability =>
  oracle(request, occupancies, house, now, nextDays)

test(`decides as one who looks at everything, in ${CASES} houses`, () => {
  const random = new SeededRandom(20_261_127)
  const seen = new Map<string, number>()
  for (let index = 0; index < CASES; index++) {
    const one = randomCase(random)
    const found = solve(one)
    expect(found, describeCase(index, one)).toEqual(answerOf(one))
    for (const word of [found.status, ...found.reasons, ...(found.alternatives.length > 0 ? ['offer'] : [])])
      seen.set(word, (seen.get(word) ?? 0) + 1)
  }

  // The cases are worth something only if each answer is among them.
  expect(WORDS.filter((word) => (seen.get(word) ?? 0) < 10)).toEqual([])
}, 120_000)

test('each alternative is available when it is asked for', () => {
  const random = new SeededRandom(7)
  for (let index = 0; index < 3_000; index++) {
    const one = randomCase(random)
    for (const seating of solve(one).alternatives) {
      const { date, time, zone } = seating
      const asked = one.request.zone === undefined ? {} : { zone }
      const again = solve({ ...one, request: { ...one.request, date, time, ...asked } })
      expect(again.seating, describeCase(index, one)).toEqual(seating)
    }
  }
})

/** Mistakes that are easily made. */
const BUGS: readonly (readonly [string, (house: House) => House])[] = [
  ['a minute of the buffer is missing', (house) => ({ ...house, bufferMinutes: house.bufferMinutes - 1 })],
  [
    'the clock is never set',
    (house) => ({ ...house, timeZone: house.timeZone === 'Europe/Madrid' ? 'Etc/GMT-1' : house.timeZone }),
  ],
  [
    'nobody is seated at the last seating',
    (house) => ({
      ...house,
      services: house.services.map((service) => ({
        ...service,
        lastSeatingAt: `${service.lastSeatingAt.slice(0, 3)}${service.lastSeatingAt.endsWith('0') ? '20' : '00'}`,
      })),
    }),
  ],
  ['sets are forgotten', (house) => ({ ...house, joinable: [] })],
  [
    'a table out of service is used',
    (house) => ({ ...house, tables: house.tables.map((table) => ({ ...table, isOutOfService: false })) }),
  ],
  ['the last day is not open yet', (house) => ({ ...house, maxAdvanceDays: house.maxAdvanceDays - 1 })],
  [
    'a party of two gets a table for six',
    (house) => ({ ...house, tables: house.tables.map((table) => ({ ...table, leastSeats: 1 })) }),
  ],
]

test.each(BUGS)('a planted mistake is found: %s', (_name, plant) => {
  const random = new SeededRandom(11)
  const differs = Array.from({ length: 1_500 }, () => randomCase(random)).some(
    (one) => JSON.stringify(solve({ ...one, house: plant(one.house) })) !== JSON.stringify(answerOf(one)),
  )

  expect(differs).toBe(true)
})
