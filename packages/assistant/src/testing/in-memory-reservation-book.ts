import { type Clock, systemClock } from '@larder/cache-core'
import { isSeatingFree } from '../availability-conflict.ts'
import { isProof, isSameCode, isSamePhone, matchesClaim } from '../booking-claim.ts'
import { fingerprintOf } from '../booking-fingerprint.ts'
import { HouseClock } from '../house-clock.ts'
import { dayNumberOf } from '../house-date.ts'
import type { House, LocalDate } from '../house.ts'
import { ReservationBookError } from '../ports/reservation-book-error.ts'
import type {
  Booking,
  BookingClaim,
  BookingDraft,
  CommitContext,
  CommitOutcome,
  Occupancy,
  ReservationBook,
} from '../ports/reservation-book.ts'

export interface InMemoryReservationBookOptions {
  readonly house: House
  /** What is in it from the beginning. */
  readonly bookings?: readonly Booking[] | undefined
  readonly clock?: Clock | undefined
}

/** What became of a key. */
interface Done {
  readonly fingerprint: string
  readonly code: string
}

const FIRST_CODE = 10_001

/** The book of one house in one process, for as long as it lives. */
export class InMemoryReservationBook implements ReservationBook {
  readonly #house: House
  readonly #clock: Clock
  readonly #wallClock: HouseClock
  readonly #bookings = new Map<string, Booking>()
  readonly #done = new Map<string, Done>()

  constructor({ house, bookings = [], clock = systemClock }: InMemoryReservationBookOptions) {
    this.#house = house
    this.#clock = clock
    this.#wallClock = new HouseClock(house.timeZone)
    for (const booking of bookings) this.#bookings.set(booking.code, booking)
  }

  /** All of them, cancelled ones too, in the order of booking. */
  bookings(): readonly Booking[] {
    return [...this.#bookings.values()]
  }

  async house(): Promise<House> {
    return this.#house
  }

  async occupancies(date: LocalDate): Promise<readonly Occupancy[]> {
    const day = dayNumberOf(date)
    const startsAt = this.#wallClock.nearInstantOf(day, 0)
    const endsAt = this.#wallClock.nearInstantOf(day + 1, 0)
    return this.#occupancies().filter(
      (one) => Date.parse(one.startsAt) < endsAt && Date.parse(one.endsAt) > startsAt,
    )
  }

  async find(claim: BookingClaim): Promise<readonly Booking[]> {
    if (!isProof(claim)) return []
    const now = this.#clock.now()
    return this.bookings()
      .filter(({ status, seating }) => status === 'booked' && Date.parse(seating.endsAt) > now)
      .filter((booking) => matchesClaim(claim, booking))
      .sort((a, b) => Date.parse(a.seating.startsAt) - Date.parse(b.seating.startsAt))
  }

  async heldBy(phone: string): Promise<readonly Occupancy[]> {
    const now = this.#clock.now()
    return this.bookings()
      .filter(({ status, seating }) => status === 'booked' && Date.parse(seating.endsAt) > now)
      .filter(({ guest }) => isSamePhone(phone, guest.phone ?? ''))
      .map(occupancyOf)
  }

  async commit(draft: BookingDraft, { idempotencyKey }: CommitContext): Promise<CommitOutcome> {
    const fingerprint = fingerprintOf({ draft })
    const earlier = this.#earlier(idempotencyKey, fingerprint)
    if (earlier) return outcomeOf(earlier)
    if (!isSeatingFree(draft.seating, this.#occupancies(), this.#house)) return { status: 'taken' }
    const booking: Booking = { ...draft, code: this.#nextCode(), status: 'booked' }
    return { status: 'booked', booking: this.#keep(booking, idempotencyKey, fingerprint) }
  }

  async change(code: string, draft: BookingDraft, { idempotencyKey }: CommitContext): Promise<CommitOutcome> {
    const fingerprint = fingerprintOf({ code, draft })
    const earlier = this.#earlier(idempotencyKey, fingerprint)
    if (earlier) return outcomeOf(earlier)
    const booked = this.#booked(code)
    if (!booked) return { status: 'unknown-booking' }
    if (!isSeatingFree(draft.seating, this.#occupancies(), this.#house, booked.code))
      return { status: 'taken' }
    const booking: Booking = { ...draft, code: booked.code, status: 'booked' }
    return { status: 'booked', booking: this.#keep(booking, idempotencyKey, fingerprint) }
  }

  async cancel(
    code: string,
    { idempotencyKey }: CommitContext,
  ): Promise<{ readonly status: 'cancelled' | 'unknown-booking' }> {
    const fingerprint = fingerprintOf({ code })
    if (this.#earlier(idempotencyKey, fingerprint)) return { status: 'cancelled' }
    const booked = this.#booked(code)
    if (!booked) return { status: 'unknown-booking' }
    this.#keep({ ...booked, status: 'cancelled' }, idempotencyKey, fingerprint)
    return { status: 'cancelled' }
  }

  #keep(booking: Booking, key: string, fingerprint: string): Booking {
    this.#bookings.set(booking.code, booking)
    this.#done.set(key, { fingerprint, code: booking.code })
    return booking
  }

  /** What this key did before, as it is now. */
  #earlier(key: string, fingerprint: string): Booking | undefined {
    const done = this.#done.get(key)
    if (done && done.fingerprint !== fingerprint)
      throw new ReservationBookError('KEY_REUSED', 'The key was used for another booking; take a new one.')
    return done && this.#bookings.get(done.code)
  }

  #booked(code: string): Booking | undefined {
    return this.bookings().find((one) => isSameCode(code, one.code) && one.status === 'booked')
  }

  #occupancies(): readonly Occupancy[] {
    return this.bookings()
      .filter(({ status }) => status === 'booked')
      .map(occupancyOf)
  }

  #nextCode(): string {
    const numbers = [...this.#bookings.keys()].map((code) => Number(code.replaceAll(/\D/g, '')))
    return `R-${Math.max(FIRST_CODE - 1, ...numbers) + 1}`
  }
}

function occupancyOf({ code, seating: { tables, startsAt, endsAt } }: Booking): Occupancy {
  return { code, tables, startsAt, endsAt }
}

/** Of a key that comes again. */
function outcomeOf(earlier: Booking): CommitOutcome {
  return earlier.status === 'booked' ? { status: 'booked', booking: earlier } : { status: 'unknown-booking' }
}
