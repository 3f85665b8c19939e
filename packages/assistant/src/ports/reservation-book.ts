import type { House, LocalDate } from '../house.ts'
import type { Seating } from '../availability-result.ts'

/** Who a table is booked for. */
export interface Guest {
  readonly name: string
  readonly phone?: string | undefined
  readonly email?: string | undefined
}

export interface BookingDraft {
  readonly seating: Seating
  readonly people: number
  readonly guest: Guest
  readonly highChairs?: number | undefined
  readonly pets?: boolean | undefined
  readonly accessible?: boolean | undefined
  /** Allergies and diets: health data. */
  readonly diet?: readonly string[] | undefined
  readonly notes?: string | undefined
}

export interface Booking extends BookingDraft {
  /** `R-10001`: what a guest is told and tells. */
  readonly code: string
  readonly status: 'booked' | 'cancelled'
}

/** What takes tables, without who sits there. */
export interface Occupancy {
  readonly code: string
  readonly tables: readonly string[]
  /** ISO 8601, buffer not included. */
  readonly startsAt: string
  readonly endsAt: string
}

/** What a guest says of a booking: two of code, phone and name, so that nobody finds those of others by guessing one. */
export interface BookingClaim {
  readonly code?: string | undefined
  readonly phone?: string | undefined
  readonly name?: string | undefined
  readonly date?: LocalDate | undefined
}

export interface BookContext {
  readonly signal: AbortSignal
}

export interface CommitContext extends BookContext {
  /** The same key with the same draft gives the same booking, however often it is sent; `unknown-booking` once it was cancelled. */
  readonly idempotencyKey: string
}

export type CommitOutcome =
  | { readonly status: 'booked'; readonly booking: Booking }
  /** Somebody else has one of the tables by now: look again. */
  | { readonly status: 'taken' }
  /** There is no such booking, or no longer. */
  | { readonly status: 'unknown-booking' }

/**
 * The book of one house. Rejects with ReservationBookError when it cannot be read or written; what may have been written
 * then is found by its key. A key that comes again with something else is KEY_REUSED.
 */
export interface ReservationBook {
  house(context: BookContext): Promise<House>
  /** What takes tables at any time of that day, what runs into it included. May be a moment old. */
  occupancies(date: LocalDate, context: BookContext): Promise<readonly Occupancy[]>
  /** Bookings to come that match everything the claim says, soonest first; none for a claim that proves nothing. */
  find(claim: BookingClaim, context: BookContext): Promise<readonly Booking[]>
  /**
   * What is booked under a phone and not over, without who sits there: so that one guest does not fill the house. For the
   * house alone; guests are told nothing of it.
   */
  heldBy(phone: string, context: BookContext): Promise<readonly Occupancy[]>
  /** Checks and books in one step: of several that want the same table at the same time one gets it. */
  commit(draft: BookingDraft, context: CommitContext): Promise<CommitOutcome>
  /** Replaces a booking under its code; what it takes itself is free for it. */
  change(code: string, draft: BookingDraft, context: CommitContext): Promise<CommitOutcome>
  cancel(code: string, context: CommitContext): Promise<{ readonly status: 'cancelled' | 'unknown-booking' }>
}
