import type { BusyTables } from './availability-book.ts'
import type { AvailabilityRequest, Seating } from './availability-result.ts'
import { bitsCover, bitsMeet } from './house-bits.ts'
import type { HouseSlot } from './house-hours.ts'
import type { HousePlan } from './house-plan.ts'
import type { Seats } from './house-seats.ts'

/** Everything that a decision is made of. */
export interface AvailabilityQuery {
  readonly request: AvailabilityRequest
  readonly plan: HousePlan
  readonly busy: BusyTables
  readonly now: number
  /** The first instant for which a booking may be made. */
  readonly earliest: number
  /** The last day. */
  readonly lastDay: number
  /** For the party as it asks. */
  readonly seats: Seats
  readonly stayMs: number
}

/** Whether a booking may still, and may already, be made for a time. */
export function isInTime({ instant, day }: HouseSlot, { earliest, lastDay }: AvailabilityQuery): boolean {
  return instant >= earliest && day <= lastDay
}

/** The best of what is free at a time. */
export function seatAt(
  slot: HouseSlot,
  { options, bits }: Seats,
  { busy: busyFrom, stayMs, plan }: AvailabilityQuery,
): Seating | undefined {
  if (options.length === 0) return undefined
  const busy = busyFrom(slot.instant)
  if (bitsCover(busy, bits)) return undefined
  const free = options.find((option) => !bitsMeet(option.bits, busy))
  if (!free) return undefined
  const { date, time, instant } = slot
  const { tables, zone } = free
  const startsAt = plan.clock.textOf(instant)
  return { date, time, startsAt, endsAt: plan.clock.textOf(instant + stayMs), tables, zone }
}
