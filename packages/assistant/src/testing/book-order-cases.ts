import assert from 'node:assert/strict'
import { SeededRandom } from '@larder/cache-core/testing'
import { HouseClock } from '../house-clock.ts'
import { dayNumberOf, minuteOf } from '../house-date.ts'
import type { Occupancy, ReservationBook } from '../ports/reservation-book.ts'
import { bookAt, type BookScene, codeOf, context, signal } from './book-scene.ts'

/** The last day before the clock is set and the first after: the same time on the wall is another instant. */
export async function clockIsSet({ book, house, days, draftAt }: BookScene): Promise<void> {
  const clock = new HouseClock(house.timeZone)
  const offsetOn = (date: string) => draftAt(date, [0]).seating.startsAt.slice(-6)
  const first = days.findIndex((date) => offsetOn(date) !== offsetOn(days[0] as string))
  assert.ok(first > 0, 'The clock is not set within these days.')
  for (const date of days.slice(first - 1, first + 1)) {
    const draft = draftAt(date, [0])
    await codeOf(book, draft)
    const [one] = await book.occupancies(date, { signal })
    const instant = clock.instantOf(dayNumberOf(date), minuteOf(draft.seating.time))
    assert.equal(Date.parse(one?.startsAt ?? ''), instant)
  }
}

/** Waves of bookings, changes and cancellations at once, on three tables and two days. */
export async function neverTwice({ books, book, house, days, draftAt }: BookScene): Promise<void> {
  const random = new SeededRandom(20_261_127)
  const any = <T>(items: readonly T[]): T => items[Math.floor(random.next() * items.length)] as T
  const dates = days.slice(0, 2)
  const codes: string[] = []
  const act = async (one: ReservationBook): Promise<void> => {
    const draft = draftAt(any(dates), any([[0], [1], [2], [0, 1], [1, 2]]))
    const code = codes.length > 0 && random.next() < 0.6 ? any(codes) : undefined
    if (code !== undefined && random.next() < 0.4) return void (await one.cancel(code, context()))
    const outcome = code ? await one.change(code, draft, context()) : await one.commit(draft, context())
    if (outcome.status === 'booked') codes.push(outcome.booking.code)
  }
  for (let wave = 0; wave < 6; wave++) {
    await Promise.all(Array.from({ length: 8 }, (_, index) => act(bookAt(books, index))))
    for (const date of dates) assertNoneTwice(await book.occupancies(date, { signal }), house.bufferMinutes)
  }
  assert.ok(codes.length > 2)
}

function assertNoneTwice(occupancies: readonly Occupancy[], bufferMinutes: number): void {
  for (const one of occupancies)
    for (const other of occupancies) {
      if (one === other || !one.tables.some((id) => other.tables.includes(id))) continue
      const isAfter = Date.parse(other.startsAt) >= Date.parse(one.endsAt) + bufferMinutes * 60_000
      const isBefore = Date.parse(one.startsAt) >= Date.parse(other.endsAt) + bufferMinutes * 60_000
      assert.ok(isAfter || isBefore, `${one.code} and ${other.code} have a table at the same time.`)
    }
}
