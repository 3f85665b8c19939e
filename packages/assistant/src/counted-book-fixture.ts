import type {
  Booking,
  BookingDraft,
  CommitContext,
  CommitOutcome,
  ReservationBook,
} from './ports/reservation-book.ts'
import type { InMemoryReservationBook } from './testing/in-memory-reservation-book.ts'

/** A book in memory that counts what it was asked to write. */
export class CountedBook implements ReservationBook {
  readonly #inner: InMemoryReservationBook
  readonly house: ReservationBook['house']
  readonly occupancies: ReservationBook['occupancies']
  readonly find: ReservationBook['find']
  readonly heldBy: ReservationBook['heldBy']
  /** Whatever became of them. */
  writes = 0

  constructor(inner: InMemoryReservationBook) {
    this.#inner = inner
    this.house = () => inner.house()
    this.occupancies = (date) => inner.occupancies(date)
    this.find = (claim) => inner.find(claim)
    this.heldBy = (phone) => inner.heldBy(phone)
  }

  commit(draft: BookingDraft, context: CommitContext): Promise<CommitOutcome> {
    this.writes++
    return this.#inner.commit(draft, context)
  }

  change(code: string, draft: BookingDraft, context: CommitContext): Promise<CommitOutcome> {
    this.writes++
    return this.#inner.change(code, draft, context)
  }

  cancel(code: string, context: CommitContext): ReturnType<ReservationBook['cancel']> {
    this.writes++
    return this.#inner.cancel(code, context)
  }

  /** All that stands in it. */
  booked(): readonly Booking[] {
    return this.#inner.bookings().filter(({ status }) => status === 'booked')
  }
}
