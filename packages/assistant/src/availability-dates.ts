import type { AvailabilityOptions } from './availability.ts'
import type { AvailabilityRequest } from './availability-result.ts'
import { dateOfDay } from './house-date.ts'
import type { House, LocalDate } from './house.ts'
import { planOf } from './house-plan.ts'

/** The days whose occupancies findAvailability needs for a request, with the same options; earliest first. */
export function occupancyDates(
  request: AvailabilityRequest,
  house: House,
  { nextDays = 3 }: AvailabilityOptions = {},
): readonly LocalDate[] {
  const plan = planOf(house)
  const when = plan.times.of(request)
  const [bufferMs, stayMs] = [house.bufferMinutes * 60_000, plan.stayMs(request.people)]
  const slots = [...plan.hours.slotsOf(when.moment.serviceDay)]
  for (let after = 1; after <= nextDays; after++) {
    const { slot } = plan.times.at(when.day + after, when.minute)
    if (slot) slots.push(slot)
  }
  const days = new Set<number>()
  for (const { instant } of slots) {
    days.add(plan.clock.dayAt(instant - bufferMs))
    days.add(plan.clock.dayAt(instant + stayMs + bufferMs))
  }
  return [...days].sort((a, b) => a - b).map(dateOfDay)
}
