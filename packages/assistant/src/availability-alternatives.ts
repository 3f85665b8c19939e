import type { Seating } from './availability-result.ts'
import { type AvailabilityQuery, isInTime, seatAt } from './availability-query.ts'
import type { When } from './house-times.ts'
import { ZONES } from './slots.ts'

/** More is a list to read, not an offer. */
const MOST = 3

/**
 * What to offer instead, three at most: the nearest times of the day, earlier or later; the same time in other zones,
 * for which one place is kept; the same time on the next days.
 */
export function findAlternatives(
  when: When,
  { isOpen, nextDays }: { readonly isOpen: boolean; readonly nextDays: number },
  query: AvailabilityQuery,
): readonly Seating[] {
  const zones = isOpen ? inOtherZones(when, query) : []
  const times = atNearestTimes(when, zones.length > 0 ? MOST - 1 : MOST, query)
  const found = [...times, ...zones].slice(0, MOST)
  return [...found, ...onNextDays(when, nextDays, MOST - found.length, query)]
}

/** Of two that are as near, the earlier first. */
function atNearestTimes({ moment, instant }: When, most: number, query: AvailabilityQuery): Seating[] {
  const slots = query.plan.hours.slotsOf(moment.serviceDay)
  const found: Seating[] = []
  let later = slots.findIndex((slot) => slot.instant >= instant)
  if (later < 0) later = slots.length
  let earlier = later - 1
  while (found.length < most) {
    const [before, after] = [slots[earlier], slots[later]]
    const next = before && (!after || instant - before.instant <= after.instant - instant) ? before : after
    if (!next) break
    if (next === before) earlier--
    else later++
    const seating = isInTime(next, query) ? seatAt(next, query.seats, query) : undefined
    if (seating) found.push(seating)
  }
  return found
}

function inOtherZones({ slot }: When, query: AvailabilityQuery): Seating[] {
  const { request, plan } = query
  if (!slot || request.zone === undefined) return []
  return ZONES.filter((zone) => zone !== request.zone).flatMap(
    (zone) => seatAt(slot, plan.seats.for({ ...request, zone }), query) ?? [],
  )
}

function onNextDays(
  { day, minute }: When,
  nextDays: number,
  most: number,
  query: AvailabilityQuery,
): Seating[] {
  const found: Seating[] = []
  for (let after = 1; after <= nextDays && found.length < most; after++) {
    const { slot } = query.plan.times.at(day + after, minute)
    const seating = slot && isInTime(slot, query) ? seatAt(slot, query.seats, query) : undefined
    if (seating) found.push(seating)
  }
  return found
}
