import type { Dilemma } from '../agents/logic-agent.ts'
import { findAvailability } from '../availability.ts'
import { occupancyDates } from '../availability-dates.ts'
import type { Availability, AvailabilityRequest, Seating } from '../availability-result.ts'
import type { House } from '../house.ts'
import type { HousePage } from '../house-page.ts'
import type { Conversation } from './conversation.ts'
import type { Occupancy, ReservationBook } from '../ports/reservation-book.ts'

/** What a turn is taken with. The only things in it that change anything are the book's own. */
export interface Scene {
  readonly book: ReservationBook
  readonly house: House
  readonly page: HousePage
  /** Ms since the epoch. */
  readonly now: number
  /** Aborts when the caller goes away: for what is read. What is written is written to its end. */
  readonly signal: AbortSignal
  /** Stores a conversation before the book is asked to write, so that nothing that is sent is forgotten. */
  readonly keep: (conversation: Conversation) => Promise<void>
  /** Chooses among what is free. */
  readonly chooseOffers: (dilemma: Dilemma) => Promise<readonly Seating[]>
  /** Told of what the book failed at. */
  readonly onTrouble: (error: unknown) => void
}

/** How many days after the one that was asked for are looked through, should it have nothing. */
const NEXT_DAYS = 3

/** What is free, by the book as it is now. */
export async function lookUp(
  request: AvailabilityRequest,
  { book, house, now, signal }: Scene,
): Promise<Availability> {
  const near = await availability({ nextDays: 0 })
  // Other days are read only when the day itself has little: each of them may cost a request.
  return near.status === 'available' || near.status === 'too-large' || near.alternatives.length > 1
    ? near
    : availability({ nextDays: NEXT_DAYS })

  async function availability(options: { readonly nextDays: number }): Promise<Availability> {
    const days = await Promise.all(
      occupancyDates(request, house, options).map((date) => book.occupancies(date, { signal })),
    )
    const occupancies: readonly Occupancy[] = days.flat()
    return findAvailability(request, occupancies, house, now, options)
  }
}
