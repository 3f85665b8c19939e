import type { House } from './house.ts'
import type {
  Booking,
  BookingClaim,
  BookingDraft,
  CommitContext,
  CommitOutcome,
  Occupancy,
  ReservationBook,
} from './ports/reservation-book.ts'

/** A book for tests of the conversation: it keeps what is written, and refuses tables that are taken. */
export class BookFixture implements ReservationBook {
  readonly #house: House
  readonly #bookings = new Map<string, Booking>()
  readonly #outcomes = new Map<string, CommitOutcome>()
  /** How often something was asked to be written, whatever became of it. */
  writes = 0

  constructor(house: House) {
    this.#house = house
  }

  async house(): Promise<House> {
    return this.#house
  }

  async occupancies(): Promise<readonly Occupancy[]> {
    return this.booked().map(({ code, seating: { tables, startsAt, endsAt } }) => ({
      code,
      tables,
      startsAt,
      endsAt,
    }))
  }

  async find({ code, name, phone }: BookingClaim): Promise<readonly Booking[]> {
    if ([code, name, phone].filter((part) => part !== undefined).length < 2) return []
    return this.booked().filter(
      (booking) =>
        (code === undefined || code === booking.code) &&
        (name === undefined || isSame(name, booking.guest.name)) &&
        (phone === undefined || phone === booking.guest.phone),
    )
  }

  async heldBy(phone: string): Promise<readonly Occupancy[]> {
    return this.booked()
      .filter(({ guest }) => guest.phone === phone)
      .map(({ code, seating: { tables, startsAt, endsAt } }) => ({ code, tables, startsAt, endsAt }))
  }

  async commit(draft: BookingDraft, { idempotencyKey }: CommitContext): Promise<CommitOutcome> {
    this.writes++
    return this.#once(idempotencyKey, () => this.#write(`R-${10_001 + this.#bookings.size}`, draft))
  }

  async change(code: string, draft: BookingDraft, { idempotencyKey }: CommitContext): Promise<CommitOutcome> {
    this.writes++
    if (this.#bookings.get(code)?.status !== 'booked') return { status: 'unknown-booking' }
    return this.#once(idempotencyKey, () => this.#write(code, draft))
  }

  async cancel(code: string): Promise<{ readonly status: 'cancelled' | 'unknown-booking' }> {
    this.writes++
    const booking = this.#bookings.get(code)
    if (!booking) return { status: 'unknown-booking' }
    this.#bookings.set(code, { ...booking, status: 'cancelled' })
    return { status: 'cancelled' }
  }

  /** All that stands in it. */
  booked(): readonly Booking[] {
    return [...this.#bookings.values()].filter(({ status }) => status === 'booked')
  }

  #once(key: string, write: () => CommitOutcome): CommitOutcome {
    const outcome = this.#outcomes.get(key) ?? write()
    if (outcome.status === 'booked') this.#outcomes.set(key, outcome)
    return outcome
  }

  #write(code: string, draft: BookingDraft): CommitOutcome {
    const isTaken = this.booked().some(
      (other) =>
        other.code !== code &&
        other.seating.tables.some((table) => draft.seating.tables.includes(table)) &&
        Date.parse(other.seating.startsAt) < Date.parse(draft.seating.endsAt) &&
        Date.parse(draft.seating.startsAt) < Date.parse(other.seating.endsAt),
    )
    if (isTaken) return { status: 'taken' }
    const booking: Booking = { ...draft, code, status: 'booked' }
    this.#bookings.set(code, booking)
    return { status: 'booked', booking }
  }
}

function isSame(one: string, other: string): boolean {
  return one.localeCompare(other, 'es', { sensitivity: 'base' }) === 0
}
