import type { Weekday, Zone } from './slots.ts'

/** `2026-11-27`, in the house's time zone. */
export type LocalDate = string
/** `21:30`, 00:00 to 23:59, in the house's time zone. */
export type LocalTime = string

export interface Table {
  readonly id: string
  readonly name: string
  readonly seats: number
  /** Fewer people are not seated here while another table fits. */
  readonly leastSeats: number
  readonly zone: Zone
  readonly isAccessible: boolean
  readonly allowsPets: boolean
  /** Whether a high chair fits. */
  readonly allowsHighChairs: boolean
  readonly isOutOfService: boolean
}

/** Tables that can be put together, all of them at once. */
export interface JoinableSet {
  /** Ids. */
  readonly tables: readonly string[]
  /** Seats of the whole. */
  readonly seats: number
  readonly leastSeats: number
}

/** When guests are seated on some days of the week. A service may end after midnight: then `closesAt` is less than `opensAt`. */
export interface Service {
  readonly name: 'lunch' | 'dinner'
  readonly weekdays: readonly Weekday[]
  readonly opensAt: LocalTime
  /** The last time at which somebody is seated. */
  readonly lastSeatingAt: LocalTime
  readonly closesAt: LocalTime
}

/** A restaurant, as far as its bookings are concerned. */
export interface House {
  readonly name: string
  /** IANA name: `Europe/Madrid`. */
  readonly timeZone: string
  readonly services: readonly Service[]
  readonly closedDates: readonly LocalDate[]
  readonly tables: readonly Table[]
  readonly joinable: readonly JoinableSet[]
  /** How long a party stays, by its size: the first row that is large enough. */
  readonly stays: readonly { readonly upTo: number; readonly minutes: number }[]
  /** Between two parties at one table. */
  readonly bufferMinutes: number
  /** Bookings begin at whole multiples of this, from the opening on. */
  readonly gridMinutes: number
  /** How long before at least a booking is made. */
  readonly leadMinutes: number
  readonly maxAdvanceDays: number
  /** Larger parties are for people to talk to. */
  readonly maxPeople: number
}
