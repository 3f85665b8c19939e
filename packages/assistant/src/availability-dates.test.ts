import { SeededRandom } from '@larder/cache-core/testing'
import { expect, test } from 'vitest'
import { occupancyDates } from './availability-dates.ts'
import { describeCase, randomCase } from './availability-random-fixture.ts'
import { findAvailability } from './availability.ts'
import { HouseClock } from './house-clock.ts'
import { dayNumberOf } from './house-date.ts'

test('what is on other days than these makes no difference', () => {
  const random = new SeededRandom(3)
  let left = 0
  for (let index = 0; index < 2_000; index++) {
    const one = randomCase(random)
    const { request, occupancies, house, now, nextDays } = one
    const clock = new HouseClock(house.timeZone)
    const days = occupancyDates(request, house, { nextDays }).map(dayNumberOf)
    const touches = (day: number, { startsAt, endsAt }: { startsAt: string; endsAt: string }) =>
      Date.parse(startsAt) < clock.nearInstantOf(day + 1, 0) &&
      Date.parse(endsAt) > clock.nearInstantOf(day, 0)
    const read = occupancies.filter((occupancy) => days.some((day) => touches(day, occupancy)))
    left += occupancies.length - read.length

    expect(findAvailability(request, read, house, now, { nextDays }), describeCase(index, one)).toEqual(
      findAvailability(request, occupancies, house, now, { nextDays }),
    )
  }
  expect(left).toBeGreaterThan(1_000)
})
