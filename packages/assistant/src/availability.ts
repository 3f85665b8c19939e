import type { Availability, AvailabilityReason, AvailabilityRequest } from './availability-result.ts'
import { findAlternatives } from './availability-alternatives.ts'
import { bookOf } from './availability-book.ts'
import { type AvailabilityQuery, seatAt } from './availability-query.ts'
import type { House } from './house.ts'
import { planOf } from './house-plan.ts'
import type { When } from './house-times.ts'
import type { Occupancy } from './ports/reservation-book.ts'

export interface AvailabilityOptions {
  /** On how many days after the same time is looked for, when the day itself has too little. Default 3. */
  readonly nextDays?: number | undefined
}

/**
 * Whether a party can have a table as it asks, at which one, and what else there is. Pure: the same arguments give the
 * same answer. Occupancies are those of the days that occupancyDates names: what is not among them counts as free.
 * `now` is in ms since the epoch. Throws a RangeError for a date, a time or a number of people that is none.
 */
export function findAvailability(
  request: AvailabilityRequest,
  occupancies: readonly Occupancy[],
  house: House,
  now: number,
  { nextDays = 3 }: AvailabilityOptions = {},
): Availability {
  const { people } = request
  if (!Number.isInteger(people) || people < 1)
    throw new RangeError(`A party is a whole number of people from 1 on, not ${people}.`)
  const plan = planOf(house)
  const when = plan.times.of(request)
  if (people > house.maxPeople) return tooLarge('too-large')
  if (plan.seats.for({ people }).options.length === 0) return tooLarge('no-table-that-large')
  const stayMs = plan.stayMs(people)
  const query: AvailabilityQuery = {
    request,
    plan,
    busy: bookOf(occupancies, plan, request.instead).during(stayMs),
    now,
    earliest: now + house.leadMinutes * 60_000,
    lastDay: plan.clock.dayAt(now) + house.maxAdvanceDays,
    seats: plan.seats.for(request),
    stayMs,
  }
  const timeReason = reasonOfTime(when, query)
  const seating = timeReason === undefined && when.slot ? seatAt(when.slot, query.seats, query) : undefined
  if (seating) return { status: 'available', seating, reasons: [], alternatives: [] }
  const alternatives = findAlternatives(when, { isOpen: timeReason === undefined, nextDays }, query)
  const reasons = timeReason ? [timeReason] : reasonsOfTables(when, query)
  return { status: statusOf(timeReason, alternatives.length > 0), reasons, alternatives }
}

function tooLarge(reason: AvailabilityReason): Availability {
  return { status: 'too-large', reasons: [reason], alternatives: [] }
}

/** The first thing that is wrong with the time itself. */
function reasonOfTime(
  { day, instant, moment, exists }: When,
  { now, earliest, lastDay }: AvailabilityQuery,
): AvailabilityReason | undefined {
  if (!exists) return 'no-such-time'
  if (instant < now) return 'past'
  if (day > lastDay) return 'too-far-ahead'
  if (moment.kind !== 'open') return moment.kind
  return instant < earliest ? 'too-soon' : undefined
}

function reasonsOfTables({ slot }: When, query: AvailabilityQuery): readonly AvailabilityReason[] {
  const { request, seats, plan } = query
  if (seats.reasons.length > 0) return seats.reasons
  if (request.zone === undefined || !slot) return ['full']
  const anywhere = plan.seats.for({ ...request, zone: undefined })
  return [seatAt(slot, anywhere, query) ? 'zone-full' : 'full']
}

/** What is past or closed stays so, whatever else is offered. */
function statusOf(
  timeReason: AvailabilityReason | undefined,
  hasAlternatives: boolean,
): Availability['status'] {
  switch (timeReason) {
    case 'past':
      return 'past'
    case 'no-such-time':
    case 'too-far-ahead':
    case 'closed-day':
    case 'closed-hour':
    case 'after-last-seating':
      return 'closed'
    default:
      return hasAlternatives ? 'alternatives' : 'full'
  }
}
