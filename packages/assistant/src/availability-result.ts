import type { LocalDate, LocalTime } from './house.ts'
import type { Zone } from './slots.ts'

/** What has to be known before anybody can say whether there is a table. */
export interface AvailabilityRequest {
  readonly date: LocalDate
  readonly time: LocalTime
  readonly people: number
  readonly zone?: Zone | undefined
  readonly accessible?: boolean | undefined
  readonly pets?: boolean | undefined
  readonly highChairs?: number | undefined
  /** A booking that is being changed: what it takes counts as free. */
  readonly instead?: string | undefined
}

/** Where and when a party would sit. */
export interface Seating {
  readonly date: LocalDate
  readonly time: LocalTime
  /** The instants, ISO 8601 with offset, buffer not included. */
  readonly startsAt: string
  readonly endsAt: string
  /** One, or a joinable set; ids. */
  readonly tables: readonly string[]
  readonly zone: Zone
}

/** Why it is not as asked. */
export type AvailabilityReason =
  | 'closed-day'
  | 'closed-hour'
  | 'after-last-seating'
  | 'off-grid'
  | 'past'
  | 'too-soon'
  | 'too-far-ahead'
  | 'too-large'
  | 'no-table-that-large'
  | 'zone-full'
  | 'no-accessible-table'
  | 'no-table-for-pets'
  | 'no-table-for-high-chairs'
  | 'full'
  /** The wall clock skips this time on that day. */
  | 'no-such-time'

export interface Availability {
  /**
   * `past` and `closed` tell of the time that was asked for, and may carry alternatives; `alternatives` and `full` of a
   * time at which the house is open. `too-large` is for people to talk to, and carries none.
   */
  readonly status: 'available' | 'alternatives' | 'full' | 'closed' | 'too-large' | 'past'
  /** With `available`. */
  readonly seating?: Seating | undefined
  /** Empty with `available`. */
  readonly reasons: readonly AvailabilityReason[]
  /** Nearest first, three at most: other times of the day, the same time in another zone. */
  readonly alternatives: readonly Seating[]
}
