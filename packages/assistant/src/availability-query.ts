import type { AvailabilityBook } from './availability-book.ts'
import type { AvailabilityRequest, Seating } from './availability-result.ts'
import { bitsMeet } from './house-bits.ts'
import { dayNumberOf, minuteOf } from './house-date.ts'
import type { HouseMoment, HouseSlot } from './house-hours.ts'
import type { HousePlan } from './house-plan.ts'
import type { Seats } from './house-seats.ts'

/** Everything that a decision is made of. */
export interface AvailabilityQuery {
  readonly request: AvailabilityRequest
  readonly plan: HousePlan
  readonly book: AvailabilityBook
  readonly now: number
  /** For the party as it asks. */
  readonly seats: Seats
  readonly stayMs: number
}

/** What a date and a time come to. */
export interface When {
  readonly day: number
  readonly minute: number
  readonly instant: number
  /** Whether the clock shows this time at all. */
  readonly exists: boolean
  readonly moment: HouseMoment
  /** Undefined when nobody is seated then. */
  readonly slot: HouseSlot | undefined
}

/** Throws a RangeError for a date or a time that is none. */
export function whenOf({ date, time }: Pick<AvailabilityRequest, 'date' | 'time'>, plan: HousePlan): When {
  return whenAt(dayNumberOf(date), minuteOf(time), plan)
}

export function whenAt(day: number, minute: number, { hours, clock }: HousePlan): When {
  const exact = clock.instantOf(day, minute)
  const moment = hours.at(day, minute)
  const slots = moment.kind === 'open' ? hours.slotsOf(moment.serviceDay) : []
  return {
    day,
    minute,
    instant: exact ?? clock.nearInstantOf(day, minute),
    exists: exact !== undefined,
    moment,
    slot: slots.find(({ instant }) => instant === exact),
  }
}

/** Whether a booking may still, and may already, be made for a time. */
export function isInTime({ instant, day }: HouseSlot, { plan, now }: AvailabilityQuery): boolean {
  const { leadMinutes, maxAdvanceDays } = plan.house
  return instant >= now + leadMinutes * 60_000 && day <= plan.clock.dayAt(now) + maxAdvanceDays
}

/** The best of what is free at a time. */
export function seatAt(
  slot: HouseSlot,
  { options }: Seats,
  { book, stayMs, plan }: AvailabilityQuery,
): Seating | undefined {
  if (options.length === 0) return undefined
  const busy = book.busy(slot.instant, stayMs)
  const free = options.find(({ bits }) => !bitsMeet(bits, busy))
  if (!free) return undefined
  const { date, time, instant } = slot
  const { tables, zone } = free
  const startsAt = plan.clock.textOf(instant)
  return { date, time, startsAt, endsAt: plan.clock.textOf(instant + stayMs), tables, zone }
}
