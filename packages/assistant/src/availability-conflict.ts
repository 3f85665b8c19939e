import { bookOf } from './availability-book.ts'
import type { Seating } from './availability-result.ts'
import type { House } from './house.ts'
import { planOf } from './house-plan.ts'
import type { Occupancy } from './ports/reservation-book.ts'

/**
 * Whether all tables of a seating are in service and free from its beginning to its end, buffers included; what a booking
 * takes that is being changed, its code `instead`, counts as free. What a book asks before it writes.
 */
export function isSeatingFree(
  { tables, startsAt, endsAt }: Pick<Seating, 'tables' | 'startsAt' | 'endsAt'>,
  occupancies: readonly Occupancy[],
  house: House,
  instead?: string,
): boolean {
  const plan = planOf(house)
  const [start, end] = [Date.parse(startsAt), Date.parse(endsAt)]
  if (!(start < end)) return false
  const usable = new Set(house.tables.filter((table) => !table.isOutOfService).map(({ id }) => id))
  if (tables.length === 0 || !tables.every((id) => usable.has(id))) return false
  const busy = bookOf(occupancies, plan, instead).during(end - start)(start)
  return tables.every((id) => {
    const bit = plan.seats.bits.get(id) as number
    return ((busy[bit >>> 5] as number) & (1 << (bit & 31))) === 0
  })
}
