import type { AvailabilityReason } from './availability-result.ts'
import type { LocalDate, LocalTime } from './house.ts'
import type { InfoTopic, Zone } from './slots.ts'

/** Where, when and how many, as a reply says it. */
export interface Sitting {
  readonly date: LocalDate
  readonly time: LocalTime
  readonly people: number
  readonly zone: Zone
}

/** What goes with a booking beyond the table. Of a diet only that there is one: it is health data. */
export interface Extras {
  readonly highChairs?: number | undefined
  readonly pets?: boolean | undefined
  readonly accessible?: boolean | undefined
  readonly hasDiet?: boolean | undefined
  readonly hasNotes?: boolean | undefined
}

/** What is asked of a guest, one thing at a time. */
export type AskedSlot = 'date' | 'weekend-day' | 'time' | 'people' | 'name' | 'phone'

/** What was understood in two ways. */
export type DoubtfulReading =
  | { readonly slot: 'people'; readonly values: readonly number[] }
  | { readonly slot: 'time'; readonly values: readonly LocalTime[] }
  | { readonly slot: 'date'; readonly values: readonly LocalDate[] }

/** One thing that a reply says. All of a reply's dates, times, numbers, names and codes are in its facts. */
export type Fact =
  | { readonly kind: 'greeting'; readonly house: string }
  | { readonly kind: 'thanks' }
  | { readonly kind: 'off-topic' }
  /** There is no sense in it, or nothing to say yes or no to. */
  | { readonly kind: 'unclear' }
  | {
      readonly kind: 'ask'
      readonly slot: AskedSlot
      /** Why what was said of it does not do. */
      readonly why?: 'past' | 'no-such-day' | 'no-phone' | undefined
      /** What is known already. */
      readonly date?: LocalDate | undefined
      readonly time?: LocalTime | undefined
      readonly people?: number | undefined
    }
  | { readonly kind: 'ask-half'; readonly date: LocalDate; readonly times: readonly LocalTime[] }
  | { readonly kind: 'ask-again'; readonly doubt: DoubtfulReading }
  /** There is a table; not asked to book it yet. */
  | { readonly kind: 'available'; readonly sitting: Sitting }
  | {
      readonly kind: 'offer'
      readonly date: LocalDate
      readonly time: LocalTime
      readonly people: number
      readonly reasons: readonly AvailabilityReason[]
      readonly alternatives: readonly Sitting[]
      /** Somebody else took the table in between. */
      readonly wasTaken?: boolean | undefined
    }
  | {
      readonly kind: 'no-table'
      readonly date: LocalDate
      readonly time: LocalTime
      readonly people: number
      readonly reasons: readonly AvailabilityReason[]
      readonly phone?: string | undefined
    }
  | {
      readonly kind: 'too-large'
      readonly people: number
      readonly most: number
      readonly phone?: string | undefined
    }
  | {
      readonly kind: 'summary'
      readonly action: 'book' | 'change'
      readonly sitting: Sitting
      readonly name: string
      readonly phone?: string | undefined
      readonly extras: Extras
      /** With `change`. */
      readonly code?: string | undefined
    }
  | {
      readonly kind: 'summary-cancel'
      readonly code: string
      readonly sitting: Sitting
      readonly name: string
    }
  | ({ readonly kind: 'booked' } & KeptBooking)
  | ({ readonly kind: 'changed' } & KeptBooking)
  | { readonly kind: 'cancelled'; readonly code: string; readonly sitting?: Sitting | undefined }
  /** What was under way is let go; nothing is booked by it. */
  | { readonly kind: 'dropped' }
  | { readonly kind: 'ask-what-to-change' }
  /** What stands in the book, told to whoever has proved that it is theirs. */
  | { readonly kind: 'your-booking'; readonly code: string; readonly sitting: Sitting; readonly name: string }
  /** A booking of this conversation that is there no more: cancelled by people, or over. */
  | { readonly kind: 'gone-booking'; readonly code: string }
  /** Several were asked for at once. */
  | { readonly kind: 'one-by-one'; readonly action: 'book' | 'cancel' }
  /** What was given as a name is none: code, markup, an order. */
  | { readonly kind: 'not-a-name' }
  /** A price was claimed that only people can grant. */
  | { readonly kind: 'no-promise' }
  /** None was given, and none was refused. */
  | { readonly kind: 'without-phone' }
  /** Two things prove a booking. */
  | {
      readonly kind: 'ask-proof'
      readonly action: 'change' | 'cancel' | 'read'
      /** `no-code`: there is none to be had, so that name and phone have to do. */
      readonly has: 'nothing' | 'code' | 'guest' | 'no-code' | 'no-code-but-name' | 'no-code-but-phone'
    }
  | { readonly kind: 'unknown-booking' }
  | { readonly kind: 'ask-which'; readonly bookings: readonly (Sitting & { readonly code: string })[] }
  | { readonly kind: 'next-booking' }
  | {
      readonly kind: 'hours'
      readonly services: readonly ServiceHours[]
      readonly closedOn?: LocalDate | undefined
    }
  /** The text is the house's own. */
  | { readonly kind: 'info'; readonly topic: InfoTopic; readonly text: string }
  | { readonly kind: 'no-info'; readonly phone?: string | undefined }
  | { readonly kind: 'handover'; readonly phone?: string | undefined }
  /** Nothing is written in this conversation any more, or not this. */
  | { readonly kind: 'people-only'; readonly phone?: string | undefined }
  /** It is too near, or the house does not allow it: only people can do it. */
  | {
      readonly kind: 'not-allowed'
      readonly action: 'book' | 'change' | 'cancel'
      readonly isLate: boolean
      readonly phone?: string | undefined
    }
  /** Whether something that was agreed to is in the book is not known yet. */
  | {
      readonly kind: 'unsettled'
      readonly action: 'book' | 'change' | 'cancel'
      /** It is not sent again: the guest wants it no more, or its time is over. */
      readonly isLetGo: boolean
      readonly phone?: string | undefined
    }
  /** The book cannot be reached. What may have been written is looked for with the next message. */
  | { readonly kind: 'trouble'; readonly phone?: string | undefined }

/** A booking as it stands in the book now. */
export interface KeptBooking {
  readonly code: string
  readonly sitting: Sitting
  readonly name: string
  readonly extras: Extras
}

export interface ServiceHours {
  readonly name: 'lunch' | 'dinner'
  readonly weekdays: readonly number[]
  readonly opensAt: LocalTime
  readonly lastSeatingAt: LocalTime
  readonly closesAt: LocalTime
}
