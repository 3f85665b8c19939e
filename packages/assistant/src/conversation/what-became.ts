import type { Booking, BookingDraft } from '../ports/reservation-book.ts'
import type { Consent, Task } from './conversation.ts'
import type { Scene } from './scene.ts'

/**
 * What stands in the book of a write whose end is not known, by reading alone. `undefined`: it is not there, or cannot be
 * found without a phone; it may still come.
 */
export async function whatBecame(
  { kind, target }: Task,
  { draft }: Consent,
  { book, signal, now }: Scene,
): Promise<Booking | undefined> {
  if (!draft) return undefined
  const { name, phone } = draft.guest
  const claim = target ? { code: target.code, name: target.name } : { name, phone }
  const found = await book.find(claim, { signal })
  if (kind !== 'cancel') return found.find((booking) => isSame(booking, draft))
  // Only bookings to come are found: one that is over tells nothing by not being there.
  const isGone = found.length === 0 && Date.parse(draft.seating.endsAt) > now
  return isGone && target ? { ...draft, code: target.code, status: 'cancelled' } : undefined
}

/** No two bookings have one table at one time. What else was agreed has to be there as well. */
function isSame(one: BookingDraft, other: BookingDraft): boolean {
  return JSON.stringify(partsOf(one)) === JSON.stringify(partsOf(other))
}

function partsOf({ seating, people, highChairs, pets, accessible, diet, notes }: BookingDraft): unknown {
  const { date, time, tables } = seating
  return [
    date,
    time,
    tables.toSorted(),
    people,
    highChairs ?? 0,
    pets ?? false,
    accessible ?? false,
    diet ?? [],
    notes ?? '',
  ]
}
