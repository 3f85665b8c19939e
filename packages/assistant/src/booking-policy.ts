import { isProof, matchesClaim } from './booking-claim.ts'
import type { House } from './house.ts'
import { planOf } from './house-plan.ts'
import type { Booking, BookingClaim, BookingDraft, Occupancy } from './ports/reservation-book.ts'
import { dayNumberOf } from './house-date.ts'

/** Why a guest may not have it so. Whoever works in the house may. */
export type PolicyReason =
  | 'needs-name'
  /** A phone or an e-mail address. */
  | 'needs-contact'
  /** The same guest has another table at that time, or too many in all. */
  | 'holds-enough'
  | 'text-too-long'
  | 'too-large'
  | 'no-such-table'
  | 'past'
  | 'too-soon'
  | 'too-far-ahead'
  /** The claim says less than two things. */
  | 'needs-proof'
  /** It says something that the booking does not carry; whoever tells the guest says that there is no such booking. */
  | 'wrong-proof'
  | 'not-booked'
  /** The deadline for doing it without a person is over. */
  | 'too-late'

export interface PolicyVerdict {
  readonly isAllowed: boolean
  /** Empty when it is. */
  readonly reasons: readonly PolicyReason[]
}

/** What the house lets guests do by themselves. */
export interface BookingRules {
  /** Default 120: the table is given to others otherwise. */
  readonly changeUntilMinutes?: number | undefined
  /** Default 0: a late word is better than none. */
  readonly cancelUntilMinutes?: number | undefined
  /** Of a name, of notes and of all that is said of a diet, each. Default 500. */
  readonly maxTextLength?: number | undefined
  /** Default 6: bookings to come of one phone. */
  readonly maxHeld?: number | undefined
}

/** Whether whoever holds these already may hold one more. */
export function mayHold(
  { seating }: BookingDraft,
  held: readonly Occupancy[],
  { maxHeld = 6 }: BookingRules = {},
): PolicyVerdict {
  const [from, until] = [Date.parse(seating.startsAt), Date.parse(seating.endsAt)]
  const isTwice = held.some(
    ({ startsAt, endsAt }) => Date.parse(startsAt) < until && Date.parse(endsAt) > from,
  )
  return verdict([(isTwice || held.length >= maxHeld) && 'holds-enough'])
}

/** Whether a guest may book this. That the tables are free is for the book to say. */
export function mayBook(
  draft: BookingDraft,
  house: House,
  now: number,
  rules: BookingRules = {},
): PolicyVerdict {
  const { guest, people } = draft
  return verdict([
    guest.name.trim() === '' && 'needs-name',
    !guest.phone?.trim() && !guest.email?.trim() && 'needs-contact',
    isTooLong(draft, rules) && 'text-too-long',
    !(Number.isInteger(people) && people >= 1 && people <= house.maxPeople) && 'too-large',
    !hasTables(draft, house) && 'no-such-table',
    reasonOfTime(draft, house, now),
  ])
}

/** Whether whoever makes the claim may have this booking changed into that. */
export function mayChange(
  booking: Booking,
  draft: BookingDraft,
  claim: BookingClaim,
  house: House,
  now: number,
  rules: BookingRules = {},
): PolicyVerdict {
  const { changeUntilMinutes = 120 } = rules
  const mayTouch = reasonsNotToTouch(booking, claim, now, changeUntilMinutes)
  return verdict([...mayTouch, ...mayBook(draft, house, now, rules).reasons])
}

/** Whether whoever makes the claim may cancel this booking. */
export function mayCancel(
  booking: Booking,
  claim: BookingClaim,
  now: number,
  { cancelUntilMinutes = 0 }: BookingRules = {},
): PolicyVerdict {
  return verdict(reasonsNotToTouch(booking, claim, now, cancelUntilMinutes))
}

type MaybeReason = PolicyReason | false | undefined

function reasonsNotToTouch(
  booking: Booking,
  claim: BookingClaim,
  now: number,
  untilMinutes: number,
): readonly MaybeReason[] {
  if (!isProof(claim)) return ['needs-proof']
  // Nothing else is said of a booking to somebody whose it is not.
  if (!matchesClaim(claim, booking)) return ['wrong-proof']
  const isLate = Date.parse(booking.seating.startsAt) - now < untilMinutes * 60_000
  return [booking.status !== 'booked' && 'not-booked', isLate && 'too-late']
}

function reasonOfTime({ seating }: BookingDraft, house: House, now: number): MaybeReason {
  const startsAt = Date.parse(seating.startsAt)
  if (startsAt < now) return 'past'
  if (startsAt < now + house.leadMinutes * 60_000) return 'too-soon'
  const lastDay = planOf(house).clock.dayAt(now) + house.maxAdvanceDays
  return dayNumberOf(seating.date) > lastDay && 'too-far-ahead'
}

function hasTables({ seating }: BookingDraft, house: House): boolean {
  const usable = new Set(house.tables.filter((table) => !table.isOutOfService).map(({ id }) => id))
  return seating.tables.length > 0 && seating.tables.every((id) => usable.has(id))
}

function isTooLong({ guest, notes = '', diet = [] }: BookingDraft, rules: BookingRules): boolean {
  const { maxTextLength = 500 } = rules
  return [guest.name, notes, diet.join(', ')].some((text) => text.length > maxTextLength)
}

function verdict(found: readonly MaybeReason[]): PolicyVerdict {
  const reasons = found.filter((reason) => typeof reason === 'string')
  return { isAllowed: reasons.length === 0, reasons }
}
